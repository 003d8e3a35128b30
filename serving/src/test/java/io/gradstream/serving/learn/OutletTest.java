package io.gradstream.serving.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OutletTest {

  private static final long PAUSE = Duration.ofMillis(900).toNanos(); // of clocks that differ

  private final List<Long> made = Collections.synchronizedList(new ArrayList<>()); // nanoseconds

  private Supplier<Producer<byte[], byte[]>> producers(Supplier<Producer<byte[], byte[]>> each) {
    return () -> {
      made.add(System.nanoTime());
      return each.get();
    };
  }

  private static MockProducer<byte[], byte[]> working() {
    return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Sent sent() {
    return new Sent(
        new RecordMaker.Made(new ProducerRecord<>("events", new byte[1]), List.of(), false));
  }

  @Test
  void aProducerThatCannotBeMadeForAnErrorIsMadeLater() {
    MockProducer<byte[], byte[]> producer = working();
    try (Outlet outlet =
        new Outlet(
            producers(
                () -> {
                  if (made.size() == 1) {
                    throw new NoClassDefFoundError("com/github/luben/zstd/Zstd");
                  }
                  return producer;
                }))) {
      giveUntilTaken(outlet);
      assertThat(producer.history()).hasSize(1);
      assertThat(made.get(1) - made.get(0)).isGreaterThan(PAUSE);
    }
  }

  @Test
  void aProducerThatBreaksIsMadeAnewButNotAtOnce() {
    MockProducer<byte[], byte[]> second = working();
    try (Outlet outlet =
        new Outlet(
            producers(
                () -> {
                  if (made.size() > 1) {
                    return second;
                  }
                  MockProducer<byte[], byte[]> first = working();
                  first.sendException = new KafkaException("fenced");
                  return first;
                }))) {
      giveUntilTaken(outlet);
      assertThat(made).hasSize(2);
      assertThat(made.get(1) - made.get(0)).isGreaterThan(PAUSE);
      assertThat(second.history()).hasSize(1);
    }
  }

  private static void giveUntilTaken(Outlet outlet) {
    Sent sent = sent();
    while (!outlet.take(sent)) {
      Thread.onSpinWait();
    }
  }
}
