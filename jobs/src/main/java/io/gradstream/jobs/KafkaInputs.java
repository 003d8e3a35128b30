package io.gradstream.jobs;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.UserTopic;
import io.gradstream.operators.RecordTypes;
import io.gradstream.operators.StateNames;
import io.gradstream.operators.record.ControlAt;
import io.gradstream.operators.record.QueryRecord;
import io.gradstream.operators.record.SourceRecord;
import io.gradstream.operators.source.SourceWatermarks;
import io.gradstream.operators.source.TopicLogs;
import io.gradstream.schemas.Topics;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.TopicPartition;

/** What a learner reads from Kafka. */
final class KafkaInputs {

  private static final String NEVER = "-1";

  private final StreamExecutionEnvironment env;
  private final LearnerSpec spec;
  private final JobOptions options;
  private final KafkaClients clients;
  private final Map<String, Integer> partitions;
  private final StartOffsets starts;
  private final Optional<QueryTopics> queries;

  /**
   * @param partitions how many topics of events and labels have
   * @param starts where they are read from
   * @param queries where the learner is asked over Kafka
   */
  KafkaInputs(
      StreamExecutionEnvironment env,
      LearnerSpec spec,
      JobOptions options,
      Map<String, Integer> partitions,
      StartOffsets starts,
      Optional<QueryTopics> queries) {
    this.env = env;
    this.spec = spec;
    this.options = options;
    this.clients = new KafkaClients(options);
    this.partitions = partitions;
    this.starts = starts;
    this.queries = queries;
  }

  DataStream<SourceRecord> events() {
    return user("events", spec.events().topic(), UserTopicRecords.events(options));
  }

  Optional<DataStream<SourceRecord>> labels() {
    return UserTopic.labels(spec)
        .map(topic -> user("labels", topic.name(), UserTopicRecords.labels(options)));
  }

  /** The logs that both are read from. */
  TopicLogs logs() {
    return new KafkaLogs(clients, partitions, starts);
  }

  /** No subtask without a partition: it would have no time, and hold back everyone's. */
  private DataStream<SourceRecord> user(
      String name, String topic, KafkaRecordDeserializationSchema<SourceRecord> records) {
    KafkaSource<SourceRecord> source =
        source(records).setTopics(topic).setStartingOffsets(starts.initializer(topic)).build();
    return env.fromSource(source, watermarks(), name, RecordTypes.SOURCE_RECORD)
        .uid(name)
        .setParallelism(Math.min(env.getParallelism(), partitions.get(topic)));
  }

  private WatermarkStrategy<SourceRecord> watermarks() {
    WatermarkStrategy<SourceRecord> strategy = SourceWatermarks.strategy(spec.events());
    return options
        .alignment()
        .map(drift -> strategy.withWatermarkAlignment(spec.name(), drift))
        .orElse(strategy);
  }

  /**
   * Commands from now on: those of an earlier deploy were not meant for this one.
   *
   * @param end where the control topic ended when the job was deployed
   */
  DataStream<ControlAt> control(long end) {
    String topic = Topics.of(spec.name()).control();
    KafkaSource<ControlAt> source =
        source(new ControlRecords())
            .setTopics(topic)
            .setStartingOffsets(
                OffsetsInitializer.offsets(Map.of(new TopicPartition(topic, 0), end)))
            .build();
    return env.fromSource(
            source, WatermarkStrategy.noWatermarks(), "control", RecordTypes.CONTROL_AT)
        .uid("control")
        .setParallelism(1);
  }

  /** What the learner is asked over Kafka. */
  Optional<DataStream<QueryRecord>> queries() {
    return queries.map(this::queries);
  }

  private DataStream<QueryRecord> queries(QueryTopics topics) {
    KafkaSource<QueryRecord> source =
        source(new QueryRecords(options, topics.replies()))
            .setTopics(topics.topic())
            .setStartingOffsets(topics.starts().initializer(topics.topic()))
            .build();
    return env.fromSource(
            source, WatermarkStrategy.noWatermarks(), StateNames.QUERIES, RecordTypes.QUERY_RECORD)
        .uid(StateNames.QUERIES)
        .setParallelism(Math.min(env.getParallelism(), topics.partitions()));
  }

  /** Partitions are looked for at the start only: one found later would bring late records. */
  private <T> KafkaSourceBuilder<T> source(KafkaRecordDeserializationSchema<T> records) {
    return KafkaSource.<T>builder()
        .setProperties(clients.committedOnly())
        .setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), NEVER)
        .setGroupId(spec.name())
        .setDeserializer(records);
  }
}
