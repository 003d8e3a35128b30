package io.gradstream.nd4j.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.encode.TableSpec;
import io.gradstream.features.event.Event;
import io.gradstream.learning.Example;
import io.gradstream.learning.Learner;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.WeightsFile;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.nd4j.graph.PaymentsGraph.Payment;
import io.gradstream.schemas.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * The graph of {@code examples/imported-graph}. With {@code -Dgradstream.write=true} it is trained
 * and written anew, with its weights.
 */
class ExampleTest {

  private static final Path FOLDER = Path.of("../examples/imported-graph");
  private static final Path PAYMENTS = Path.of("../examples/card-fraud/payments.csv.gz");
  private static final Path GRAPH = FOLDER.resolve("payments.fb");
  private static final Path WEIGHTS = FOLDER.resolve("payments.weights");
  private static final List<String> INPUTS =
      List.of("paidAt.timeOfDay.sin", "paidAt.timeOfDay.cos", "amount");

  /** The example's, with another way to start. */
  private static LearnerSpec spec(String start) throws IOException {
    String text = Files.readString(FOLDER.resolve("payments.yaml"));
    String named = "start: " + WEIGHTS.getFileName();
    assertThat(text).contains(named);
    Map<String, String> files =
        start.isEmpty() ? Map.of() : Map.of("" + WEIGHTS.getFileName(), Files.readString(WEIGHTS));
    return SpecReader.read(new SpecBundle("payments.yaml", text.replace(named, start), files));
  }

  private static ImportedNetwork imported() throws IOException {
    LearnerSpec spec = spec("");
    int embedded = spec.model().encoder().tableSpecs().stream().mapToInt(TableSpec::width).sum();
    return new Columns(spec.model().encoder().columns(), embedded)
        .feed(GraphImport.read(Files.readAllBytes(GRAPH), Optional.empty()), Optional.of(INPUTS));
  }

  @Test
  void theWeightsAreThoseOfTheGraph() throws IOException {
    if (Boolean.getBoolean("gradstream.write")) {
      SameDiff graph = PaymentsGraph.trained(PaymentsGraph.payments(PAYMENTS));
      graph.save(GRAPH.toFile(), false);
      Files.writeString(WEIGHTS, WeightsFile.write(imported().weights()));
    }
    assertThat(WeightsFile.write(imported().weights())).isEqualTo(Files.readString(WEIGHTS));
  }

  /** Of payments that the graph was not trained on. */
  @Test
  void aLearnerThatStartsWithTheGraphIsBetterThanOneThatIsDrawn() throws IOException {
    List<Payment> later =
        PaymentsGraph.payments(PAYMENTS).subList(PaymentsGraph.ROWS, PaymentsGraph.ROWS + 2000);

    double started = loss(spec("start: payments.weights"), later);
    double drawn = loss(spec(""), later);

    assertThat(started).isLessThan(0.25).isLessThan(drawn - 0.1);
  }

  /** Mean log-loss of answers, each given before its payment is learned. */
  private static double loss(LearnerSpec spec, List<Payment> payments) {
    double sum = 0;
    try (Learner learner = spec.newLearner("", 1)) {
      for (int i = 0; i < payments.size(); i++) {
        Event event = event(spec, payments.get(i));
        double fraud = learner.answer(event).output()[0];
        boolean isFraud = payments.get(i).isFraud();
        sum -= Math.log(isFraud ? fraud : 1 - fraud);
        learner.learn(example(event, payments.get(i), i));
      }
    }
    return sum / payments.size();
  }

  private static Event event(LearnerSpec spec, Payment payment) {
    Object[] fields = new Object[spec.model().events().fields().size()];
    fields[spec.model().events().indexOf("paidAt")] = payment.paidAt().toEpochMilli();
    fields[spec.model().events().indexOf("amount")] = payment.amount();
    fields[spec.model().events().indexOf("merchant")] = payment.merchant();
    fields[spec.model().events().indexOf("country")] = payment.country();
    return Event.owning(fields);
  }

  private static Example example(Event event, Payment payment, int offset) {
    Position position = new Position(payment.paidAt().toEpochMilli(), "payments", 0, offset);
    return new Example(event, "" + offset, payment.isFraud() ? 1 : 0, position);
  }
}
