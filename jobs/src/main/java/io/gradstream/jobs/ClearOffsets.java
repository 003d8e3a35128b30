package io.gradstream.jobs;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Reads on from offsets to find out whether there is a record at all: marks of transactions and
 * records that were aborted or compacted away have offsets too. On a thread of its own, with a
 * consumer that lives only while there is something to read.
 */
final class ClearOffsets implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final KafkaClients clients;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "clear-offsets");
            thread.setDaemon(true);
            return thread;
          });

  ClearOffsets(KafkaClients clients) {
    this.clients = clients;
  }

  /**
   * Looks for a first record.
   *
   * @param from by partition of the topic
   * @return the offset up to which there is none; without those where there is one
   */
  CompletableFuture<Map<Integer, Long>> ask(String topic, Map<Integer, Long> from) {
    return CompletableFuture.supplyAsync(() -> clear(topic, from), thread);
  }

  private Map<Integer, Long> clear(String topic, Map<Integer, Long> from) {
    Map<TopicPartition, Long> due = new HashMap<>();
    from.forEach((number, offset) -> due.put(new TopicPartition(topic, number), offset));
    try (KafkaConsumer<byte[], byte[]> consumer = clients.glance()) {
      consumer.assign(due.keySet());
      due.forEach(consumer::seek);
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!due.isEmpty() && System.nanoTime() < end) {
        // at the end of each there is nothing more to wait for
        consumer.poll(POLL).partitions().forEach(due::remove);
        if (isAtEnd(consumer, due)) {
          break;
        }
      }
      Map<Integer, Long> clear = new HashMap<>();
      due.keySet().forEach(of -> clear.put(of.partition(), consumer.position(of)));
      return clear;
    } catch (InterruptException e) {
      return Map.of(); // closed meanwhile
    }
  }

  private static boolean isAtEnd(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> due) {
    return consumer.endOffsets(due.keySet()).entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
