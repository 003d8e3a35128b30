package io.gradstream.benchmarks.pipeline;

import io.gradstream.schemas.PredictionCodec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Notes when the prediction of each event was read; runs until every one was, or it is stopped. */
final class PredictionTimes implements Runnable {

  private final String brokers;
  private final String topic;
  private final PredictionCodec codec = new PredictionCodec();
  private final long[] readAt; // by event number, nanoTime; 0 when not read yet
  private volatile boolean stopped;
  private int missing;

  PredictionTimes(String brokers, String topic, int events) {
    this.brokers = brokers;
    this.topic = topic;
    readAt = new long[events];
    missing = events;
  }

  @Override
  public void run() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      while (missing > 0 && !stopped) {
        consumer.poll(Duration.ofMillis(100)).forEach(this::note);
      }
    }
  }

  private void note(ConsumerRecord<byte[], byte[]> prediction) {
    int number = Integer.parseInt(codec.decode(prediction.value()).id());
    if (readAt[number] == 0) {
      readAt[number] = System.nanoTime();
      missing--;
    }
  }

  void stop() {
    stopped = true;
  }

  /** After the thread has ended: milliseconds from when each was due, from the given event on. */
  double[] since(long[] due, int from) {
    if (missing > 0) {
      throw new IllegalStateException(missing + " of " + due.length + " events had no prediction");
    }
    double[] all = new double[due.length];
    Arrays.setAll(all, number -> (readAt[number] - due[number]) / 1e6);
    return Arrays.copyOfRange(all, from, all.length);
  }
}
