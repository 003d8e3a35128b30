package io.gradstream.jobs;

import io.gradstream.operators.RecordTypes;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.ControlCommandCodec;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the control topic. Only our own tools write it; a record that is no command is logged and
 * left out.
 */
final class ControlRecords implements KafkaRecordDeserializationSchema<ControlCommand> {

  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(ControlRecords.class);

  private transient ControlCommandCodec codec;

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    codec = new ControlCommandCodec();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ControlCommand> out) {
    try {
      out.collect(codec.decode(record.value()));
    } catch (RuntimeException malformed) {
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
