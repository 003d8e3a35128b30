package io.gradstream.cli.topics;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * All partitions of some topics, read by one thread. Records of one partition come in their order.
 * Closes the consumer with itself.
 */
public final class TopicRead implements AutoCloseable {

  private static final Duration SILENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(200);

  /** Where reading begins. */
  public enum From {
    BEGINNING,
    NOW;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Consumer<byte[], byte[]> consumer;

  public TopicRead(Consumer<byte[], byte[]> consumer, Collection<String> topics, From from) {
    this.consumer = consumer;
    List<TopicPartition> partitions = assign(topics);
    if (from == From.BEGINNING) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position); // now, not at the first poll
    }
  }

  /** From the records on that were written at a time or later. */
  public TopicRead(Consumer<byte[], byte[]> consumer, Collection<String> topics, Instant since) {
    this.consumer = consumer;
    List<TopicPartition> partitions = assign(topics);
    consumer.seekToEnd(partitions); // of a partition that has nothing since
    consumer
        .offsetsForTimes(
            partitions.stream().collect(Collectors.toMap(of -> of, of -> since.toEpochMilli())))
        .forEach(
            (partition, found) -> {
              if (found != null) {
                consumer.seek(partition, found.offset());
              }
            });
  }

  private List<TopicPartition> assign(Collection<String> topics) {
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
    consumer.assign(partitions);
    return partitions;
  }

  /**
   * Gives records as they come, for as long as they are wanted.
   *
   * @param wantsMore takes a record, and says whether it wants another
   */
  public void follow(Predicate<ConsumerRecord<byte[], byte[]>> wantsMore) {
    boolean more = true;
    while (more) {
      more = take(wantsMore);
    }
  }

  /**
   * Gives what is there now, or as much of it as is wanted.
   *
   * @throws IllegalStateException when Kafka falls silent before
   */
  public void toEnd(Predicate<ConsumerRecord<byte[], byte[]>> wantsMore) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    long left = left(ends);
    long progress = System.nanoTime();
    while (left > 0) {
      boolean more =
          take(record -> record.offset() >= ends.get(partition(record)) || wantsMore.test(record));
      long now = more ? left(ends) : 0;
      if (now < left) {
        progress = System.nanoTime();
      } else if (System.nanoTime() - progress > SILENCE.toNanos()) {
        throw new IllegalStateException(
            "Kafka has sent nothing of %s for %d s, and %d records are missing"
                .formatted(ends.keySet(), SILENCE.toSeconds(), left));
      }
      left = now;
    }
  }

  private boolean take(Predicate<ConsumerRecord<byte[], byte[]>> wantsMore) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      if (!wantsMore.test(record)) {
        return false;
      }
    }
    return true;
  }

  /** Offsets before the ends, of all partitions together. */
  private long left(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
        .sum();
  }

  private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
