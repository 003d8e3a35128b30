package io.gradstream.jobs;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.UserTopic;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.operators.RecordTypes;
import io.gradstream.operators.record.SourceRecord;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a user's topic in Flink's Kafka source. */
final class UserTopicRecords implements KafkaRecordDeserializationSchema<SourceRecord> {

  private static final long serialVersionUID = 1;

  private final SpecBundle bundle;
  private final boolean labels;
  private final JobRegistries registries;
  private transient RecordReader reader;

  private UserTopicRecords(SpecBundle bundle, boolean labels, JobRegistries registries) {
    this.bundle = bundle;
    this.labels = labels;
    this.registries = registries;
  }

  static UserTopicRecords events(JobOptions options) {
    return new UserTopicRecords(options.bundle(), false, JobRegistries.of(options));
  }

  static UserTopicRecords labels(JobOptions options) {
    return new UserTopicRecords(options.bundle(), true, JobRegistries.of(options));
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    LearnerSpec spec = SpecReader.read(bundle);
    UserTopic topic = labels ? UserTopic.labels(spec).orElseThrow() : UserTopic.events(spec);
    reader = new RecordReader(spec.name(), topic, spec.limits().recordBytes(), registries);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SourceRecord> out) {
    out.collect(reader.read(record));
  }

  @Override
  public TypeInformation<SourceRecord> getProducedType() {
    return RecordTypes.SOURCE_RECORD;
  }
}
