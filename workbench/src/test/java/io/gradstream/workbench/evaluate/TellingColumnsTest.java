package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Decoded;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.schemas.Position;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feature that alone tells the label is told; one that is merely good is not. */
final class TellingColumnsTest {

  private static final String SPEC =
      """
      learner: parcels
      events: {topic: parcels}
      features: [%s]
      target: %s
      network: [{dense: 4, activation: relu}]
      """;

  @TempDir private Path folder;

  private final Random random = new Random(9);
  private double walk;

  private Path file(String header, int rows, Function<Integer, String> row) throws IOException {
    StringBuilder text = new StringBuilder(header).append('\n');
    for (int i = 0; i < rows; i++) {
      text.append(row.apply(i)).append('\n');
    }
    return Files.writeString(folder.resolve("parcels.csv"), text);
  }

  private static LearnerSpec spec(String features, String target) {
    String text = SPEC.formatted(features, target);
    return SpecReader.read(new SpecBundle("parcels.yaml", text, Map.of()));
  }

  private static List<String> told(Path file, String features, String target) throws IOException {
    EvaluationReport report = Evaluation.run(spec(features, target), file, Long.MAX_VALUE, () -> 0);
    return report.notes().stream().filter(note -> note.contains("alone tells")).toList();
  }

  private static String as(String kind, String... fields) {
    List<String> features = new ArrayList<>();
    for (String field : fields) {
      features.add("{field: %s, as: %s}".formatted(field, kind));
    }
    return String.join(", ", features);
  }

  private String yes(boolean yes) {
    return yes ? "yes" : "no";
  }

  @Test
  void aNumberWithABoundThatDecidesIsTold() throws IOException {
    Path file =
        file(
            "minutes,weight,late",
            6000,
            i -> {
              int minutes = random.nextInt(120);
              return minutes + "," + random.nextInt(1000) + "," + yes(minutes > 30);
            });

    assertThat(told(file, as("numeric", "minutes", "weight"), "{binary: \"late == 'yes'\"}"))
        .containsExactly(
            "minutes alone tells late, in more than 99.9 % of the rows: is it known before late is?"
                + " If not, --auto leaves it out with --ignore minutes; in a spec, take the feature"
                + " out");
  }

  @Test
  void aTextThatSaysTheClassInOtherWordsIsTold() throws IOException {
    String[] outcome = {"delivered", "lost", "returned"};
    Path file =
        file(
            "code,carrier,outcome",
            2000,
            i -> {
              int kind = random.nextInt(3);
              return "X" + kind + random.nextInt(5) + "," + random.nextInt(9) + "," + outcome[kind];
            });

    assertThat(
            told(
                file,
                as("category", "code", "carrier"),
                "{classes: [delivered, lost, returned], field: outcome}"))
        .singleElement()
        .asString()
        .startsWith("code alone tells outcome");
    assertThat(
            told(file, as("category", "code", "carrier"), "{classes: {atMost: 5}, field: outcome}"))
        .singleElement()
        .asString()
        .startsWith("code alone tells outcome");
  }

  @Test
  void aValueThatIsThereOnlyWhereTheLabelIsTrueIsTold() throws IOException {
    Path file =
        file(
            "refund,x,fraud",
            3000,
            i -> {
              boolean fraud = random.nextInt(50) == 0;
              String refund = fraud ? Double.toString(random.nextDouble()) : "";
              return refund + "," + random.nextDouble() + "," + fraud;
            });

    assertThat(told(file, as("numeric", "refund", "x"), "{binary: fraud}"))
        .singleElement()
        .asString()
        .startsWith("refund alone tells fraud");
  }

  @Test
  void aNumberInAnotherUnitIsTold() throws IOException {
    Path file =
        file(
            "fahrenheit,near,celsius",
            3000,
            i -> {
              double celsius = 15 + 8 * random.nextGaussian();
              return (32 + celsius * 1.8) + "," + (celsius + random.nextGaussian()) + "," + celsius;
            });

    assertThat(told(file, as("numeric", "fahrenheit", "near"), "{regression: celsius}"))
        .singleElement()
        .asString()
        .startsWith("fahrenheit alone tells celsius");
  }

  @Test
  void whatIsMerelyGoodIsNotTold() throws IOException {
    Path file =
        file(
            "x,id,clock,late",
            6000,
            i -> {
              double x = random.nextDouble();
              boolean late = x > 0.5 != (random.nextInt(100) == 0); // 99 % right
              return x + ",p" + i + "," + 5 * i + "," + yes(late);
            });

    assertThat(
            told(
                file,
                as("numeric", "x", "clock") + ", " + as("category", "id"),
                "{binary: \"late == 'yes'\"}"))
        .isEmpty();
  }

  @Test
  void labelsThatHardlyChangeAccuseNoClock() throws IOException {
    Path sorted = file("clock,s,y", 9000, i -> i + ",s" + i / 300 + "," + yes(i / 3000 == 1));
    String features = as("numeric", "clock") + ", " + as("category", "s");
    assertThat(told(sorted, features, "{binary: \"y == 'yes'\"}")).isEmpty();

    Path constant = file("clock,s,y", 3000, i -> i + ",s" + i % 3 + ",no");
    assertThat(told(constant, features, "{binary: \"y == 'yes'\"}")).isEmpty();

    Path rare = file("clock,s,y", 9000, i -> i + ",s" + i % 3 + "," + yes(i % 3000 == 7));
    assertThat(told(rare, features, "{binary: \"y == 'yes'\"}")).isEmpty();

    Path two = file("clock,s,y", 2, i -> i + ",s" + i + "," + yes(i == 1));
    assertThat(told(two, features, "{binary: \"y == 'yes'\"}")).isEmpty();
  }

  @Test
  void aSeriesIsNotToldByItsOwnPast() throws IOException {
    Path file =
        file(
            "clock,before,y",
            5000,
            i -> {
              double before = walk;
              walk += random.nextGaussian();
              return i + "," + before + "," + walk;
            });
    assertThat(told(file, as("numeric", "clock", "before"), "{regression: y}")).isEmpty();

    Path countries = // a hundred series of very different size that grow by some per cent
        file(
            "clock,before,y",
            5000,
            i -> {
              double size = Math.exp(i % 100 / 5.0 + 0.02 * (i / 100));
              return i / 100 + "," + size + "," + size * (1.02 + 0.01 * random.nextGaussian());
            });
    assertThat(told(countries, as("numeric", "clock", "before"), "{regression: y}")).isEmpty();

    Path flat = file("clock,before,y", 1000, i -> i + "," + i % 7 + ",5");
    assertThat(told(flat, as("numeric", "clock", "before"), "{regression: y}")).isEmpty();
  }

  @Test
  void recordsOfATopicAreLookedAtToo() throws IOException {
    LearnerSpec spec = spec(as("numeric", "minutes"), "{binary: late}");
    Path file =
        file(
            "minutes,late",
            1500,
            i -> {
              int minutes = random.nextInt(120);
              return minutes + "," + (minutes > 30);
            });
    List<TopicRecord> records = new ArrayList<>();
    try (RowReader reader = RowReader.open(spec, InputFile.of(file))) {
      for (Row row = reader.read(); row != null; row = reader.read()) {
        records.add(
            new TopicRecord.OfEvents(
                (Decoded.Good) row.event(),
                new Position(1000 * row.index(), "parcels", 0, row.index()),
                Optional.empty()));
      }
    }
    EvaluationReport report =
        Evaluation.run(
            spec,
            new EvaluationOptions(
                new Source.Topics(List.of(new InMemoryPartition(false, records))),
                Long.MAX_VALUE,
                1,
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty()),
            () -> 0);

    assertThat(report.notes()).anyMatch(note -> note.startsWith("minutes alone tells late"));
  }
}
