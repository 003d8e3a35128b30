package io.gradstream.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.local.LocalRun;
import io.gradstream.local.LocalServing;
import io.gradstream.local.QueryClient;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessage.Inline;
import io.gradstream.schemas.SnapshotMessageCodec;
import io.gradstream.schemas.Topics;
import io.gradstream.schemas.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A challenger of a learner that runs takes the champion's place, by the command. */
final class PromoteIT {

  private static final String SPEC = "gone-back.yaml";
  private static final int BATCH = 4;
  private static final int EVENTS = 40; // at a time

  @TempDir private Path temporary;

  private Cluster cluster;
  private Sender sender;

  @BeforeEach
  void start() {
    cluster = new Cluster(LocalRun.start());
    sender = new Sender(cluster.broker().address());
  }

  @AfterEach
  void stop() {
    sender.close();
    cluster.close();
  }

  /** What was said, and with which exit code. */
  private record Said(String words, int status) {}

  /** What happens once the order has its position. */
  private interface Disturbance {
    void strike(RunningLearner learner);
  }

  @Test
  void aLearnerWhoseTaskManagerDiesPromotesAsOneDoesThatIsLeftAlone() throws Exception {
    ModelSnapshot undisturbed = promote(named("left-alone"), learner -> {});
    ModelSnapshot disturbed = promote(named("promoted"), this::replaceTaskManager);

    assertThat(disturbed.version().step()).isEqualTo(undisturbed.version().step());
    assertThat(disturbed.weights()).isEqualTo(undisturbed.weights());
    assertThat(disturbed.statistics()).isEqualTo(undisturbed.statistics());
    assertThat(disturbed.lineage().examples()).isEqualTo(2 * EVENTS);
  }

  private static LearnerSpec named(String name) throws IOException {
    String text =
        Files.readString(Learners.path(SPEC)).replace("gone-back", name)
            + "challengers: {wide: {network: [{dense: 16}]}}\n";
    return SpecReader.read(new SpecBundle(name + ".yaml", text, Map.of()));
  }

  /** Learns, promotes the challenger, learns on. */
  private ModelSnapshot promote(LearnerSpec spec, Disturbance disturbance) throws Exception {
    try (RunningLearner learner = RunningLearner.deploy(cluster, spec);
        TopicReader<SnapshotMessage> models = models(spec);
        LocalServing serving = serving(spec)) {
      learn(learner, 0);
      SnapshotMessage before = await(models, steps(EVENTS / BATCH));
      learner.awaitCheckpoint();
      assertRefused(spec.name());

      order(learner, disturbance);
      mark(learner, EVENTS);
      SnapshotMessage promoted = await(models, steps(EVENTS / BATCH + 1));
      assertThat(snapshot(promoted).spec()).isEqualTo(spec.challengers().get(0).model());
      assertThat(promoted.lineage().examples()).isEqualTo(before.lineage().examples());
      assertThat(run("status", spec.name()).words())
          .contains("order: promote wide, by ada, ", ": better for a week");
      assertServed(spec.name(), serving, promoted.version());

      learn(learner, EVENTS);
      return snapshot(await(models, steps(2 * EVENTS / BATCH + 1)));
    }
  }

  private LocalServing serving(LearnerSpec spec) {
    return LocalServing.start(
        cluster.home(),
        cluster.run(),
        cluster.broker().address(),
        List.of(spec.name()),
        cluster.run().folder().resolve("large"));
  }

  private static final String QUESTION =
      """
      {"inputs": [
        {"name": "size", "datatype": "FP64", "shape": [1], "data": [3]},
        {"name": "kind", "datatype": "BYTES", "shape": [1], "data": ["kind-1"]}]}\
      """;

  private static void assertServed(String learner, LocalServing serving, Version version) {
    QueryClient client = new QueryClient(serving.address(), learner);
    Eventually.get(
        () -> client.infer(QUESTION).map(answer -> Version.parse(answer.modelVersion())),
        at -> at.filter(found -> found.compareTo(version) >= 0).isPresent());
  }

  private void assertRefused(String learner) throws Exception {
    Said unknown = run("models", "promote", learner, "narrow");
    assertThat(unknown.words())
        .contains(
            learner + " has no challenger narrow: beside the one that answers there are wide");
    assertThat(unknown.status()).isEqualTo(1);
  }

  private TopicReader<SnapshotMessage> models(LearnerSpec spec) {
    return new TopicReader<>(
        cluster.broker().address(),
        Topics.of(spec.name()).models(),
        new SnapshotMessageCodec()::decode);
  }

  private void learn(RunningLearner learner, int from) {
    Measurements measurements = new Measurements(learner.spec());
    for (int i = from; i < from + EVENTS; i++) {
      String id = "m-" + i;
      sender.good(learner.events(), id, measurements.event(i, id, i));
      sender.good(learner.labels(), id, Measurements.label(id, i, i % 3 * 10));
    }
    mark(learner, from + EVENTS);
  }

  /** A source that was started anew has forgotten how far time has come. */
  private void mark(RunningLearner learner, int minute) {
    sender.mark(Measurements.time(minute), learner.events(), learner.labels());
  }

  private static Predicate<SnapshotMessage> steps(long steps) {
    return message -> message.version().step() == steps;
  }

  private static SnapshotMessage await(
      TopicReader<SnapshotMessage> models, Predicate<SnapshotMessage> wanted) {
    return Eventually.get(
            () -> models.poll().stream().filter(wanted).findFirst(), Optional::isPresent)
        .orElseThrow();
  }

  private static ModelSnapshot snapshot(SnapshotMessage message) {
    return SnapshotCodec.decode(((Inline) message.content()).bytes());
  }

  private void order(RunningLearner learner, Disturbance disturbance) throws Exception {
    Process promote =
        CommandLine.start(
            temporary,
            withBroker(
                "models",
                "promote",
                learner.spec().name(),
                "wide",
                "--by",
                "ada",
                "--why",
                "better for a week"));
    List<String> said = new ArrayList<>();
    try (var lines = promote.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        if (line.startsWith("it holds for what is learned from event time")) {
          disturbance.strike(learner);
        }
      }
    }
    assertThat(promote.waitFor()).as(String.join("\n", said)).isZero();
    assertThat(said).contains("sent: promote wide");
  }

  private void replaceTaskManager(RunningLearner learner) {
    long before = learner.checkpoints().restored();
    var workers = cluster.flink().taskManagers();
    workers.get(workers.size() - 1).kill();
    cluster.flink().startTaskManager();
    Eventually.get(learner.checkpoints()::restored, restored -> restored > before);
    Eventually.get(learner::state, "RUNNING"::equals);
  }

  private String[] withBroker(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--brokers", cluster.broker().address()));
    all.addAll(List.of("--state", temporary.resolve("state").toString()));
    return all.toArray(String[]::new);
  }

  private Said run(String... words) throws Exception {
    Process command = CommandLine.start(temporary, withBroker(words));
    String said = String.join("\n", CommandLine.lines(command));
    return new Said(said, command.waitFor());
  }
}
