package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Versions of a job are learned again from their topics alone, and what was changed is found. */
@ExtendWith(OnCluster.class)
final class ProveIT {

  private static final int EVENTS = 40; // at a time

  @TempDir private Path folder;

  private final Cluster cluster;
  private final String brokers;

  ProveIT(Cluster cluster) {
    this.cluster = cluster;
    brokers = cluster.broker().address();
  }

  @Test
  void aVersionIsLearnedAgainAndWhatWasChangedIsFound() throws Exception {
    Path specFile = spec("proved");
    LearnerSpec spec = SpecReader.read(specFile);
    Path statement = folder.resolve("proved.json");
    try (RunningLearner learner = RunningLearner.deploy(cluster, spec);
        Sender sender = new Sender(brokers)) {
      learnWithOrders(learner, sender);
      assertThat(said("prove", specFile, "--out", statement).well().text())
          .contains(" of proved was learned again from ", " and 4 orders, to the same ");
    }
    assertThat(said("verify", statement).well().text())
        .contains("records: as they were", "model: the same, to the last bit")
        .endsWith("verified\n");

    assertOtherWeightsAreFound(statement);
    assertPartitionsAreTold(statement);
    ReplacedTopic.replaceOne(cluster.broker(), spec.events().topic(), 0, 7);
    JsonNode found = json(statement);
    assertThat(found.path("verified").booleanValue()).isFalse();
    assertThat(found.path("records").toString())
        .isEqualTo("[\"%s-0 offset 7: not what was learned\"]".formatted(spec.events().topic()));
    assertThat(found.path("model").toString()).contains("an order brought a model of version ");
    assertDeletedRecordsAreTold(specFile, spec.events().topic(), statement);
  }

  /** A rate, a pause, and back to where it was before. */
  private void learnWithOrders(RunningLearner learner, Sender sender) {
    learn(learner, sender, 0);
    String first = newest(learner);
    order("control", "learning-rate", learner.spec().name(), "0.03");
    learn(learner, sender, EVENTS);
    order("models", "rollback", learner.spec().name(), first, "--state", folder.resolve("state"));
    learn(learner, sender, 2 * EVENTS);
    order("control", "pause", learner.spec().name());
    send(learner, sender, 3 * EVENTS);
    order("control", "resume", learner.spec().name());
    learn(learner, sender, 4 * EVENTS);
  }

  private void order(Object... words) {
    said(words).well();
  }

  /** Until all are learned and the model of them is published. */
  private void learn(RunningLearner learner, Sender sender, int from) {
    send(learner, sender, from);
    Eventually.get(() -> examples(learner), examples -> examples >= from + EVENTS);
  }

  /** Until the learner has had them all. */
  private void send(RunningLearner learner, Sender sender, int from) {
    learner.send(sender, from, from + EVENTS);
    sender.mark(Measurements.time(from + EVENTS + 5), learner.events(), learner.labels());
    learner.standingWhen(at -> at.examples() >= from + EVENTS);
  }

  private long examples(RunningLearner learner) {
    JsonNode newest = listed(learner);
    return newest.path("examples").longValue() + newest.path("skipped").longValue();
  }

  private String newest(RunningLearner learner) {
    return listed(learner).path("version").textValue();
  }

  private JsonNode listed(RunningLearner learner) {
    return said("models", "list", learner.spec().name(), "--last", "1", "--json").json();
  }

  private void assertOtherWeightsAreFound(Path statement) throws IOException {
    Path model = folder.resolve("proved.grds");
    said("models", "export", "proved", "--out", model).well();
    said("verify", statement, "--model", model).well();

    ModelSnapshot snapshot = SnapshotCodec.decode(Files.readAllBytes(model));
    snapshot.weights()[0] += 1e-3f;
    Files.write(model, SnapshotCodec.encode(snapshot));
    Said found = said("verify", statement, "--model", model);
    assertThat(found.status()).isEqualTo(1);
    assertThat(found.text())
        .contains("records: as they were", "proved.grds: weights of ", " differ from what was")
        .endsWith("NOT verified\n");
  }

  private JsonNode json(Path statement) throws IOException {
    Said said = said("verify", statement, "--json");
    assertThat(said.status()).as(said.text()).isEqualTo(1);
    return new Said(0, said.text()).json();
  }

  private void assertDeletedRecordsAreTold(Path specFile, String topic, Path statement)
      throws Exception {
    try (Admin admin = cluster.broker().admin()) {
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(5)))
          .all()
          .get();
    }
    assertThat(told("verify", statement))
        .contains("-0 holds offsets 5 to ", "what is not there cannot be learned again");
    assertThat(told("prove", specFile, "--out", folder.resolve("none.json")))
        .contains("cannot be learned again from what its topics hold now")
        .contains("-0 begins at offset 5: what came before is deleted");
    assertThat(folder.resolve("none.json")).doesNotExist();
  }

  private void assertPartitionsAreTold(Path statement) throws IOException {
    String text = Files.readString(statement);
    String other = text.replaceFirst("\"partition\" : 1,", "\"partition\" : 7,");
    Path changed = Files.writeString(folder.resolve("other.json"), other);
    assertThat(told("verify", changed)).contains(" has 2 partitions, and partition 7 was learned");
  }

  private String told(Object... words) {
    Said said = said(words);
    assertThat(said.status()).as(said.text()).isEqualTo(1);
    return said.text();
  }

  private Said said(Object... words) {
    Object[] all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--brokers";
    all[words.length + 1] = brokers;
    return Said.by(all);
  }

  private Path spec(String name) throws IOException {
    SpecBundle source = Learners.read("gone-back.yaml").source();
    return Files.writeString(
        folder.resolve(name + ".yaml"), source.text().replace("gone-back", name));
  }
}
