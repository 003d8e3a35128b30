package io.gradstream.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class StoredCountTest {

  @Test
  void recordsAreCountedAndTheFirstFailureIsKept() {
    StoredCount count = new StoredCount();
    try (MockProducer<byte[], byte[]> producer =
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < 4; i++) {
        producer.send(new ProducerRecord<>("clicks", new byte[1]), count);
      }
      producer.completeNext();
      producer.errorNext(new IllegalStateException("too large"));
      producer.errorNext(new IllegalStateException("another"));
      producer.completeNext();
    }
    assertThat(count.stored()).isEqualTo(2);
    assertThat(count.failure().orElseThrow()).hasMessage("too large");
  }

  @Test
  void withoutAFailureThereIsNone() {
    StoredCount count = new StoredCount();
    count.onCompletion(null, null);
    assertThat(count.failure()).isEmpty();
  }
}
