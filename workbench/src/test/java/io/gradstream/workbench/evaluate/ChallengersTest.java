package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Candidates compared at the desk. */
class ChallengersTest {

  private static final int ROWS = 1501; // half a mini-batch is left

  private static final String TRIPS =
      """
      learner: trips
      events: {topic: trips, format: json, id: tripId}
      features: [{field: distance, as: numeric}]
      target: {binary: late}
      """;

  private static final String SLOW =
      TRIPS + "network: []\nlearn: {optimizer: {sgd: {learningRate: 0.000001}}, batch: 8}\n";

  private static final String ADAM = "optimizer: {adam: {learningRate: 0.01}}";

  @TempDir Path folder;

  private EvaluationReport run(String spec) throws IOException {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder("tripId,distance,late\n");
    for (int i = 0; i < ROWS; i++) {
      int distance = random.nextInt(1000);
      text.append("%d,%d,%s\n".formatted(i, distance, distance > 400));
    }
    Path file = Files.writeString(folder.resolve("trips.csv"), text);
    return Evaluation.run(
        SpecReader.read(new SpecBundle("trips.yaml", spec, Map.of())),
        file,
        Long.MAX_VALUE,
        System::nanoTime);
  }

  private static String challenged(String... words) {
    return SLOW + "challengers: {quick: {learn: {" + String.join(", ", words) + "}";
  }

  @Test
  void usageExample() throws IOException {
    EvaluationReport report = run(challenged(ADAM) + "}}");
    ChallengerResult quick = report.challengers().get(0);

    assertThat(quick.name()).isEqualTo("quick");
    assertThat(quick.trial().pairs()).isEqualTo(ROWS);
    assertThat(quick.trial().difference()).isLessThan(-0.2);
    assertThat(quick.trial().confidence()).isGreaterThan(0.99);
    assertThat(report.table())
        .contains(
            "challenger quick: error 0.", "less than the champion's on 1,501 examples, confidence");
    JsonNode json = new ObjectMapper().readTree(report.json()).path("challengers").path("quick");
    assertThat(json.path("n").asInt()).isEqualTo(ROWS);
    assertThat(json.path("trial").path("verdict").asText()).isEqualTo("BETTER");
  }

  @Test
  void eachHasTheScoresThatItHasAlone() throws IOException {
    EvaluationReport both = run(challenged(ADAM, "batch: 3") + "}}");

    assertThat(both.measures()).isEqualTo(run(SLOW).measures());
    assertThat(both.challengers().get(0).measures())
        .isEqualTo(run(TRIPS + "network: []\nlearn: {" + ADAM + ", batch: 3}\n").measures());
    assertThat(run(SLOW).challengers()).isEmpty();
  }

  @Test
  void whoHasAnsweredInTheEndIsTold() throws IOException {
    EvaluationReport report = run(challenged(ADAM) + ", promote: whenBetter}}");

    assertThat(report.challengers()).extracting(ChallengerResult::name).containsExactly("main");
    assertThat(report.notes())
        .anyMatch(note -> note.startsWith("challenger quick was found better and answers now"));
  }
}
