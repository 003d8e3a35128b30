package io.gradstream.serving.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Version;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page is told of a learner, as JSON, and how much of it is kept. */
class BoardTest {

  private static final Version V1 = new Version(1, 1);

  private final Board board = new Board();

  @Test
  void usageExample() {
    board.accept(Reported.source("events-0", 1_000, new Measure("events.read", 100)));
    board.accept(Reported.source("events-1", 1_000, new Measure("events.read", 50)));
    board.accept(
        Reported.model(
            "",
            V1,
            1_000,
            new Measure("n_scored", 90),
            new Measure("accuracy", 0.7),
            new Measure("accuracy_window", 0.75),
            new Measure("majority", 0.5)));

    JsonNode told = told(1_500);

    assertThat(told.at("/reports/counts/events_read").asLong()).isEqualTo(150);
    assertThat(told.at("/reports/age_ms").asLong()).isEqualTo(500);
    assertThat(told.at("/curve/time").toString()).isEqualTo("[1000]");
    assertThat(told.at("/curve/accuracy").toString()).isEqualTo("[0.75]");
    assertThat(told.at("/curve/majority").toString()).isEqualTo("[0.5]");
    assertThat(told.path("scores"))
        .extracting(one -> one.path("words").asText())
        .containsExactly("Accuracy");
    assertThat(told.at("/scores/0/baselines"))
        .extracting(one -> one.path("meaning").asText())
        .containsExactly("always the commonest");
  }

  @Test
  void ratesAreOfTheLastSecondsAndEndWithTheNews() {
    for (int second = 0; second <= 30; second++) {
      board.accept(
          Reported.source("events-0", second * 1_000L, new Measure("events.read", 40 * second)));
    }

    assertThat(told(30_500).at("/reports/read_per_second").asDouble()).isEqualTo(40);
    assertThat(told(60_000).at("/reports/read_per_second").asDouble()).isZero();
  }

  @Test
  void severalModelsHaveTheMeansOfTheirExamples() {
    board.accept(Reported.model("a", V1, 1, new Measure("n_scored", 30), new Measure("mae", 2)));
    board.accept(
        Reported.model("b", V1, 1_001, new Measure("n_scored", 10), new Measure("mae", 6)));

    assertThat(told(1_001).at("/curve/mae/1").asDouble()).isEqualTo(3);
    assertThat(told(1_001).at("/reports/models").asInt()).isEqualTo(2);
  }

  @Test
  void answersAsTheyWereGivenStandForTheModelsWhereLabelsComeLate() {
    board.accept(
        Reported.model("", V1, 1_000, new Measure("n_scored", 5), new Measure("accuracy", 0.9)));
    board.accept(Reported.source("answers", 1_500, new Measure("n_scored", 0)));
    assertThat(told(1_500).at("/curve/of_answers").asBoolean()).isFalse();
    board.accept(
        Reported.source(
            "answers", 2_000, new Measure("n_scored", 4), new Measure("accuracy", 0.6)));
    board.accept(
        Reported.model("", V1, 4_000, new Measure("n_scored", 9), new Measure("accuracy", 0.9)));

    assertThat(told(4_000).at("/curve/of_answers").asBoolean()).isTrue();
    assertThat(told(4_000).at("/curve/time").toString()).isEqualTo("[2000]");
  }

  @Test
  void whatHappenedIsMarked() {
    board.accept(Reported.model("", V1, 1, new Measure("drift.detected", 0)));
    board.accept(Reported.source("learner-0", 2, new Measure("paused", 1)));
    board.accept(Reported.source("learner-0", 3, new Measure("paused", 0)));
    board.accept(Reported.model("", new Version(1, 9), 4, new Measure("drift.detected", 1)));
    board.accept(Reported.model("", new Version(2, 0), 5, new Measure("drift.detected", 1)));
    board.accept(Reported.model("late", V1, 6));
    board.accept(Reported.model("", new Version(2, 1), 7, new Measure("drift.detected", 1)));

    assertThat(told(5).path("marks"))
        .extracting(mark -> mark.path("time").asLong() + " " + mark.path("what").asText())
        .containsExactly(
            "2 learning was paused",
            "3 learning was resumed",
            "4 drift was detected",
            "5 a new generation of versions began: 2.0");
  }

  @Test
  void deadLettersAreCountedByReasonAndField() {
    board.accept(Reported.letter(Reason.MALFORMED, "", 7));
    board.accept(Reported.letter(Reason.WRONG_TYPE, "distance", 8));
    board.accept(Reported.letter(Reason.WRONG_TYPE, "distance", 9));

    assertThat(told(9).at("/dead_letters/kinds").toString())
        .isEqualTo(
            """
            [{"reason":"WRONG_TYPE","field":"distance","count":2,"newest":9},\
            {"reason":"MALFORMED","field":"","count":1,"newest":7}]""");
  }

  @Test
  void strangersCannotMakeItGrow() {
    String longText = "x".repeat(10_000);
    board.accept(Reported.model(longText, V1, 1, new Measure("accuracy", 1)));
    for (int i = 0; i < 3_000; i++) {
      board.accept(Reported.model("key-" + i, V1, i, new Measure("drift.detected", i)));
      board.accept(Reported.source("learner-" + i, i, new Measure("paused", i % 2)));
      board.accept(Reported.letter(Reason.MALFORMED, i + longText, i));
    }

    assertThat(board.models().size()).isEqualTo(ModelSums.MOST);
    assertThat(board.models().isBeyond()).isTrue();
    assertThat(board.marks()).hasSizeLessThanOrEqualTo(64);
    assertThat(board.letters().counted()).hasSize(Letters.MOST);
    assertThat(board.letters().counted())
        .allSatisfy(one -> assertThat(one.kind().field()).hasSizeLessThanOrEqualTo(100));
    assertThat(told(3_000).toString()).hasSizeLessThan(100_000);
  }

  @Test
  void aBoardWithoutReportsSaysWhy() {
    board.reached("there is no topic t", "");

    assertThat(told(0).at("/reports/missing").asText()).isEqualTo("there is no topic t");
    assertThat(told(0).path("scores")).isEmpty();
    assertThat(told(0).at("/reports").has("age_ms")).isFalse();
  }

  @Test
  void everyNumberOfACurveIsOneOfAScore() {
    List<String> named =
        Stream.of(ShownScore.values())
            .flatMap(
                score ->
                    Stream.concat(
                        Stream.of(score.measure()),
                        score.baselines().stream().map(ShownScore.Baseline::measure)))
            .toList();

    assertThat(named).containsExactlyElementsOf(ShownScore.MEASURES);
  }

  private JsonNode told(long now) {
    ObjectNode into = JsonNodeFactory.instance.objectNode();
    WatchJson.put(board, now, into);
    return into;
  }
}
