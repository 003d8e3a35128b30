package io.gradstream.jobs;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.targets.NamedAnswer;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.DeadLetterCodec;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReportCodec;
import io.gradstream.schemas.Prediction;
import io.gradstream.schemas.PredictionCodec;
import io.gradstream.schemas.RecordForm;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessageCodec;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes one of our topics. Records carry no time of their own: Kafka stamps them when they are
 * sent, so that its retention does not take a replay of old events for old records.
 */
final class TopicWriter<T> implements KafkaRecordSerializationSchema<T> {

  private static final long serialVersionUID = 1;

  /** Makes a codec where it is used; codecs reuse buffers. */
  interface Codecs<T> extends Serializable {
    Function<T, byte[]> open();
  }

  /** The record's key; null for none. */
  interface Keys<T> extends Serializable {
    String of(T value);
  }

  private final String topic;
  private final Keys<T> keys;
  private final Codecs<T> codecs;
  private transient Function<T, byte[]> codec;

  private TopicWriter(String topic, Keys<T> keys, Codecs<T> codecs) {
    this.topic = topic;
    this.keys = keys;
    this.codecs = codecs;
  }

  /**
   * @param learner whose target names what is predicted, in JSON; read where records are written
   */
  static TopicWriter<Prediction> predictions(String topic, SpecBundle learner, RecordForm form) {
    return new TopicWriter<>(topic, Prediction::id, predictionCodecs(learner, form));
  }

  /** The same of whoever writes predictions to other topics. */
  static Codecs<Prediction> predictionCodecs(SpecBundle learner, RecordForm form) {
    return () -> {
      ModelSpec model = SpecReader.read(learner).model();
      PredictionCodec codec = new PredictionCodec(answers(model)::of, model.target().isNumber());
      return prediction -> codec.encode(prediction, form);
    };
  }

  private static NamedAnswer answers(ModelSpec model) {
    return new NamedAnswer(model.target().outputs(model.features()));
  }

  static TopicWriter<SnapshotMessage> snapshots(String topic) {
    return new TopicWriter<>(
        topic, SnapshotMessage::recordKey, () -> new SnapshotMessageCodec()::encode);
  }

  static TopicWriter<DeadLetter> deadLetters(String topic, RecordForm form) {
    return new TopicWriter<>(
        topic,
        letter -> null,
        () -> {
          DeadLetterCodec codec = new DeadLetterCodec();
          return letter -> codec.encode(letter, form);
        });
  }

  static TopicWriter<MetricReport> metrics(String topic, RecordForm form) {
    return new TopicWriter<>(
        topic,
        report -> report.source() + "/" + report.key(),
        () -> {
          MetricReportCodec codec = new MetricReportCodec();
          return report -> codec.encode(report, form);
        });
  }

  @Override
  public void open(InitializationContext context, KafkaSinkContext sink) {
    codec = codecs.open();
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(T value, KafkaSinkContext sink, Long timestamp) {
    String key = keys.of(value);
    return new ProducerRecord<>(topic, null, null, keyBytes(key), codec.apply(value));
  }

  private static byte[] keyBytes(String key) {
    return key == null || key.isEmpty() ? null : key.getBytes(StandardCharsets.UTF_8);
  }
}
