package io.gradstream.operators.source;

import io.gradstream.learning.spec.LearnerSpec.EventsSpec;
import io.gradstream.learning.spec.LearnerSpec.Order;
import io.gradstream.operators.source.HeldBy.Held;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.runtime.taskexecutor.GlobalAggregateManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which partition learning waits for. Every subtask of both sources says what it knows; the
 * first one of the events tells. Where time holds nothing back there is nothing to tell. Not thread
 * safe.
 */
final class LearningHeld implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LearningHeld.class);
  private static final String TELLER = "events-0";

  /** Before the name of a partition that is silent. */
  private static final String SILENT = "silent ";

  /** The same, by who has read nothing of it. */
  private static final String UNREAD = "unread ";

  /** Before the name of one whose last record stands at this time. */
  private static final String OCCUPIED = "occupied ";

  private final TimesExchange exchange;
  private final EventsSpec events;
  private final boolean tells;
  private final Map<String, Integer> partitions;
  private final HeldBy heldBy = new HeldBy();
  private Optional<Held> told = Optional.empty();
  private long recordsRead; // by all, since the start

  private LearningHeld(
      TimesExchange exchange, EventsSpec events, boolean tells, Map<String, Integer> partitions) {
    this.exchange = exchange;
    this.events = events;
    this.tells = tells;
    this.partitions = partitions;
  }

  /**
   * @param subtask the name that its reports come under
   * @param partitions of each topic; empty when nobody knows
   */
  static LearningHeld of(
      EventsSpec events,
      String subtask,
      Map<String, Integer> partitions,
      GlobalAggregateManager manager) {
    return new LearningHeld(
        new TimesExchange(manager, subtask), events, subtask.equals(TELLER), partitions);
  }

  /**
   * Sends what this subtask knows and hears what all knew a moment ago.
   *
   * @param known the partitions of this subtask's topic
   * @param records that this subtask has read since the start
   * @return empty while nothing has come back
   */
  Optional<Stands> tick(Map<Partition, Stand> known, long records) {
    HashMap<String, Long> word = new HashMap<>();
    word.put(SourceTimes.RECORDS, records);
    known.forEach(
        (partition, stand) -> {
          word.put(partition.toString(), stand.reached());
          word.put(OCCUPIED + partition, stand.occupied());
          word.put((stand.isRead() ? SILENT : UNREAD) + partition, stand.isSilent() ? 1L : 0L);
        });
    Optional<Map<String, Long>> heard = exchange.exchange(word);
    return heard.map(all -> stands(with(word, all), known));
  }

  private static Map<String, Long> with(Map<String, Long> word, Map<String, Long> heard) {
    Map<String, Long> all = new HashMap<>(heard);
    word.forEach((name, value) -> all.merge(name, value, Math::max));
    return all;
  }

  private Stands stands(Map<String, Long> all, Map<Partition, Stand> known) {
    recordsRead = all.get(SourceTimes.RECORDS);
    Map<Partition, Stand> stands = new HashMap<>();
    partitions.forEach(
        (topic, count) -> {
          for (int number = 0; number < count; number++) {
            Partition partition = new Partition(topic, number);
            Stand own = known.get(partition);
            stands.put(partition, own != null && own.isRead() ? own : theirs(all, partition, own));
          }
        });
    return new Stands(stands, events.idle());
  }

  /**
   * One that this subtask does not read. While nobody does, whoever reads its topic looks whether
   * anything is there.
   *
   * @param own what this subtask sees of it; null where it is of the other topic
   */
  private static Stand theirs(Map<String, Long> all, Partition partition, Stand own) {
    Long silent = all.get(SILENT + partition);
    boolean isRead = silent != null;
    boolean isUnread = own == null ? all.getOrDefault(UNREAD + partition, 0L) == 1 : own.isSilent();
    return new Stand(
        time(all, partition.toString()),
        time(all, OCCUPIED + partition),
        isRead,
        isRead ? silent == 1 : isUnread);
  }

  private static long time(Map<String, Long> all, String name) {
    return all.getOrDefault(name, PartitionTimes.NEVER);
  }

  /** What is worth a report, or was until now. */
  Optional<Held> held(Stands stands, long now) {
    if (!tells || events.order() != Order.TIME) {
      return Optional.empty();
    }
    Optional<Held> held = heldBy.at(stands.holding(), recordsRead, now);
    if (held.isPresent() && heldBy.isTold(now)) {
      LOG.warn(held.get().words());
    }
    Optional<Held> report = held.or(() -> told.map(Held::ended));
    told = held;
    return report;
  }

  @Override
  public void close() {
    exchange.close();
  }
}
