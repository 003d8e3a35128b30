package io.gradstream.cli.topics;

import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.features.decode.SchemaRegistry;
import io.gradstream.features.event.Decoded;
import io.gradstream.jobs.UserRecords;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.StartPosition;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.Position;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * What a learner's topics hold for one that is to learn all of it again: whether nothing of it is
 * gone, and how far in event time it comes. Not thread safe.
 */
public final class Relearning {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration SILENCE = Duration.ofSeconds(20);

  /** Offsets behind which the last records are looked for: some are marks of transactions. */
  private static final long TAIL = 200;

  /** One record alone may claim a time that is far ahead. */
  private static final int LAST = 10;

  private final Consumer<byte[], byte[]> consumer;
  private final StartPosition from;

  private Relearning(Consumer<byte[], byte[]> consumer, StartPosition from) {
    this.consumer = consumer;
    this.from = from;
  }

  /**
   * The time that its partitions have all come to: a little before the first of their last records.
   *
   * @param registries where schemas are asked for
   * @throws InvalidDataException when a learner of the spec has learned what is not there any more,
   *     or nobody knows from where on
   * @throws IllegalStateException when Kafka falls silent
   */
  public static Instant end(
      LearnerSpec spec, KafkaAccess kafka, Function<URI, SchemaRegistry> registries) {
    if (spec.events().from() instanceof StartPosition.Latest) {
      throw new InvalidDataException(
          "%s began behind what its topics held then (events.from: latest), and nobody wrote down where that was: it cannot learn the same again. --anew learns from now on"
              .formatted(spec.name()));
    }
    List<UserRecords> topics = new ArrayList<>();
    topics.add(UserRecords.events(spec, place -> registries.apply(URI.create(place.url()))));
    UserRecords.labels(spec, place -> registries.apply(URI.create(place.url())))
        .ifPresent(topics::add);
    try (Consumer<byte[], byte[]> consumer = kafka.consumer()) {
      Relearning relearning = new Relearning(consumer, spec.events().from());
      long end = Long.MAX_VALUE;
      for (UserRecords topic : topics) {
        end = Math.min(end, relearning.end(topic).orElse(Long.MAX_VALUE));
      }
      if (end == Long.MAX_VALUE) {
        throw new InvalidDataException(
            "the topics of %s hold nothing that it could learn again".formatted(spec.name()));
      }
      return Instant.ofEpochMilli(end - 1); // of the last time itself more may come
    }
  }

  private OptionalLong end(UserRecords topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.topic()).stream()
            .map(found -> new TopicPartition(topic.topic(), found.partition()))
            .toList();
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    begins.forEach(this::requireWhole);
    Map<TopicPartition, Deque<Long>> times = new HashMap<>();
    consumer.assign(partitions);
    partitions.forEach(of -> consumer.seek(of, Math.max(begins.get(of), ends.get(of) - TAIL)));
    long progress = System.nanoTime();
    while (partitions.stream().anyMatch(of -> consumer.position(of) < ends.get(of))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        progress = System.nanoTime();
        TopicPartition of = new TopicPartition(record.topic(), record.partition());
        time(topic, record).ifPresent(time -> keep(time, times, of));
      }
      if (System.nanoTime() - progress > SILENCE.toNanos()) {
        throw new IllegalStateException(
            "Kafka has sent nothing of %s for %d s".formatted(topic.topic(), SILENCE.toSeconds()));
      }
    }
    return times.values().stream().flatMap(Deque::stream).mapToLong(Long::longValue).min();
  }

  private void requireWhole(TopicPartition of, long begin) {
    if (begin == 0) {
      return;
    }
    OptionalLong since = from.since();
    boolean isGone = since.isEmpty();
    if (since.isPresent()) { // or all that there is may be behind what was learned first
      OffsetAndTimestamp first = consumer.offsetsForTimes(Map.of(of, since.getAsLong())).get(of);
      isGone = first == null || first.offset() == begin;
    }
    if (isGone) {
      throw new InvalidDataException(
          String.format(
              Locale.ROOT,
              "%s begins at offset %,d: what came before is deleted, and cannot be learned again. --anew learns from what is left, and forgets all the rest",
              of,
              begin));
    }
  }

  private static void keep(long time, Map<TopicPartition, Deque<Long>> times, TopicPartition of) {
    Deque<Long> last = times.computeIfAbsent(of, first -> new ArrayDeque<>());
    last.add(time);
    if (last.size() > LAST) {
      last.remove();
    }
  }

  private static Optional<Long> time(UserRecords topic, ConsumerRecord<byte[], byte[]> record) {
    return topic.read(
        record,
        new UserRecords.Taker<>() {
          @Override
          public Optional<Long> usable(
              Decoded.Good event, Position position, Optional<Decoded.Bad> badLabel) {
            return Optional.of(position.time());
          }

          @Override
          public Optional<Long> mark(Position position) {
            return Optional.of(position.time());
          }

          @Override
          public Optional<Long> tombstone(Position position) {
            return Optional.empty();
          }

          @Override
          public Optional<Long> unusable(DeadLetter letter) {
            return Optional.empty();
          }
        });
  }
}
