package io.gradstream.workbench.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.workbench.table.DataFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class TopicInferenceTest {

  private static final TopicOrigin PAYMENTS =
      new TopicOrigin("Payments.v1", TopicOrigin.learnerOf("Payments.v1"), Optional.empty());

  private static TopicSample records(IntFunction<String> record) {
    return records(PAYMENTS, record);
  }

  private static TopicSample records(TopicOrigin origin, IntFunction<String> record) {
    List<JsonNode> objects = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      try {
        objects.add(new ObjectMapper().readTree(record.apply(i)));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return new TopicSample(origin, objects);
  }

  private static String payment(int i) {
    return """
        {"paymentId": "p-%d", "paidAt": "2026-01-%02dT08:%02d:00Z", "amount": %d.5,
         "shop": {"country": "%s", "code": "%d"}, "tags": [1, 2], "fraudulent": %b}
        """
        .formatted(i, 28 - i % 28, i % 60, i * 7 % 31, i % 3 == 0 ? "DE" : "FR", i % 4, i % 5 == 0);
  }

  @Test
  void aSpecIsInferredFromObjects() {
    InferredSpec inferred =
        SpecInference.infer(records(TopicInferenceTest::payment), Wanted.of("fraudulent"));

    assertThat(inferred.name()).isEqualTo("payments-v1.yaml");
    assertThat(inferred.yaml().lines().filter(line -> !line.startsWith("#")))
        .containsExactly(
            "specVersion: 1",
            "learner: payments-v1",
            "events: {topic: Payments.v1, time: paidAt, id: paymentId}",
            "features:",
            "  - {field: amount, as: numeric}",
            "  - {field: shop.country, as: category}",
            "  - {field: shop.code, as: category}",
            "  - {field: paidAt, as: [timeOfDay, dayOfWeek]}",
            "target: {binary: fraudulent}");
    assertThat(inferred.notes())
        .anyMatch(note -> note.startsWith("paymentId is taken for the id"))
        .anyMatch(note -> note.contains("arrays and bytes") && note.endsWith(": tags"));
  }

  @Test
  void itSaysWhereAvrosSchemasAre() {
    String schema =
        """
        {"type": "record", "name": "P", "fields": [
          {"name": "x", "type": "double"}, {"name": "y", "type": "double"}]}""";
    TopicOrigin origin =
        new TopicOrigin(
            "p", "p", Optional.of(new TopicOrigin.Avro("p.avsc", schema, "http://r:8081")));

    InferredSpec inferred =
        SpecInference.infer(
            records(origin, i -> "{\"x\": %d.5, \"y\": %d.25}".formatted(i * 7 % 31, i)),
            Wanted.of("y"));
    LearnerSpec spec = inferred.spec();

    assertThat(spec.events().format().registryUrl()).contains("http://r:8081");
    assertThat(inferred.files()).containsEntry("p.avsc", schema);
  }

  @Test
  void aNumberInQuotesIsNoNumber() {
    InferredSpec inferred =
        SpecInference.infer(
            records(i -> "{\"code\": \"%d\", \"y\": \"%d\"}".formatted(i % 7, i % 3)),
            Wanted.of("y"));

    assertThat(inferred.yaml())
        .contains("{field: code, as: category}")
        .contains("target: {classes: {known: [\"0\", \"1\", \"2\"], atMost: 8}, field: y}");
  }

  @Test
  void withoutAnIdItSaysWhatThatMeans() {
    InferredSpec inferred =
        SpecInference.infer(
            records(i -> "{\"x\": %d.5, \"y\": %b}".formatted(i * 7 % 31, i % 2 == 0)),
            Wanted.of("y"));

    assertThat(inferred.notes()).anyMatch(note -> note.contains("duplicates will not be found"));
  }

  @Test
  void aTargetThatIsNotThereIsToldWithTheFieldsThatAre() {
    assertThatThrownBy(
            () -> SpecInference.infer(records(i -> "{\"x\": 1, \"y\": 2}"), Wanted.of("z")))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("the topic Payments.v1 has no column z")
        .hasMessageContaining("x, y");
  }

  private static TopicSample disputes(IntFunction<String> record) {
    return records(new TopicOrigin("disputes", "payments-v1", Optional.empty()), record);
  }

  /** Of every second payment, decided days later. */
  private static String dispute(int i) {
    return """
        {"payment": "p-%d", "paidAt": "2026-01-%02dT08:%02d:00Z",
         "decidedAt": "2026-02-%02dT09:00:00Z", "fraudulent": %b}
        """
        .formatted(2 * i, 28 - 2 * i % 28, 2 * i % 60, 28 - 2 * i % 28, i % 3 == 0);
  }

  private static String undecided(int i) {
    return "{\"paymentId\": \"p-%d\", \"paidAt\": \"2026-01-%02dT08:%02d:00Z\", \"amount\": %d.5}"
        .formatted(i, 28 - i % 28, i % 60, i * 7 % 31);
  }

  @Test
  void labelsOfATopicOfTheirOwnAreJoinedByTheFieldWhoseValuesTheyShare() {
    InferredSpec inferred =
        SpecInference.infer(
            records(TopicInferenceTest::undecided),
            disputes(TopicInferenceTest::dispute),
            Wanted.of("fraudulent"));

    assertThat(inferred.yaml().lines().filter(line -> !line.startsWith("#")))
        .containsExactly(
            "specVersion: 1",
            "learner: payments-v1",
            "events: {topic: Payments.v1, time: paidAt, id: paymentId}",
            "labels: {topic: disputes, id: payment, time: decidedAt, wait: 63d}",
            "features:",
            "  - {field: amount, as: numeric}",
            "  - {field: paidAt, as: [timeOfDay, dayOfWeek]}",
            "target: {binary: fraudulent}");
    assertThat(inferred.notes())
        .anyMatch(note -> note.contains("joined by paymentId of the events and payment"))
        .anyMatch(note -> note.contains("50 of the 100 labels"))
        .anyMatch(note -> note.contains("31.0 days after its event"));
    assertThat(inferred.spec().labels().remembered()).hasDays(63);
  }

  @Test
  void theOnlyFieldThatLabelsHaveIsThePredictedOne() {
    InferredSpec inferred =
        SpecInference.infer(
            records(TopicInferenceTest::undecided),
            disputes(i -> "{\"paymentId\": \"p-%d\", \"loss\": %d.5}".formatted(i, i * 13 % 37)),
            Wanted.of(""));

    assertThat(inferred.yaml())
        .contains("labels: {topic: disputes, id: paymentId}\n")
        .contains("target: {regression: loss}");
  }

  @Test
  void labelsThatNameNoEventAreToldWithTheFieldsThereAre() {
    assertThatThrownBy(
            () ->
                SpecInference.infer(
                    records(TopicInferenceTest::undecided),
                    disputes(i -> "{\"order\": \"o-%d\", \"loss\": 1.5}".formatted(i)),
                    Wanted.of("loss")))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("no field of disputes names an event of Payments.v1")
        .hasMessageContaining("order, loss");
    assertThatThrownBy(
            () ->
                SpecInference.infer(
                    records(TopicInferenceTest::undecided),
                    disputes(TopicInferenceTest::dispute),
                    Wanted.of("fraud")))
        .hasMessageContaining("the topic disputes of labels has no field fraud");
  }
}
