package io.gradstream.benchmarks.pipeline;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts sensor events on a topic, in bulk or at a steady rate. */
final class SensorProducer implements AutoCloseable {

  private final SensorEvents events = new SensorEvents();
  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final int partitions;

  SensorProducer(String brokers, String topic, int partitions, int lingerMillis) {
    this.topic = topic;
    this.partitions = partitions;
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                ProducerConfig.LINGER_MS_CONFIG, lingerMillis),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Sends as fast as it goes; event time advances one millisecond every hundred events. */
  void sendBulk(long count) {
    long start = 1_700_000_000_000L;
    for (long number = 0; number < count; number++) {
      send(number, start + number / 100);
    }
    producer.flush();
  }

  /**
   * At a steady rate; an event that is due late is sent at once, and its delay counts.
   *
   * @return when each event was due, {@link System#nanoTime()}
   */
  long[] sendSteadily(int count, int perSecond) {
    long[] due = new long[count];
    long start = System.nanoTime();
    for (int number = 0; number < count; number++) {
      due[number] = start + number * 1_000_000_000L / perSecond;
      for (long left = due[number] - System.nanoTime(); left > 0; ) {
        LockSupport.parkNanos(left);
        left = due[number] - System.nanoTime();
      }
      send(number, System.currentTimeMillis());
    }
    producer.flush();
    return due;
  }

  private void send(long number, long sentAt) {
    int partition = SensorEvents.partition(number, partitions);
    producer.send(new ProducerRecord<>(topic, partition, null, events.next(number, sentAt)));
  }

  @Override
  public void close() {
    producer.close();
  }
}
