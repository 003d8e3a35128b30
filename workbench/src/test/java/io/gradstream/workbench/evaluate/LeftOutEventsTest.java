package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A learner without the events of somebody is the one that never saw them, bit for bit. */
final class LeftOutEventsTest {

  private static final String SPEC =
      """
      learner: cards
      events: {topic: cards, time: at%s}
      features: [{field: amount, as: numeric}, {field: shop, as: category}, {field: customer, as: category}]
      target: {binary: "fraud > 0"}
      """;

  @TempDir private Path folder;

  private record Learned(EvaluationReport report, ModelSnapshot model) {}

  /** The last row is of a year later: where it counts, time is over for all others. */
  private Path rows(String name, boolean withAda) throws IOException {
    Random random = new Random(8);
    StringBuilder text = new StringBuilder("at,customer,shop,amount,fraud\n");
    for (int i = 0; i < 2_000; i++) {
      boolean isAda = i % 7 == 3;
      String row =
          "%d,%s,s%d,%.2f,%d%n"
              .formatted(
                  (i + (isAda ? 8_760 : 0)) * 3_600_000L,
                  isAda ? "ada" : "c" + i % 5,
                  random.nextInt(4),
                  random.nextDouble() * (isAda ? 1e6 : 100),
                  random.nextInt(2));
      text.append(withAda || !isAda ? row : "");
    }
    return Files.writeString(folder.resolve(name), text.toString());
  }

  private Learned learn(String without, Path rows) throws IOException {
    Path saved = folder.resolve("model");
    LearnerSpec spec =
        SpecReader.read(
            new SpecBundle("cards.yaml", String.format(Locale.ROOT, SPEC, without), Map.of()));
    EvaluationOptions options =
        new EvaluationOptions(rows, Long.MAX_VALUE, 1, Optional.empty(), Optional.of(saved));
    EvaluationReport report = Evaluation.run(spec, options, () -> 0);
    return new Learned(report, SnapshotCodec.decode(Files.readAllBytes(saved)));
  }

  @Test
  void itsScoresAndItsModelAreThoseOfOneThatNeverSawThem() throws IOException {
    Learned without = learn(", without: {customer: ada}", rows("all.csv", true));
    Learned never = learn("", rows("never.csv", false));

    assertThat(without.report().n()).isEqualTo(never.report().n()).isPositive();
    assertThat(without.report().measure("logloss"))
        .isEqualTo(never.report().measure("logloss"))
        .isPresent();
    assertThat(without.model().weights()).isEqualTo(never.model().weights());
    assertThat(without.model().statistics()).isEqualTo(never.model().statistics());
    assertThat(without.model().pool()).isEqualTo(never.model().pool());
    assertThat(without.model().categories())
        .usingElementComparator(Arrays::compare)
        .isEqualTo(never.model().categories());
    assertThat(learn("", rows("all.csv", true)).model().weights())
        .isNotEqualTo(never.model().weights());
  }

  @Test
  void whatIsLeftOutIsTold() throws IOException {
    assertThat(learn(", without: {customer: ada}", rows("all.csv", true)).report().notes())
        .contains(
            "286 rows were left out: they say that something was deleted, or events.without names them");
    assertThat(learn(", without: {customer: bob}", rows("never.csv", false)).report().notes())
        .contains(
            "no row is one that events.without names: are fields and values as the file has them?");
  }
}
