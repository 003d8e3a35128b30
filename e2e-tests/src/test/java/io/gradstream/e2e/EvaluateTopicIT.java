package io.gradstream.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.cli.topics.PartitionsRead;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessageCodec;
import io.gradstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What topics hold is evaluated as the job learns it, and as a file of the same is evaluated. */
@ExtendWith(OnCluster.class)
final class EvaluateTopicIT {

  private static final int PAYMENTS = 600;
  private static final int PARTITIONS = 3;

  /** Of the first payment, a minute each: young enough for the topics' retention. */
  private static final long START =
      Instant.now().minus(Duration.ofHours(12)).truncatedTo(ChronoUnit.MINUTES).toEpochMilli();

  private static final String FIELDS = "paid_at,amount,country,fraudulent";

  @TempDir private Path folder;

  private final Cluster cluster;
  private final String brokers;

  EvaluateTopicIT(Cluster cluster) {
    this.cluster = cluster;
    brokers = cluster.broker().address();
  }

  @Test
  void theJobHasLearnedTheVeryModelThatEvaluateSaves() throws IOException {
    SpecBundle source = Learners.read("no-topics.yaml").source();
    String text = source.text().replace("no-topics", "tried");
    LearnerSpec spec = SpecReader.read(new SpecBundle("tried.yaml", text, Map.of()));
    Path specFile = Files.writeString(folder.resolve("tried.yaml"), text);
    try (RunningLearner learner = RunningLearner.deploy(cluster, spec);
        Sender sender = new Sender(brokers)) {
      learner.send(sender, 0, 80);
      sender.bad(learner.events(), "bad", "{\"id\": 7", Reason.MALFORMED, "");
      sender.bad(learner.labels(), "bad", "{\"id\": \"m-1\"}", Reason.MISSING_FIELD, "known");
      sender.mark(Measurements.time(10_000), learner.events(), learner.labels());
      learner.standingAfter(80, 2);

      Path saved = folder.resolve("tried.grds");
      JsonNode evaluated =
          Said.by("evaluate", specFile, "--topic", "--brokers", brokers, "--json", "--save", saved)
              .json();
      assertThat(evaluated.path("rows").intValue()).isEqualTo(81);
      assertThat(evaluated.path("labels").intValue()).isEqualTo(81);
      assertThat(evaluated.path("answers").path("n").intValue()).isEqualTo(80);
      assertThat(evaluated.path("waiting").intValue()).isZero();
      assertThat(evaluated.path("bad_rows").toString())
          .isEqualTo("{\"MALFORMED\":1,\"MISSING_FIELD\":1}");

      ModelSnapshot tried = SnapshotCodec.decode(Files.readAllBytes(saved));
      ModelSnapshot learned = published("tried", tried.version().step());
      assertThat(tried.version().step()).isEqualTo(20);
      assertThat(learned.weights()).isEqualTo(tried.weights());
      assertThat(learned.statistics()).isEqualTo(tried.statistics());
      assertThat(learned.categories()).usingRecursiveComparison().isEqualTo(tried.categories());
    }
  }

  /** The model that a learner has published of a step. */
  private ModelSnapshot published(String learner, long step) {
    SnapshotMessageCodec codec = new SnapshotMessageCodec();
    try (TopicReader<SnapshotMessage> models =
        new TopicReader<>(brokers, Topics.of(learner).models(), codec::decode)) {
      List<SnapshotMessage> all =
          List.copyOf(
              Eventually.get(
                  models::poll,
                  found -> found.stream().anyMatch(model -> model.version().step() == step)));
      SnapshotMessage.Inline newest =
          (SnapshotMessage.Inline)
              all.stream()
                  .max(Comparator.comparing(SnapshotMessage::version))
                  .orElseThrow()
                  .content();
      return SnapshotCodec.decode(newest.bytes());
    }
  }

  @Test
  void threePartitionsComeToWhatTheSameRowsInAFileComeTo() throws Exception {
    Path spec = paymentsOnTopic("tried-payments", "events: {topic: tried-payments, time: paid_at}");
    Path rows =
        Files.writeString(
            folder.resolve("payments.csv"),
            IntStream.range(0, PAYMENTS)
                .mapToObj(EvaluateTopicIT::row)
                .reduce(FIELDS, (lines, row) -> lines + "\n" + row));

    for (List<Object> some : List.of(List.<Object>of(), List.<Object>of("--limit", 250))) {
      JsonNode topic = evaluate(spec, List.of("--topic", "--brokers", brokers), some);
      JsonNode file = evaluate(spec, List.of("--data", rows), some);

      assertThat(file.path("n").intValue()).isGreaterThan(200);
      assertThat(topic.path("rows")).isEqualTo(file.path("rows"));
      for (String same :
          List.of("n", "accuracy", "logloss", "auc", "window", "baselines", "curve")) {
        assertThat(topic.path(same)).as(same).isEqualTo(file.path(same));
      }
    }
  }

  private static JsonNode evaluate(Path spec, List<Object> where, List<Object> more) {
    List<Object> words = new ArrayList<>(List.of("evaluate", spec, "--json"));
    words.addAll(where);
    words.addAll(more);
    return Said.by(words.toArray()).json();
  }

  @Test
  void fieldsBesideTheValueAreReadAndNothingIsWritten() throws Exception {
    Path spec =
        paymentsOnTopic(
            "tried-beside",
            "events: {topic: tried-beside}",
            "  - {field: $key, as: category}\n  - {field: $header.source, as: category}\n");
    try (Admin admin = cluster.broker().admin()) {
      List<String> before = admin.listTopics().names().get().stream().sorted().toList();

      String table =
          Said.by("evaluate", spec, "--topic", "tried-beside", "--brokers", brokers).well().text();

      assertThat(table)
          .contains("tried-beside: 600 events, 600 scored")
          .contains("rows without $header.source".replace("rows", "events"))
          .doesNotContain("without $key");
      assertThat(admin.listTopics().names().get().stream().sorted()).isEqualTo(before);
    }
  }

  @Test
  void whatIsDeletedBeforeItIsReadIsCounted() throws Exception {
    paymentsOnTopic("tried-deleted", "events: {topic: tried-deleted}");
    Map<String, Object> committed =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            brokers,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest");
    Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(committed, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try (Admin admin = cluster.broker().admin();
        PartitionsRead read = PartitionsRead.open(consumer, "tried-deleted", -1)) {
      TopicPartition second = new TopicPartition("tried-deleted", 1);
      admin.deleteRecords(Map.of(second, RecordsToDelete.beforeOffset(70))).all().get();
      int records = 0;
      for (int partition : read.partitions()) {
        while (read.next(partition) != null) {
          records++;
        }
      }

      assertThat(read.offsets()).isEqualTo(PAYMENTS);
      assertThat(records).isEqualTo(PAYMENTS - 70);
      assertThat(read.deleted()).isEqualTo(70);
    }
  }

  @Test
  void deadEndsAreToldByTheirCause() throws Exception {
    Path spec = spec("tried-nowhere", "events: {topic: tried-nowhere}", "");
    cluster.broker().createTopics(List.of(new NewTopic("tried-nothing", 2, (short) 1)));

    assertThat(told(spec, "--brokers", brokers)).contains("there is no topic tried-nowhere");
    assertThat(told(spec, "tried-nothing", "--brokers", brokers))
        .contains("the topic tried-nothing at " + brokers + " holds no record: send some");
    assertThat(told(spec, "--brokers", "127.0.0.1:1"))
        .contains("127.0.0.1:1", "connection refused");
  }

  private static String told(Path spec, String... more) {
    List<Object> words = new ArrayList<>(List.of("evaluate", spec, "--topic"));
    words.addAll(List.of(more));
    Said said = Said.by(words.toArray());
    assertThat(said.status()).as(said.text()).isNotZero();
    return said.text();
  }

  private Path paymentsOnTopic(String topic, String events) throws IOException {
    return paymentsOnTopic(topic, events, "");
  }

  /** Payments of one a minute, on partitions that are far from one another when they are read. */
  private Path paymentsOnTopic(String topic, String events, String features) throws IOException {
    cluster.broker().createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)));
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        for (int i = partition; i < PAYMENTS; i += PARTITIONS) {
          producer.send(payment(topic, partition, i));
        }
      }
    }
    return spec(topic, events, features);
  }

  private static ProducerRecord<byte[], byte[]> payment(String topic, int partition, int i) {
    String[] row = row(i).split(",");
    String value =
        "{\"paid_at\": %s, \"amount\": %s, \"country\": \"%s\", \"fraudulent\": %s}"
            .formatted((Object[]) row);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, partition, time(i), ("shop-" + i % 5).getBytes(UTF_8), value.getBytes(UTF_8));
    if (i % 2 == 0) {
      record.headers().add("source", "web".getBytes(UTF_8));
    }
    return record;
  }

  private static long time(int i) {
    return START + i * 60_000L;
  }

  private static String row(int i) {
    int amount = i * 37 % 101;
    return "%d,%d,%s,%b".formatted(time(i), amount, i % 3 == 0 ? "DE" : "FR", amount + i % 7 > 60);
  }

  private Path spec(String name, String events, String features) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        learner: %s
        %s
        features:
          - {field: amount, as: numeric}
          - {field: country, as: category}
        %starget: {binary: fraudulent}
        network: [{dense: 8, activation: relu}]
        learn: {batch: 1}
        """
            .formatted(name, events, features));
  }
}
