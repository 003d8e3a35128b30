package io.gradstream.jobs;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.operators.RecordTypes;
import io.gradstream.operators.record.QueryRecord;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the topic of queries in Flink's Kafka source. */
final class QueryRecords implements KafkaRecordDeserializationSchema<QueryRecord> {

  private static final long serialVersionUID = 1;

  private final SpecBundle bundle;
  private final ReplyTopics replies;
  private final JobRegistries registries;
  private transient QueryReader reader;

  QueryRecords(JobOptions options, ReplyTopics replies) {
    this.bundle = options.bundle();
    this.replies = replies;
    this.registries = JobRegistries.of(options);
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    reader = new QueryReader(SpecReader.read(bundle), replies, registries::forAMoment);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<QueryRecord> out) {
    out.collect(reader.read(record));
  }

  @Override
  public TypeInformation<QueryRecord> getProducedType() {
    return RecordTypes.QUERY_RECORD;
  }
}
