package io.gradstream.jobs;

import io.gradstream.operators.RecordTypes;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.ControlCommandCodec;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the control topic. Whoever may write to it: a record that is no command, or one that cannot
 * be meant, as a learning rate of 1e9, is counted, logged and left out.
 */
final class ControlRecords implements KafkaRecordDeserializationSchema<ControlCommand> {

  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(ControlRecords.class);

  /** The Flink metric that counts them. */
  static final String REFUSED = "commands.refused";

  private transient ControlCommandCodec codec;
  private transient Counter refused;

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    codec = new ControlCommandCodec();
    refused = context.getMetricGroup().counter(REFUSED);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ControlCommand> out) {
    try {
      out.collect(codec.decode(record.value()));
    } catch (RuntimeException malformed) {
      refused.inc();
      LOG.warn(
          "Left out a record that is no command: {} partition {} offset {}: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          malformed.getMessage());
    }
  }

  @Override
  public TypeInformation<ControlCommand> getProducedType() {
    return RecordTypes.CONTROL_COMMAND;
  }
}
