package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.local.FlinkCheckpoints;
import io.gradstream.local.LocalProcess;
import io.gradstream.local.LocalRun;
import io.gradstream.local.reports.Standing;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReportCodec;
import io.gradstream.schemas.Topics;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A schema registry that goes away, comes back changed for the worse, and gets well, while
 * TaskManagers die. What is learned is what would have been learned without all that.
 */
final class RegistryOutageIT {

  private static final int BATCH = 20;
  private static final int OLD = 0; // a number whose event has the first schema
  private static final int NEW = 1; // and the second

  private Cluster cluster;
  private SchemaServer registry;
  private RunningLearner learner;
  private Sender sender;
  private Measurements measurements;
  private int sent;

  @BeforeEach
  void start() throws IOException {
    measurements = new Measurements(Learners.read("avro/learner.yaml"));
    registry = new SchemaServer(Learners.read("avro/learner.yaml"));
    cluster = new Cluster(LocalRun.start());
    learner = RunningLearner.deploy(cluster, registry.asking("registry-away"));
    sender = new Sender(cluster.broker().address());
  }

  @AfterEach
  void stop() {
    registry.close(); // first, so that the job is cancelled while it waits, should it still wait
    sender.close();
    learner.close();
    cluster.close();
  }

  @Test
  void whatIsLearnedDoesNotDependOnTheRegistrysUptime() {
    send(OLD);
    assertAllLearned();
    awaitCheckpoint();

    registry.fallIll();
    replaceTaskManager();
    send(OLD);
    assertAllLearned();
    assertThat(registry.asked()).as("what is known is in the state").isZero();

    send(NEW);
    send(OLD);
    Eventually.get(registry::isThrough, through -> through);
    worker().requireAlive();
    awaitCheckpoint();
    assertThat(longestWaitReported()).isPositive();
    replaceTaskManager();
    registry.getWell();
    mark();
    assertAllLearned();

    sendUnknown();
    assertThat(learner.deadLetters(1)).isEqualTo(sender.due());
  }

  /** Sends a batch of events of one schema, and their labels. */
  private void send(int schema) {
    for (int i = 0; i < BATCH; i++) {
      String id = "m-" + sent;
      sender.good(learner.events(), id, measurements.event(schema, id, sent));
      sender.good(learner.labels(), id, Measurements.label(id, sent, sent % 3 * 10));
      sent++;
    }
    mark();
  }

  /** Says how far time has come; a source that was started anew has forgotten it. */
  private void mark() {
    sender.mark(Measurements.time(sent), learner.events(), learner.labels());
  }

  private void sendUnknown() {
    byte[] value = measurements.event("x", Measurements.time(sent), 1);
    value[4] = 99;
    sender.bad(learner.events(), "x", value, Reason.UNKNOWN_SCHEMA, "");
  }

  private void assertAllLearned() {
    Standing standing = learner.standingAfter(sent, 0);
    assertThat(standing.examples()).isEqualTo(sent);
    assertThat(standing.joined()).isEqualTo(sent);
    assertThat(standing.dead()).isZero();
    assertThat(standing.missed()).isZero();
  }

  /** Waits for one that began after now. */
  private void awaitCheckpoint() {
    FlinkCheckpoints checkpoints = learner.checkpoints();
    long before = checkpoints.completed();
    Eventually.get(checkpoints::completed, completed -> completed >= before + 2);
  }

  private LocalProcess worker() {
    List<LocalProcess> all = cluster.flink().taskManagers();
    return all.get(all.size() - 1);
  }

  private void replaceTaskManager() {
    long before = learner.checkpoints().restored();
    worker().kill();
    cluster.flink().startTaskManager();
    Eventually.get(learner.checkpoints()::restored, restored -> restored > before);
    Eventually.get(learner::state, "RUNNING"::equals);
  }

  /** In seconds. */
  private double longestWaitReported() {
    MetricReportCodec codec = new MetricReportCodec();
    try (TopicReader<MetricReport> reports =
        new TopicReader<>(
            cluster.broker().address(),
            Topics.of(learner.spec().name()).metrics(),
            codec::decode)) {
      return Eventually.get(() -> longestWait(reports.poll()), seconds -> seconds > 0);
    }
  }

  private static double longestWait(List<MetricReport> reports) {
    return reports.stream()
        .flatMap(report -> report.measures().stream())
        .filter(measure -> measure.name().equals("registry.waiting"))
        .mapToDouble(MetricReport.Measure::value)
        .max()
        .orElse(0);
  }
}
