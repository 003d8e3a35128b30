package io.gradstream.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.local.LocalRun;
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

/** Versions of a learner that runs, by the commands, and the way back to one. */
final class RollBackIT {

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
  void aLearnerWhoseTaskManagerDiesGoesBackAsOneDoesThatIsLeftAlone() throws Exception {
    ModelSnapshot undisturbed = goBack(named("left-alone"), learner -> {});
    ModelSnapshot disturbed = goBack(named("gone-back"), this::replaceTaskManager);

    assertThat(disturbed.version().step()).isEqualTo(undisturbed.version().step());
    assertThat(disturbed.weights()).isEqualTo(undisturbed.weights());
    assertThat(disturbed.statistics()).isEqualTo(undisturbed.statistics());
    assertThat(disturbed.categories().toArray(byte[][]::new))
        .isDeepEqualTo(undisturbed.categories().toArray(byte[][]::new));
    assertThat(disturbed.lineage().examples()).isEqualTo(2 * EVENTS);
    assertThat(disturbed.lineage().skipped()).isEqualTo(EVENTS);
  }

  private static LearnerSpec named(String name) throws IOException {
    String text = Files.readString(Learners.path(SPEC)).replace("gone-back", name);
    return SpecReader.read(new SpecBundle(name + ".yaml", text, Map.of()));
  }

  /** Learns, learns on, goes back to where it was, learns on. */
  private ModelSnapshot goBack(LearnerSpec spec, Disturbance disturbance) throws Exception {
    try (RunningLearner learner = RunningLearner.deploy(cluster, spec);
        TopicReader<SnapshotMessage> models = models(spec)) {
      learn(learner, 0);
      SnapshotMessage source = await(models, steps(EVENTS / BATCH));
      learner.awaitCheckpoint();
      learn(learner, EVENTS);
      SnapshotMessage before = await(models, steps(2 * EVENTS / BATCH));
      assertTold(spec.name(), source, before);

      order(learner, source.version(), disturbance);
      mark(learner, 2 * EVENTS);
      SnapshotMessage back =
          await(models, of -> of.lineage().source().equals(Optional.of(source.version())));
      assertThat(back.version()).isEqualTo(before.version().next());
      assertThat(snapshot(back).weights()).isEqualTo(snapshot(source).weights());
      assertOrderIsToldOf(spec.name(), source.version());

      learn(learner, 2 * EVENTS);
      return snapshot(await(models, steps(3 * EVENTS / BATCH + 1)));
    }
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

  private void order(RunningLearner learner, Version version, Disturbance disturbance)
      throws Exception {
    Process rollback =
        CommandLine.start(
            temporary,
            withBroker(
                "models",
                "rollback",
                learner.spec().name(),
                version.toString(),
                "--by",
                "ada",
                "--why",
                "labels of Friday were wrong"));
    List<String> said = new ArrayList<>();
    try (var lines = rollback.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        if (line.startsWith("it holds for what is learned from event time")) {
          disturbance.strike(learner);
        }
      }
    }
    assertThat(rollback.waitFor()).as(String.join("\n", said)).isZero();
    assertThat(said).contains("sent: roll back to " + version);
    assertThat(said).anyMatch(line -> line.startsWith("it holds for what is learned from event"));
  }

  private void replaceTaskManager(RunningLearner learner) {
    long before = learner.checkpoints().restored();
    var workers = cluster.flink().taskManagers();
    workers.get(workers.size() - 1).kill();
    cluster.flink().startTaskManager();
    Eventually.get(learner.checkpoints()::restored, restored -> restored > before);
    Eventually.get(learner::state, "RUNNING"::equals);
  }

  private void assertTold(String learner, SnapshotMessage source, SnapshotMessage newest)
      throws Exception {
    String first = source.version().toString();
    String last = newest.version().toString();
    assertThat(run("models", "list", learner, "--last", "1000").words())
        .contains(first, last, "learned through");
    Said json = run("models", "list", learner, "--last", "1", "--json");
    JsonNode listed = new ObjectMapper().readTree(json.words());
    assertThat(listed.path("version").asText()).isEqualTo(last);
    assertThat(listed.path("examples").asInt()).isEqualTo(2 * EVENTS);

    assertThat(run("models", "show", learner, first).words())
        .contains("version          " + first, "examples         40 learned, 0 left out")
        .contains("features         size, kind");
    assertThat(run("models", "diff", learner, first, last).words())
        .contains("examples: 40, then 80: +40; left out +0", "spec: the same", "main");
    assertThat(run("models", "show", learner, "77.1").words())
        .contains("has no version 77.1 on its topic; there are versions from ");
    Path file = temporary.resolve(learner + ".grds");
    assertThat(run("models", "export", learner, first, "--out", file.toString()).words())
        .contains("version " + first + " of " + learner + ", of 40 examples");
    assertThat(SnapshotCodec.decode(Files.readAllBytes(file)).version())
        .isEqualTo(source.version());
    Said refused = run("models", "rollback", learner, last);
    assertThat(refused.words()).contains(learner + " is at version " + last);
    assertThat(refused.status()).isEqualTo(1);
  }

  private void assertOrderIsToldOf(String learner, Version version) throws Exception {
    assertThat(run("status", learner).words())
        .contains("order: roll back to " + version + ", by ada, ")
        .contains(": labels of Friday were wrong");
  }

  @Test
  void aLearnerThatDoesNotRunIsToldOf() throws Exception {
    LearnerSpec spec = named("ended");
    try (RunningLearner learner = RunningLearner.deploy(cluster, spec);
        TopicReader<SnapshotMessage> models = models(spec)) {
      learn(learner, 0);
      SnapshotMessage published = await(models, steps(EVENTS / BATCH));
      learner.stop();

      Said said = run("models", "rollback", spec.name(), published.version().toString());
      assertThat(said.words()).contains("ended does not run").contains("deploy it first");
      assertThat(said.status()).isEqualTo(1);
    }
  }

  private String[] withBroker(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--brokers", cluster.broker().address()));
    if (!words[1].equals("list")) { // which looks at no file
      all.addAll(List.of("--state", temporary.resolve("state").toString()));
    }
    return all.toArray(String[]::new);
  }

  private Said run(String... words) throws Exception {
    Process command = CommandLine.start(temporary, withBroker(words));
    String said = String.join("\n", CommandLine.lines(command));
    return new Said(said, command.waitFor());
  }
}
