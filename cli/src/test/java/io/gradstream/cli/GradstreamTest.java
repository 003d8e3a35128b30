package io.gradstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.gradstream.cli.plot.Fonts;
import io.gradstream.serving.ServingOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GradstreamTest {

  private static final String SPEC =
      """
      specVersion: 1
      learner: test
      events: {topic: events, format: json, id: id, time: at}
      labels: {topic: labels, format: json, id: id, time: known, wait: 1h}
      features:
        - {field: size, as: numeric}
      target: {binary: "late > 15"}
      network: [{dense: 4, activation: relu}]
      learn: {batch: 2}
      """;

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path spec;

  @BeforeEach
  void writeSpec() throws IOException {
    spec = write("test.yaml", SPEC);
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).matches("gradstream \\d+\\.\\d+\\.\\d+\\S*\\s+");
  }

  @Test
  void oneOfSomeWordsIsTakenInEitherCase() {
    for (String reason : List.of("malformed", "MALFORMED")) {
      String brokers = "127.0.0.1:1";
      run("dead-letters", "replay", "test", "--reason", reason, "--brokers", brokers);
      assertThat(err.toString()).contains("connection refused").doesNotContain("--reason");
      err.getBuffer().setLength(0);
    }
  }

  @Test
  void serveTakesTheOptionsOfTheService() {
    assertThat(run("serve", "--help")).isZero();
    for (ServingOption option : ServingOption.values()) {
      boolean isOwn = option == ServingOption.LEARNER || option == ServingOption.SNAPSHOTS;
      assertThat(out.toString().contains(option.flag() + "="))
          .as(option.flag())
          .isNotEqualTo(isOwn);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--port=0, --port must be in 1..65535: 0",
    "--port=x, Invalid value for option '--port'",
    "--max-requests=0, --max-requests must be > 0: 0",
    "--tls-keystore=/k, --tls-keystore and --tls-keystore-password-file must be given together",
    "--property=ssl.key.password=x, --property ssl.key.password: a command line shows a secret",
    "--brokers=b, '--brokers must be HOST:PORT[,HOST:PORT...]: b'"
  })
  void serveNamesAMistakeBeforeAnythingStarts(String option, String message) {
    assertThat(run("serve", option)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void validateTellsWhatAValidSpecComesTo() {
    assertThat(run("validate", spec)).isZero();
    assertThat(out.toString())
        .contains("test.yaml is valid: learner test")
        .contains("id TEXT")
        .contains("size (number)")
        .contains("parameters  17"); // (2 inputs + 1) x 4, then (4 + 1) x 1
  }

  /** Labels in the event, and nothing said of a network. */
  private Path pool(String target) throws IOException {
    return write(
        "pool.yaml",
        """
        specVersion: 1
        learner: pool
        events: {topic: events, format: json, time: at}
        features:
          - {field: size, as: numeric}
          - {field: place, as: category}
        target: %s
        """
            .formatted(target));
  }

  private Path poolData() throws IOException {
    StringBuilder rows = new StringBuilder("at,size,place,late\n");
    for (int i = 0; i < 60; i++) {
      rows.append("2026-01-01 00:%02d,%d,p%d,%d\n".formatted(i, i * i % 31, i % 3, i * 7 % 40));
    }
    return write("pool.csv", rows.toString());
  }

  @Test
  void validateTellsWhoIsInAPool() throws IOException {
    assertThat(run("validate", pool("{regression: late}"))).isZero();
    assertThat(out.toString())
        .contains("perceptron      ..labels   [64, 32]        last                    0.002")
        .contains("perceptron      ..rates    [64, 32]        mean ")
        .contains("least squares   numbers..")
        .contains("least squares   event..")
        .contains("of the event and its history");
  }

  @Test
  void aPoolIsEvaluatedSavedAndPredictsAFile() throws IOException {
    for (String target : List.of("{regression: late}", "{binary: \"late > 15\"}")) {
      Path spec = pool(target);
      Path data = poolData();
      Path model = folder.resolve("pool.grds");
      assertThat(run("evaluate", spec, "--data", data, "--save", model, "--json")).isZero();
      assertThat(out.toString()).contains("\"n\":60");
      out.getBuffer().setLength(0);
      assertThat(run("predict", spec, "--snapshot", model, "--data", data)).isZero();
      assertThat(out.toString().lines()).hasSize(60).allMatch(line -> line.startsWith("{\"row\":"));
    }
  }

  @Test
  void validateNamesEveryErrorOfAWrongOne() throws IOException {
    Path wrong = write("wrong.yaml", SPEC.replace("batch: 2", "batch: 0").replace("relu", "rel"));
    assertThat(run("validate", wrong)).isEqualTo(2);
    assertThat(err.toString()).contains("learn.batch").contains("activation").contains("2 errors");
  }

  @Test
  void whatWasNotUsedComesFirst() throws IOException {
    String rows = "\n" + row(1) + row(2) + "3,noon,1,,20\n" + row(4) + row(5);
    Path data = write("data.csv", "id,at,size,known,late" + rows);
    assertThat(run("evaluate", spec, "--data", data)).isZero();
    assertThat(out.toString())
        .startsWith("NOT USED: 1 of 5 rows (20.0 %), the first at line 4: at");
    out.getBuffer().setLength(0);
    assertThat(run("evaluate", spec, "--data", data, "--json")).isZero();
    assertThat(out.toString())
        .startsWith("{\"unused\":0.2,")
        .contains("\"first_bad_rows\":[{\"place\":\"line 4\",\"reason\":\"WRONG_TYPE\"");
  }

  @Test
  void whereNothingWasLearnedTheExitCodeSaysSo() throws IOException {
    Path data = write("data.csv", "id,at,size,known,late\n1,noon,1,,20\n2,noon,1,,20\n");
    assertThat(run("evaluate", spec, "--data", data)).isEqualTo(1);
    assertThat(out.toString()).startsWith("NOT USED: 2 of 2 rows (100.0 %)");
    assertThat(err.toString()).contains("nothing was learned: none of what was read can be used");
  }

  @Test
  void whatAFileDoesNotSayIsSaidByOptions() throws IOException {
    Path data = write("data.csv", "1;2001-01-01 00:01;1,5;2001-01-01 00:02;20\n");
    String names = "id,at,size,known,late";
    assertThat(run("evaluate", spec, "--data", data, "--header", names, "--decimal", ",", "--json"))
        .isEqualTo(1); // a row fills no mini-batch
    assertThat(out.toString()).contains("\"unlearned\":1", "'1,5' is read as 1.5");
    assertThat(err.toString()).contains("fills no mini-batch");
  }

  @Test
  void aColumnThatTellsTheLabelIsToldBeforeAndAfter() throws IOException {
    StringBuilder text = new StringBuilder("size,minutes,late\n");
    Random random = new Random(1);
    for (int i = 0; i < 900; i++) {
      int minutes = random.nextInt(90);
      text.append("%d,%d,%s\n".formatted(random.nextInt(1000), minutes, minutes > 30));
    }
    Path data = write("data.csv", text.toString());
    String told = "minutes alone tells late, in more than 99.9 % of the rows";
    Path written = folder.resolve("made.yaml");
    assertThat(run("init", "--file", data, "--target", "late", "--out", written)).isZero();
    assertThat(out.toString()).startsWith(told);
    out.getBuffer().setLength(0);
    assertThat(run("evaluate", written, "--data", data)).isZero();
    assertThat(out.toString()).contains("note: " + told);
    out.getBuffer().setLength(0);
    assertThat(
            run(
                "init",
                "--file",
                data,
                "--target",
                "late",
                "--ignore",
                "minutes",
                "--out",
                folder.resolve("other.yaml")))
        .isZero();
    assertThat(out.toString()).doesNotContain("alone tells");
  }

  @Test
  void evaluateScoresAFile() throws IOException {
    Path data = write("data.csv", "id,at,size,known,late\n" + row(1) + row(2) + row(3));
    assertThat(run("evaluate", spec, "--data", data, "--json")).isZero();
    assertThat(out.toString()).startsWith("{").contains("\"n\":3").contains("\"rows\":3");
  }

  @Test
  void evaluateDrawsItsCurveAndScoresAnswersWhoseLabelsComeLate() throws IOException {
    assumeThat(Fonts.areThere()).isTrue();
    StringBuilder rows = new StringBuilder("id,at,size,known,late\n");
    for (int i = 1; i <= 9; i++) {
      rows.append(row(i));
    }
    Path data = write("data.csv", rows.toString());
    Path plot = folder.resolve("curve.png");

    assertThat(run("evaluate", spec, "--data", data, "--delay", "3", "--plot", plot, "--json"))
        .isZero();

    assertThat(out.toString()).contains("\"answers\":{\"delay\":3,\"n\":9,");
    assertThat(Files.readAllBytes(plot)).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void evaluateSaysBeforeItRunsWhatCannotBeWritten() throws IOException {
    Path nowhere = folder.resolve("none").resolve("curve.png");
    for (String option : List.of("--plot", "--save", "--write-features", "--write-spec")) {
      assertThat(run("evaluate", spec, "--data", folder.resolve("no.csv"), option, nowhere))
          .isEqualTo(2);
      assertThat(err.toString())
          .contains("'" + option + "'")
          .contains("there is no folder " + nowhere.getParent() + ". Make it")
          .contains("'gradstream evaluate --help' tells what there is");
    }
    assertThat(run("sample", "--snapshot", folder.resolve("no.grds"), "--out", folder))
        .isEqualTo(2);
    assertThat(err.toString()).contains(folder + " is a folder: name a file in it");
    Path keyed = write("keyed.yaml", SPEC + "key: id\n");
    Path curve = folder.resolve("curve.png");
    assertThat(run("evaluate", keyed, "--data", "x.csv", "--plot", curve)).isEqualTo(2);
    assertThat(err.toString()).contains("test has a model for each id").contains("--delay 1");
    assertThat(run("evaluate", spec, "--data", "x.csv", "--delay", "-1")).isEqualTo(2);
    assertThat(err.toString()).contains("--delay must be at least 0: -1");
  }

  @Test
  void evaluateInfersASpecAndWritesIt() throws IOException {
    StringBuilder rows = new StringBuilder("size;late;same;leak\n");
    for (int i = 0; i < 100; i++) {
      rows.append("%d;%d;x;%d\n".formatted(i * i % 97, i * i % 31, i * i % 31));
    }
    Path data = write("data.csv", rows.toString());
    Path written = folder.resolve("auto.yaml");
    assertThat(
            run(
                "evaluate",
                "--auto",
                "--target",
                "late > 15",
                "--ignore",
                "leak",
                "--data",
                data,
                "--write-spec",
                written,
                "--json"))
        .isZero();
    assertThat(out.toString())
        .contains("\"task\":\"binary\"")
        .contains("left out, always the same: same")
        .contains("\"curve\":[{\"n\":");
    assertThat(written).content().contains("{field: size, as: numeric}").doesNotContain("leak");
    assertThat(run("validate", written)).isZero();
    assertThat(run("evaluate", written, "--data", data)).isZero();
  }

  @Test
  void autoStandsInPlaceOfASpecAndNeedsATarget() {
    assertThat(run("evaluate", "--data", spec)).isEqualTo(2);
    assertThat(run("evaluate", "--auto", "--data", spec)).isEqualTo(2);
    assertThat(run("evaluate", spec, "--auto", "--target", "y", "--data", spec)).isEqualTo(2);
    assertThat(run("evaluate", spec, "--target", "y", "--data", spec)).isEqualTo(2);
    assertThat(err.toString())
        .contains("give a SPEC, or --auto")
        .contains("--auto needs --target FIELD")
        .contains("in place of SPEC")
        .contains("go with --auto");
  }

  private static String row(int id) {
    return "%d,2026-01-01 00:0%d,%d,2026-01-01 01:0%d,%d\n".formatted(id, id, id, id, id * 10);
  }

  @Test
  void evaluateNamesTheColumnThatIsNotThere() throws IOException {
    Path data = write("data.csv", "id,at,size,known\n");
    assertThat(run("evaluate", spec, "--data", data)).isEqualTo(2);
    assertThat(err.toString()).contains("late").doesNotContain("\tat ");
  }

  @Test
  void verboseShowsWhereAnErrorComesFrom() {
    assertThat(run("validate", folder.resolve("nowhere.yaml"), "--verbose")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no file").contains("\tat ");
  }

  @Test
  void aLimitBelowOneIsWrongUsage() {
    assertThat(run("evaluate", spec, "--data", spec, "--limit", 0)).isEqualTo(2);
    assertThat(err.toString()).contains("--limit must be at least 1: 0");
  }

  @Test
  void deployNamesAPlaceThatHoldsNoCheckpoint() {
    assertThat(run("deploy", spec, "--from", folder)).isEqualTo(2);
    assertThat(err.toString()).contains("no checkpoint and no savepoint in " + folder);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private int run(Object... words) {
    String[] arguments = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      arguments[i] = words[i].toString();
    }
    return Gradstream.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
