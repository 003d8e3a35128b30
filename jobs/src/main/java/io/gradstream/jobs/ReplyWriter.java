package io.gradstream.jobs;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.record.Reply;
import io.gradstream.operators.record.Reply.Status;
import io.gradstream.operators.record.ReplyTo;
import io.gradstream.schemas.Prediction;
import io.gradstream.schemas.RecordForm;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Writes replies: the prediction as the learner publishes it, or no value where there is none, and
 * headers that say which. A reply is never too large for its topic: the job would not go on.
 */
final class ReplyWriter implements KafkaRecordSerializationSchema<Reply> {

  private static final long serialVersionUID = 1;

  /** With room for headers below what brokers take by default. */
  static final int MOST_BYTES = KafkaClients.USUAL_REQUEST_BYTES - JobTopics.OVERHEAD;

  private static final int MOST_MESSAGE = 2_000; // characters

  private final TopicWriter.Codecs<Prediction> codecs;
  private transient Function<Prediction, byte[]> codec;

  ReplyWriter(SpecBundle learner, RecordForm form) {
    codecs = TopicWriter.predictionCodecs(learner, form);
  }

  @Override
  public void open(InitializationContext context, KafkaSinkContext sink) {
    codec = codecs.open();
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Reply reply, KafkaSinkContext sink, Long timestamp) {
    byte[] value = reply.answer().map(codec).orElse(null);
    if (value != null && value.length > MOST_BYTES) {
      return record(
          Reply.refusal(
              reply.to(),
              Status.TOO_LARGE,
              "an answer must have at most %d bytes: %d".formatted(MOST_BYTES, value.length)),
          null);
    }
    return record(reply, value);
  }

  private static ProducerRecord<byte[], byte[]> record(Reply reply, byte[] value) {
    ReplyTo to = reply.to();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            to.topic(), to.partition() == ReplyTo.ANY ? null : to.partition(), null, value);
    Headers headers = record.headers();
    if (!to.correlationHeader().isEmpty()) {
      headers.add(to.correlationHeader(), to.correlationId());
    }
    headers.add(QueryHeaders.STATUS, text(reply.status().name()));
    if (!reply.message().isEmpty()) {
      headers.add(QueryHeaders.MESSAGE, text(shortened(reply.message())));
    }
    return record;
  }

  /** It may hold what the query held. */
  private static String shortened(String message) {
    return message.length() <= MOST_MESSAGE ? message : message.substring(0, MOST_MESSAGE) + "...";
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
