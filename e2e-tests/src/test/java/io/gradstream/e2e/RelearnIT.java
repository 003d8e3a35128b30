package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A learner forgets: it learns again, in silence, without the events it is to forget. */
@ExtendWith(OnCluster.class)
final class RelearnIT {

  private static final String LEARNER = "forgets";
  private static final int EVENTS = 80; // of four kinds in turn

  @TempDir private Path folder;

  private final Cluster cluster;

  RelearnIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @AfterEach
  void stop() {
    Said.by("stop", LEARNER, "--no-savepoint", "--state", folder.resolve("state"));
  }

  @Test
  void nothingIsPublishedBeforeAllIsLearnedAgainWithoutWhatIsForgotten() throws Exception {
    Path all = spec("");
    LearnerSpec spec = SpecReader.read(all);
    RunningLearner.makeTopics(cluster, spec);
    deploy("deploy", all);
    send(spec, 0, EVENTS);
    awaitExamples(EVENTS);

    Path without = spec(", without: {kind: [nobody, kind-1]}");
    assertThat(deploy("upgrade", without, "--relearn").text())
        .contains(
            LEARNER + " learns again, and publishes nothing before it has come to 2026-01-01T")
        .contains("runs already and is stopped");
    JsonNode first = awaitGeneration(1);
    assertThat(first.path("examples").longValue()).isGreaterThan(EVENTS * 3 / 4 - 10);
    send(spec, EVENTS, 2 * EVENTS);
    awaitExamples(2 * EVENTS * 3 / 4);
    assertThat(on("prove", without, "--out", folder.resolve("proof.json")).well().text())
        .contains("was learned again from ", "to the same ");

    assertWhatIsDeletedCannotBeLearnedAgain(without, spec.events().topic());
  }

  private void assertWhatIsDeletedCannotBeLearnedAgain(Path specFile, String topic)
      throws Exception {
    try (Admin admin = cluster.broker().admin()) {
      Map<TopicPartition, RecordsToDelete> first =
          Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(5));
      admin.deleteRecords(first).all().get();
    }
    Said refused = deployed("upgrade", specFile, "--relearn");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.text())
        .contains("-0 begins at offset 5: what came before is deleted, and cannot be learned again")
        .doesNotContain("is stopped");
  }

  private void send(LearnerSpec spec, int from, int to) {
    Measurements measurements = new Measurements(spec);
    String labels = RunningLearner.labels(spec).topic();
    try (Sender sender = new Sender(cluster.broker().address())) {
      for (int i = from; i < to; i++) {
        String id = "m-" + i;
        sender.good(spec.events().topic(), id, measurements.event(i, id, i));
        sender.good(labels, id, Measurements.label(id, i, i % 3 * 10));
      }
      sender.mark(Measurements.time(to + 5), spec.events().topic(), labels);
    }
  }

  private void awaitExamples(long count) {
    Eventually.get(this::newest, model -> model.path("examples").longValue() >= count - 3);
  }

  /** The first that is published of a generation. */
  private JsonNode awaitGeneration(long generation) {
    return Eventually.get(
        this::newest, model -> model.path("version").asText().startsWith(generation + "."));
  }

  private JsonNode newest() {
    return on("models", "list", LEARNER, "--last", "1", "--json").json();
  }

  private Said deploy(String command, Path spec, Object... more) {
    return deployed(command, spec, more).well();
  }

  private Said deployed(String command, Path spec, Object... more) {
    List<Object> words = new ArrayList<>(List.of(command, spec));
    words.addAll(List.of("--flink", cluster.flink().rest().address()));
    words.addAll(List.of("--state", folder.resolve("state")));
    words.addAll(List.of(more));
    return on(words.toArray());
  }

  private Said on(Object... words) {
    Object[] all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--brokers";
    all[words.length + 1] = cluster.broker().address();
    return Said.by(all);
  }

  private Path spec(String without) throws IOException {
    SpecBundle source = Learners.read("gone-back.yaml").source();
    return Files.writeString(
        folder.resolve(LEARNER + ".yaml"),
        source
            .text()
            .replace("gone-back", LEARNER)
            .replace("time: at}", "time: at%s}".formatted(without)));
  }
}
