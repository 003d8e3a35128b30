package io.gradstream.cli.topics;

import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.features.decode.SchemaRegistry;
import io.gradstream.features.event.Decoded;
import io.gradstream.jobs.UserRecords;
import io.gradstream.learning.EffectiveTime;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.StartPosition;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.Position;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
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

  /** Offsets from a partition's end at which its last times are looked for; then more of them. */
  private static final long FIRST_LOOK = 512;

  private static final long NEXT_LOOK = 16; // times as many

  private final LearnerSpec spec;
  private final KafkaAccess kafka;
  private final Consumer<byte[], byte[]> consumer;

  private Relearning(LearnerSpec spec, KafkaAccess kafka, Consumer<byte[], byte[]> consumer) {
    this.spec = spec;
    this.kafka = kafka;
    this.consumer = consumer;
  }

  /**
   * The effective time that all partitions have come to which are not silent.
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
      Relearning relearning = new Relearning(spec, kafka, consumer);
      long end = Long.MAX_VALUE;
      for (UserRecords topic : topics) {
        end = Math.min(end, relearning.end(topic));
      }
      if (end == Long.MAX_VALUE) {
        throw new InvalidDataException(
            "the topics of %s hold nothing that it could learn again".formatted(spec.name()));
      }
      return Instant.ofEpochMilli(end - 1); // of the last time itself more may come
    }
  }

  /** The largest number where the topic has no time. */
  private long end(UserRecords topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.topic()).stream()
            .map(found -> new TopicPartition(topic.topic(), found.partition()))
            .toList();
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    begins.forEach((of, begin) -> requireWhole(of, begin, ends.get(of)));
    List<Tail> tails =
        partitions.stream()
            .map(of -> tail(topic, of, begins.get(of), ends.get(of)))
            .filter(tail -> tail.time.reached() != EffectiveTime.NEVER)
            .toList();
    List<Tail> coming = tails.stream().filter(tail -> !tail.isSilent()).toList();
    return (coming.isEmpty() ? tails : coming)
        .stream().mapToLong(tail -> tail.time.reached()).min().orElse(Long.MAX_VALUE);
  }

  /** The last records of a partition: so many that their times tell how far it has come. */
  private Tail tail(UserRecords topic, TopicPartition of, long begin, long end) {
    Tail tail = new Tail();
    long look = FIRST_LOOK;
    boolean isWhole = false;
    while (tail.time.reached() == EffectiveTime.NEVER && !isWhole) {
      long from = Math.max(begin, end - look);
      tail = new Tail();
      read(topic, of, from, end, tail);
      isWhole = from == begin;
      look *= NEXT_LOOK;
    }
    return tail;
  }

  private void read(UserRecords topic, TopicPartition of, long from, long end, Tail tail) {
    Map<TopicPartition, OffsetRange> range = Map.of(of, new OffsetRange(from, end));
    try (PartitionsRead read = PartitionsRead.open(kafka.consumer(), of.topic(), range)) {
      ConsumerRecord<byte[], byte[]> record = read.next(of.partition());
      while (record != null) {
        tail.take(topic, record);
        record = read.next(of.partition());
      }
    }
  }

  private void requireWhole(TopicPartition of, long begin, long end) {
    if (begin == 0) {
      return;
    }
    OptionalLong since = spec.events().from().since();
    boolean isGone = since.isEmpty();
    if (since.isPresent() && begin < end) { // what is gone may have been of that time, too
      OffsetAndTimestamp first = consumer.offsetsForTimes(Map.of(of, since.getAsLong())).get(of);
      isGone = first != null && first.offset() == begin;
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

  /** What the last records of a partition tell of its time, as the job would have it. */
  private final class Tail implements UserRecords.Taker<Boolean> {

    private final EffectiveTime time = new EffectiveTime(spec.events().ahead());
    private long lastCame; // by Kafka's timestamp

    void take(UserRecords topic, ConsumerRecord<byte[], byte[]> record) {
      lastCame = topic.read(record, this) ? record.timestamp() : lastCame;
    }

    /** Then the job lets time go on without it, in a moment. */
    boolean isSilent() {
      return spec.events()
          .idle()
          .after()
          .filter(span -> System.currentTimeMillis() - lastCame > 2 * span.toMillis())
          .isPresent();
    }

    @Override
    public Boolean usable(Decoded.Good event, Position position, Optional<Decoded.Bad> badLabel) {
      time.advance(position.time());
      return true;
    }

    @Override
    public Boolean mark(Position position) {
      time.mark(position.time());
      return true;
    }

    @Override
    public Boolean tombstone(Position position) {
      return false;
    }

    @Override
    public Boolean unusable(DeadLetter letter) {
      return false;
    }
  }
}
