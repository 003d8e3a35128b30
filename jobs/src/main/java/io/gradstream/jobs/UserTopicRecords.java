package io.gradstream.jobs;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
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
  private transient RecordReader reader;

  private UserTopicRecords(SpecBundle bundle, boolean labels) {
    this.bundle = bundle;
    this.labels = labels;
  }

  static UserTopicRecords events(SpecBundle bundle) {
    return new UserTopicRecords(bundle, false);
  }

  static UserTopicRecords labels(SpecBundle bundle) {
    return new UserTopicRecords(bundle, true);
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    LearnerSpec spec = SpecReader.read(bundle);
    UserTopic topic = labels ? UserTopic.labels(spec).orElseThrow() : UserTopic.events(spec);
    reader = new RecordReader(spec.name(), topic, spec.limits().recordBytes());
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
