package io.gradstream.benchmarks.pipeline;

import io.gradstream.operators.pipeline.LearnerPipeline;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The most that can be had: records go from Kafka through a keyed count back to Kafka as bytes,
 * with the settings of the learner's job. Arguments: brokers, topic, output topic, parallelism.
 */
public final class CeilingJob {

  private CeilingJob() {}

  public static void main(String[] arguments) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration(arguments[3]));
    wire(environment, arguments[0], arguments[1], arguments[2]);
    environment.execute("ceiling");
  }

  static void wire(StreamExecutionEnvironment to, String brokers, String topic, String output) {
    to.fromSource(source(brokers, topic), WatermarkStrategy.noWatermarks(), "events")
        .keyBy(CeilingJob::sensor, Types.INT)
        .map(new Count())
        .returns(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
        .sinkTo(sink(brokers, output));
  }

  private static Configuration configuration(String parallelism) {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, Integer.valueOf(parallelism));
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.MAX_PARALLELISM, LearnerPipeline.MAX_PARALLELISM);
    configuration.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(3));
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(5));
    return configuration;
  }

  /** The record begins with the sensor: a length, then one character; see {@link SensorEvents}. */
  private static int sensor(byte[] event) {
    return event[1];
  }

  private static KafkaSource<byte[]> source(String brokers, String topic) {
    return KafkaSource.<byte[]>builder()
        .setBootstrapServers(brokers)
        .setTopics(topic)
        .setGroupId("ceiling")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(KafkaRecordDeserializationSchema.valueOnly(ByteArrayDeserializer.class))
        .build();
  }

  private static KafkaSink<byte[]> sink(String brokers, String topic) {
    return KafkaSink.<byte[]>builder()
        .setBootstrapServers(brokers)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(
            KafkaRecordSerializationSchema.<byte[]>builder()
                .setTopic(topic)
                .setValueSerializationSchema(new AsIs())
                .build())
        .build();
  }

  /** The bytes that there are; a class, since Flink asks it for the type of its values. */
  private static final class AsIs implements SerializationSchema<byte[]> {

    private static final long serialVersionUID = 1;

    @Override
    public byte[] serialize(byte[] value) {
      return value;
    }
  }

  /** Counts the events of a key in state and passes them on. */
  private static final class Count extends RichMapFunction<byte[], byte[]> {

    private static final long serialVersionUID = 1;

    private transient ValueState<Long> count;

    @Override
    public void open(org.apache.flink.api.common.functions.OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public byte[] map(byte[] event) throws Exception {
      Long before = count.value();
      count.update(before == null ? 1 : before + 1);
      return event;
    }
  }
}
