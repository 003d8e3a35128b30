package io.gradstream.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.operators.record.Reply;
import io.gradstream.operators.record.Reply.Status;
import io.gradstream.operators.record.ReplyTo;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.Prediction;
import io.gradstream.schemas.PredictionCodec;
import io.gradstream.schemas.RecordForm;
import io.gradstream.schemas.Version;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ReplyWriterTest {

  private static final ReplyTo TO =
      new ReplyTo("trips.replies", 1, "kafka_correlationId", new byte[] {1, 2});

  private final ReplyWriter writer = writer();

  private static ReplyWriter writer() {
    ReplyWriter writer = new ReplyWriter(TestSpecs.TRIPS, new RecordForm.SingleObject());
    writer.open(null, null);
    return writer;
  }

  @Test
  void anAnswerIsThePredictionUnderTheAskersHeader() {
    ProducerRecord<byte[], byte[]> record = write(Reply.of(TO, prediction("t1"), ""));

    assertThat(record.topic()).isEqualTo("trips.replies");
    assertThat(record.partition()).isEqualTo(1);
    assertThat(record.key()).isNull();
    assertThat(record.headers().lastHeader("kafka_correlationId").value()).containsExactly(1, 2);
    assertThat(header(record, "gradstream-status")).isEqualTo("ANSWERED");
    assertThat(record.headers().lastHeader("gradstream-message")).isNull();
    assertThat(new PredictionCodec().decode(record.value()).version()).isEqualTo(new Version(1, 2));
  }

  @Test
  void whereThereIsNoAnswerThereIsNoValue() {
    ReplyTo anywhere = new ReplyTo("elsewhere", ReplyTo.ANY, "", new byte[0]);
    ProducerRecord<byte[], byte[]> record =
        write(Reply.refusal(anywhere, Status.UNREADABLE, "kein Straßenname"));

    assertThat(record.value()).isNull();
    assertThat(record.partition()).isNull();
    assertThat(header(record, "gradstream-status")).isEqualTo("UNREADABLE");
    assertThat(header(record, "gradstream-message")).isEqualTo("kein Straßenname");
    assertThat(record.headers().toArray()).hasSize(2);
  }

  /** A producer would fail on it, and the job with it, again and again. */
  @Test
  void anAnswerLargerThanARecordIsTold() {
    ProducerRecord<byte[], byte[]> record =
        write(Reply.of(TO, prediction("t".repeat(1 << 20)), ""));

    assertThat(record.value()).isNull();
    assertThat(header(record, "gradstream-status")).isEqualTo("TOO_LARGE");
    assertThat(header(record, "gradstream-message")).contains("at most 983040 bytes");
  }

  /** A key, a topic's name or a value may be of any length. */
  @Test
  void aMessageIsNeverLong() {
    ProducerRecord<byte[], byte[]> record =
        write(Reply.refusal(TO, Status.NOTHING_LEARNED, "x".repeat(1 << 20)));

    assertThat(header(record, "gradstream-message")).hasSize(2003).endsWith("xxx...");
  }

  private ProducerRecord<byte[], byte[]> write(Reply reply) {
    return writer.serialize(reply, null, null);
  }

  private static String header(ProducerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private static Prediction prediction(String id) {
    return new Prediction(
        "trips",
        id,
        "",
        new double[] {0.5},
        new Version(1, 2),
        Optional.of(new Position(1, "trips", 0, 1)),
        9);
  }
}
