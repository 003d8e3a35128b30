package io.gradstream.jobs;

import io.gradstream.operators.RecordTypes;
import io.gradstream.operators.record.ControlAt;
import io.gradstream.operators.report.JobMetric;
import io.gradstream.operators.report.ShownNumbers;
import io.gradstream.schemas.BoundedLog;
import io.gradstream.schemas.ControlRecordCodec;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.LoggerFactory;

/**
 * Reads the control topic. Whoever may write to it: a record that is no command, or one that cannot
 * be meant, as a learning rate of 1e9, is counted, logged and left out.
 */
final class ControlRecords implements KafkaRecordDeserializationSchema<ControlAt> {

  private static final long serialVersionUID = 1;

  private transient ControlRecordCodec codec;
  private transient Counter refused;
  private transient BoundedLog log;

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    codec = new ControlRecordCodec();
    refused = ShownNumbers.counter(context.getMetricGroup(), JobMetric.COMMANDS_REFUSED);
    log = new BoundedLog(LoggerFactory.getLogger(ControlRecords.class));
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ControlAt> out) {
    try {
      out.collect(new ControlAt(codec.decode(record.value()), record.offset()));
    } catch (RuntimeException malformed) {
      refused.inc();
      log.warn(
          "Left out a record that is no command: {} partition {} offset {}: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          malformed.getMessage());
    }
  }

  @Override
  public TypeInformation<ControlAt> getProducedType() {
    return RecordTypes.CONTROL_AT;
  }
}
