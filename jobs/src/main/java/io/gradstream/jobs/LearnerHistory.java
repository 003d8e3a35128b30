package io.gradstream.jobs;

import io.gradstream.schemas.ControlRecordCodec;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.SnapshotMessageCodec;
import io.gradstream.schemas.Topics;
import io.gradstream.schemas.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What a learner's own topics say of it, to one who is about to deploy it. For one thread.
 *
 * <p>A job that runs writes a claim with each checkpoint it completes.
 */
public final class LearnerHistory implements AutoCloseable {

  /** A checkpoint is due every five seconds. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(8);

  /** Whoever has claimed nothing for so long does not run, whatever the clocks. */
  private static final Duration LONG_AGO = Duration.ofDays(1);

  private static final Duration A_WHILE_AGO = Duration.ofMinutes(2);

  private static final long PAUSE_NANOS = Duration.ofMillis(250).toNanos();
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long OFFSETS_OF_AN_ORDER = 3; // itself, its position, the transaction's mark
  private static final long TAIL = 3; // records of a partition: snapshots may be large

  private final Topics topics;
  private final KafkaClients clients;
  private final Consumer<byte[], byte[]> consumer;

  /**
   * @param properties of a Kafka client
   */
  public LearnerHistory(String learner, String brokers, Map<String, String> properties) {
    topics = Topics.of(learner);
    clients = new KafkaClients(brokers, properties);
    consumer = clients.consumer();
  }

  /**
   * A run that has begun.
   *
   * @param began by the clock of its TaskManager
   */
  public record Begun(long run, Instant began) {}

  /** The run that began last. */
  public Optional<Begun> lastRun() {
    if (consumer.partitionsFor(topics.claims()).isEmpty()) {
      return Optional.empty();
    }
    ClaimsTopic claims = ClaimsTopic.readable(consumer, topics.claims());
    return claims.lastBegun() < 0
        ? Optional.empty()
        : Optional.of(new Begun(claims.lastBegun(), claims.lastBeganAt()));
  }

  /** Waits for a sign of life of a job, as long as one that runs would leave it out. */
  public boolean isRunning() {
    return isRunning(LONG_AGO);
  }

  /** The same, of a job that would have given one a while ago: by the clocks, which may differ. */
  public boolean isRunningByItsClock() {
    return isRunning(A_WHILE_AGO);
  }

  private boolean isRunning(Duration silence) {
    TopicPartition claims = new TopicPartition(topics.claims(), 0);
    long before = clients.ends(claims).get(claims);
    if (isSilentFor(silence, claims, before)) {
      return false;
    }
    long giveUp = System.nanoTime() + LONGEST_SILENCE.toNanos();
    while (System.nanoTime() - giveUp < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
      if (clients.ends(claims).get(claims) > before) {
        return true;
      }
    }
    return false;
  }

  private boolean isSilentFor(Duration silence, TopicPartition claims, long end) {
    Instant then = Instant.now().minus(silence);
    return end == 0
        || consumer.offsetsForTimes(Map.of(claims, then.toEpochMilli())).get(claims) == null;
  }

  /**
   * The orders that were given positions last, or refused; oldest first.
   *
   * @param most so many at most, of those that lie near the topic's end
   */
  public List<PlacedCommand> orders(int most) {
    TopicPartition control = new TopicPartition(topics.control(), 0);
    if (consumer.partitionsFor(topics.control()).isEmpty()) {
      return List.of();
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(List.of(control)); // of what is committed
    long beginning = consumer.beginningOffsets(List.of(control)).get(control);
    Map<String, PlacedCommand> placed = new LinkedHashMap<>(); // by id: the first holds
    ControlRecordCodec codec = new ControlRecordCodec();
    TopicReading.read(
        consumer,
        Map.of(control, Math.max(beginning, ends.get(control) - most * OFFSETS_OF_AN_ORDER)),
        ends,
        record -> {
          try {
            if (codec.decode(record.value()) instanceof PlacedCommand command) {
              placed.merge(
                  command.id(), command, (first, next) -> next.refuses(first) ? next : first);
            }
          } catch (MalformedRecordException e) {
            // somebody else's, and no order
          }
        });
    List<PlacedCommand> all = List.copyOf(placed.values());
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  /**
   * What stands on the models topic.
   *
   * @param newest absent where it could not be read
   */
  public record Published(Optional<Newest> newest) {}

  /** The greatest version, and when it was published. */
  public record Newest(Version version, Instant at) {}

  /** The models published, if there are any; the newest one's version as far as it can be read. */
  public Optional<Published> models() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topics.models()).stream()
            .map(info -> new TopicPartition(topics.models(), info.partition()))
            .toList();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> from = new HashMap<>(consumer.beginningOffsets(partitions));
    if (partitions.stream().allMatch(at -> from.get(at).equals(ends.get(at)))) {
      return Optional.empty();
    }
    from.replaceAll((at, begin) -> Math.max(begin, ends.get(at) - TAIL));
    return Optional.of(new Published(newest(from, ends)));
  }

  private Optional<Newest> newest(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
    Greatest greatest = new Greatest();
    consumer.assign(from.keySet());
    from.forEach(consumer::seek);
    long giveUp = System.nanoTime() + LONGEST_SILENCE.toNanos();
    while (isBefore(ends) && System.nanoTime() - giveUp < 0) {
      consumer.poll(POLL).forEach(greatest::add);
    }
    return greatest.newest;
  }

  private boolean isBefore(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  /** The greatest version of some records. */
  private static final class Greatest {

    private final SnapshotMessageCodec codec = new SnapshotMessageCodec();
    private Optional<Newest> newest = Optional.empty();

    void add(ConsumerRecord<byte[], byte[]> record) {
      if (record.value() == null) {
        return;
      }
      try {
        Version found = codec.decode(record.value()).version();
        if (newest.filter(held -> held.version().compareTo(found) > 0).isEmpty()) {
          newest = Optional.of(new Newest(found, Instant.ofEpochMilli(record.timestamp())));
        }
      } catch (MalformedRecordException e) {
        // somebody else's, and no version
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
