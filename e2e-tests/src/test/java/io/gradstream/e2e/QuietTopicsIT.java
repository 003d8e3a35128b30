package io.gradstream.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The smallest spec on topics that bring little, or have brought much before. */
@ExtendWith(OnCluster.class)
final class QuietTopicsIT {

  private static final int PARTITIONS = 4;

  /** Of the first event, a second each: young enough for the topics' retention. */
  private static final Instant START =
      Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);

  @TempDir private Path folder;

  private final Cluster cluster;

  QuietTopicsIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void ofFourPartitionsOneIsUsedAndAllOfItIsLearned() throws Exception {
    LearnerSpec spec = withTopic("one-of-four", "");
    try (RunningLearner learner = RunningLearner.deployAgain(cluster, spec)) {
      send(spec, 2, 0, 100);

      assertThat(learner.standingWhen(at -> at.examples() >= 100).examples()).isEqualTo(100);

      send(spec, 1, 0, 50); // it comes back, with times long past
      send(spec, 2, 100, 150);
      assertThat(learner.standingWhen(at -> at.examples() >= 200).examples()).isEqualTo(200);
    }
  }

  @Test
  void marksOfTransactionsHoldNothingBack() throws Exception {
    LearnerSpec spec = withTopic("in-transactions", "");
    sendInTransaction(spec, 1, true);
    sendInTransaction(spec, 3, false);
    try (RunningLearner learner = RunningLearner.deployAgain(cluster, spec)) {
      send(spec, 0, 0, 60);

      assertThat(learner.standingWhen(at -> at.examples() >= 70).examples()).isEqualTo(70);
    }
  }

  @Test
  void afterARestartWhatWaitedIsLearnedWithoutAnotherEvent() throws Exception {
    LearnerSpec spec = withTopic("restarted", ", idle: never");
    String savepoint;
    try (RunningLearner learner = RunningLearner.deployAgain(cluster, spec)) {
      send(spec, 0, 0, 80);
      awaitAnswers(spec, 80);
      assertThat(learner.standingWhen(at -> true).examples()).isZero();
      savepoint = learner.stop();
    }
    LearnerSpec patient = spec("restarted", "");
    try (RunningLearner learner = RunningLearner.goOn(cluster, patient, savepoint, false)) {
      assertThat(learner.standingWhen(at -> at.examples() >= 80).examples()).isEqualTo(80);
    }
  }

  @Test
  void aLearnerMayBeginWithWhatComes() throws Exception {
    LearnerSpec spec = withTopic("from-now-on", ", from: latest");
    send(spec, 0, 0, 500);
    try (RunningLearner learner = RunningLearner.deployAgain(cluster, spec)) {
      Eventually.get(learner::state, "RUNNING"::equals);
      send(spec, 0, 500, 540);

      assertThat(learner.standingWhen(at -> at.examples() >= 40).examples()).isEqualTo(40);
    }
  }

  @Test
  void aLearnerMayBeginAtATime() throws Exception {
    LearnerSpec spec = withTopic("from-a-time", ", from: " + START.plusSeconds(400));
    send(spec, 0, 0, 500);
    try (RunningLearner learner = RunningLearner.deployAgain(cluster, spec)) {
      assertThat(learner.standingWhen(at -> at.examples() >= 100).examples()).isEqualTo(100);
    }
  }

  private void awaitAnswers(LearnerSpec spec, int count) {
    String topic = Topics.of(spec.name()).predictions();
    try (TopicReader<byte[]> answers =
        new TopicReader<>(cluster.broker().address(), topic, answer -> answer)) {
      Eventually.get(answers::poll, all -> all.size() >= count);
    }
  }

  private LearnerSpec spec(String name, String more) throws IOException {
    String text =
        """
        learner: %s
        events: {topic: %s-clicks%s}
        features: [{field: seconds, as: numeric}]
        target: {binary: bought}
        """
            .formatted(name, name, more);
    return SpecReader.read(Files.writeString(folder.resolve(name + ".yaml"), text));
  }

  /** Of a learner whose topic of events is there. */
  private LearnerSpec withTopic(String name, String more) throws IOException {
    LearnerSpec spec = spec(name, more);
    cluster
        .broker()
        .createTopics(List.of(new NewTopic(spec.events().topic(), PARTITIONS, (short) 1)));
    return spec;
  }

  private void send(LearnerSpec spec, int partition, int from, int to) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (Producer<byte[], byte[]> producer = producer(Map.of())) {
      for (int i = from; i < to; i++) {
        sent.add(producer.send(record(spec, partition, i)));
      }
    }
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
  }

  private void sendInTransaction(LearnerSpec spec, int partition, boolean isCommitted) {
    String id = ProducerConfig.TRANSACTIONAL_ID_CONFIG;
    try (Producer<byte[], byte[]> producer = producer(Map.of(id, spec.name() + partition))) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int i = 0; i < 10; i++) {
        producer.send(record(spec, partition, i));
      }
      producer.flush();
      if (isCommitted) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> record(LearnerSpec spec, int partition, int i) {
    String event = "{\"seconds\": %d, \"bought\": %b}".formatted(i % 10, i % 10 > 4);
    long time = START.plusSeconds(i).toEpochMilli();
    return new ProducerRecord<>(
        spec.events().topic(), partition, time, null, event.getBytes(UTF_8));
  }

  private Producer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.broker().address());
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
