package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.jobs.TimeMarks;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.MetricReportCodec;
import io.gradstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records that are gone before they are read, and what only looks like that. */
@ExtendWith(OnCluster.class)
final class GapsIT {

  private static final int PARTITIONS = 2;
  private static final int GONE = 5; // of each partition

  private final Cluster cluster;

  GapsIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void whatRetentionDeletesWhileALearnerIsDownIsToldOrStopsIt() throws Exception {
    LearnerSpec tell = spec("gaps-retention", "tell");
    String savepoint;
    try (RunningLearner learner = RunningLearner.deploy(cluster, tell);
        Sender sender = sender()) {
      learner.send(sender, 0, 40);
      sender.mark(Measurements.time(200), learner.events(), learner.labels());
      learner.standingAfter(40, 0);
      savepoint = learner.stop();
      Map<TopicPartition, Long> read = ends(learner.events());
      learner.send(sender, 300, 340);
      deleteBefore(read);
    }
    try (RunningLearner learner =
        RunningLearner.goOn(cluster, spec("gaps-retention", "stop"), savepoint, false)) {
      assertThat(learner.failure())
          .contains("5 records were deleted before they were read (offsets")
          .contains("deploy it with events.gaps: tell to go on");
    }
    try (RunningLearner learner = RunningLearner.goOn(cluster, tell, savepoint, false);
        Sender sender = sender()) {
      sender.mark(Measurements.time(10_000), learner.events(), learner.labels());
      learner.standingAfter(40 + 40 - PARTITIONS * GONE, 0);
      assertThat(lost(learner, PARTITIONS))
          .isEqualTo(
              Map.of(learner.events() + "-0", 1.0 * GONE, learner.events() + "-1", 1.0 * GONE));
    }
  }

  @Test
  void aTopicThatIsMadeAnewUnderARunningLearnerIsTold() throws Exception {
    try (RunningLearner learner = RunningLearner.deploy(cluster, spec("gaps-anew", "tell"))) {
      try (Sender sender = sender()) {
        learner.send(sender, 0, 40);
        sender.mark(Measurements.time(200), learner.events(), learner.labels());
      }
      learner.standingAfter(40, 0);
      try (Admin admin = cluster.broker().admin()) {
        admin.deleteTopics(List.of(learner.events())).all().get();
        NewTopic again = new NewTopic(learner.events(), PARTITIONS, (short) 1);
        Eventually.get(() -> isMade(admin, again), made -> made);
      }
      try (Sender sender = sender()) {
        learner.send(sender, 300, 320);
        sender.mark(Measurements.time(10_000), learner.events(), learner.labels());
      }
      assertThat(lost(learner, PARTITIONS)).hasSize(PARTITIONS);
    }
  }

  @Test
  void aPartitionThatIsAddedStopsALearnerThatIsToStop() throws Exception {
    try (RunningLearner learner = RunningLearner.deploy(cluster, spec("gaps-added", "stop"));
        Admin admin = cluster.broker().admin()) {
      Eventually.get(learner::state, "RUNNING"::equals);
      admin.createPartitions(Map.of(learner.events(), NewPartitions.increaseTo(3))).all().get();
      assertThat(learner.failure())
          .contains("gaps-added-events-2: the topic had 2 partitions when the job was deployed")
          .contains("deploy it again");
    }
  }

  @Test
  void compactionAndTransactionsLeaveNoGap() throws Exception {
    LearnerSpec spec = spec("gaps-none", "stop");
    makeCompacted(spec);
    sendUntilCompacted(spec);
    String savepoint;
    try (RunningLearner learner = RunningLearner.deployAgain(cluster, spec)) {
      sendTransactions(spec, 500);
      learner.standingAfter(20, 0);
      savepoint = learner.stop();
    }
    try (RunningLearner learner = RunningLearner.goOn(cluster, spec, savepoint, false)) {
      sendTransactions(spec, 700);
      learner.standingAfter(40, 0);
      learner.stop();
      assertThat(lost(learner, 0)).isEmpty();
    }
  }

  @Test
  void anEventFarAheadHoldsNobodyBack() {
    try (RunningLearner learner = RunningLearner.deploy(cluster, spec("gaps-ahead", "tell"));
        Sender sender = sender()) {
      Measurements measurements = new Measurements(learner.spec());
      learner.send(sender, 0, 40);
      long never = System.currentTimeMillis() + Duration.ofDays(300).toMillis();
      sender.bad(
          learner.events(), "m-1", measurements.event("x", never, 1), Reason.OUT_OF_RANGE, "at");
      int past = 60 * 24 * 90; // 90 days ahead of its neighbours, and not of its record
      sender.good(learner.events(), "m-1", measurements.event(0, "y", past));
      learner.send(sender, 40, 80);
      sender.mark(Measurements.time(200), learner.events(), learner.labels());
      learner.standingAfter(80, 1);
      assertThat(learner.deadLetters(1)).containsExactlyInAnyOrderElementsOf(sender.due());
    }
  }

  private Sender sender() {
    return new Sender(cluster.broker().address());
  }

  private static LearnerSpec spec(String name, String gaps) {
    String text =
        """
        learner: NAME
        events: {topic: NAME-events, id: id, time: at, gaps: GAPS}
        labels: {topic: NAME-labels, id: id, time: known, wait: 1h}
        features: [{field: size, as: numeric}]
        target: {binary: "late > 15"}
        network: [{dense: 4}]
        learn: {batch: 4}
        """;
    return SpecReader.read(
        new SpecBundle(name + ".yaml", text.replace("NAME", name).replace("GAPS", gaps), Map.of()));
  }

  private Map<TopicPartition, Long> ends(String topic) throws Exception {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    try (Admin admin = cluster.broker().admin()) {
      admin.listOffsets(asked).all().get().forEach((at, end) -> ends.put(at, end.offset()));
    }
    return ends;
  }

  /** Deletes a few records of each partition behind those that were read. */
  private void deleteBefore(Map<TopicPartition, Long> read) throws Exception {
    Map<TopicPartition, RecordsToDelete> deleted = new HashMap<>();
    read.forEach((at, end) -> deleted.put(at, RecordsToDelete.beforeOffset(end + GONE)));
    try (Admin admin = cluster.broker().admin()) {
      admin.deleteRecords(deleted).all().get();
    }
  }

  private static boolean isMade(Admin admin, NewTopic topic) {
    try {
      admin.createTopics(List.of(topic)).all().get();
      return true;
    } catch (ExecutionException stillThere) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void makeCompacted(LearnerSpec spec) {
    Map<String, String> compacted =
        Map.of(
            "cleanup.policy", "compact",
            "segment.ms", "100",
            "min.cleanable.dirty.ratio", "0.001");
    cluster
        .broker()
        .createTopics(
            List.of(
                new NewTopic(spec.events().topic(), 1, (short) 1).configs(compacted),
                new NewTopic(spec.name() + "-labels", 1, (short) 1)));
  }

  /** Sends the same few events again and again. */
  private void sendUntilCompacted(LearnerSpec spec) {
    int different = 10;
    Measurements measurements = new Measurements(spec);
    int[] sent = {0};
    try (Sender sender = sender()) {
      Eventually.get(
          () -> {
            for (int i = 0; i < different; i++) {
              String id = "m-" + i;
              sender.good(spec.events().topic(), id, measurements.event(i, id, i));
              sent[0]++;
            }
            return left(spec.events().topic());
          },
          left -> left < sent[0]);
    }
  }

  private int left(String topic) {
    try (TopicReader<Integer> reader =
        new TopicReader<>(cluster.broker().address(), topic, bytes -> 1)) {
      int left = -1;
      while (reader.poll().size() > left) {
        left = reader.poll().size();
      }
      return left;
    }
  }

  /** Twenty events and their labels, each in a transaction behind one that is aborted. */
  private void sendTransactions(LearnerSpec spec, int from) {
    Measurements measurements = new Measurements(spec);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                cluster.broker().address(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                spec.name()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      for (int i = from; i < from + 20; i++) {
        byte[] event = measurements.event(i, "m-" + i, i);
        byte[] label = Measurements.label("m-" + i, i + 5, i % 3 * 10);
        for (boolean commits : new boolean[] {false, true}) {
          producer.beginTransaction();
          producer.send(new ProducerRecord<>(spec.events().topic(), bytes("m-" + i), event));
          producer.send(new ProducerRecord<>(spec.name() + "-labels", bytes("m-" + i), label));
          if (commits) {
            producer.commitTransaction();
          } else {
            producer.flush();
            producer.abortTransaction();
          }
        }
      }
      producer.beginTransaction();
      for (String topic : List.of(spec.events().topic(), spec.name() + "-labels")) {
        var mark = TimeMarks.record(topic, 0, Measurements.time(from + 100));
        producer.send(new ProducerRecord<>(topic, 0, null, bytes("mark"), null, mark.headers()));
      }
      producer.commitTransaction();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Records lost of each partition of which a gap was told, once there are so many. */
  private Map<String, Double> lost(RunningLearner learner, int partitions) {
    MetricReportCodec codec = new MetricReportCodec();
    try (TopicReader<MetricReport> reports =
        new TopicReader<>(
            cluster.broker().address(),
            Topics.of(learner.spec().name()).metrics(),
            codec::decode)) {
      return Eventually.get(() -> lost(reports.poll()), all -> all.size() >= partitions);
    }
  }

  private static Map<String, Double> lost(List<MetricReport> reports) {
    Map<String, Double> lost = new TreeMap<>();
    reports.stream()
        .filter(report -> report.source().equals("gaps"))
        .forEach(
            report ->
                report.measures().stream()
                    .filter(measure -> measure.name().equals("lost"))
                    .mapToDouble(Measure::value)
                    .forEach(value -> lost.put(report.key(), value)));
    return lost;
  }
}
