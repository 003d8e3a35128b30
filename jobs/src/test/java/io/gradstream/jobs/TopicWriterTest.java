package io.gradstream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.schemas.Prediction;
import io.gradstream.schemas.PredictionCodec;
import io.gradstream.schemas.RecordForm;
import io.gradstream.schemas.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class TopicWriterTest {

  @Test
  void aPredictionIsKeyedByItsEventAndStampedByKafka() {
    ProducerRecord<byte[], byte[]> record = write("t1");

    assertThat(record.topic()).isEqualTo("trips.predictions");
    assertThat(record.key()).isEqualTo("t1".getBytes(StandardCharsets.UTF_8));
    assertThat(record.timestamp()).isNull();
    assertThat(new PredictionCodec().decode(record.value()).id()).isEqualTo("t1");
  }

  @Test
  void anEventWithoutAnIdGivesARecordWithoutAKey() {
    assertThat(write("").key()).isNull();
  }

  @Test
  void inJsonTheAnswerHasTheTargetsNames() throws IOException {
    byte[] value = write("t1", new RecordForm.Json()).value();

    assertThat(new ObjectMapper().readTree(value).path("probability").floatValue()).isEqualTo(0.5f);
    assertThat(new PredictionCodec().decode(value).output()).containsExactly(0.5);
  }

  private static ProducerRecord<byte[], byte[]> write(String id) {
    return write(id, new RecordForm.SingleObject());
  }

  private static ProducerRecord<byte[], byte[]> write(String id, RecordForm form) {
    TopicWriter<Prediction> writer =
        TopicWriter.predictions("trips.predictions", TestSpecs.TRIPS, form);
    writer.open(null, null);
    return writer.serialize(
        new Prediction("trips", id, "", new double[] {0.5}, new Version(1, 2), Optional.empty(), 9),
        null,
        1000L);
  }
}
