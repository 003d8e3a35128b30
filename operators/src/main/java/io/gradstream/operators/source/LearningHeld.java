package io.gradstream.operators.source;

import io.gradstream.learning.spec.LearnerSpec.EventsSpec;
import io.gradstream.learning.spec.LearnerSpec.Order;
import io.gradstream.operators.source.HeldBy.Held;
import java.util.HashMap;
import java.util.List;
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
  private static final long EVERY_MILLIS = 5000;
  private static final String TELLER = "events-0";

  private final Optional<TimesExchange> exchange;
  private final boolean tells;
  private final Map<String, Integer> partitions;
  private final HeldBy heldBy = new HeldBy();
  private Optional<Held> told = Optional.empty();
  private long next = Long.MIN_VALUE; // wall clock

  private LearningHeld(
      Optional<TimesExchange> exchange, boolean tells, Map<String, Integer> partitions) {
    this.exchange = exchange;
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
    boolean holds = events.order() == Order.TIME && events.idle().isEmpty();
    return new LearningHeld(
        holds ? Optional.of(new TimesExchange(manager, subtask)) : Optional.empty(),
        subtask.equals(TELLER),
        partitions);
  }

  /**
   * Sends and hears, now and then.
   *
   * @param ours the partitions that this subtask reads
   * @param records that it has read since the start
   * @param now wall clock, milliseconds
   * @return what is worth a report, or was until now
   */
  Optional<Held> tick(PartitionTimes times, List<Partition> ours, long records, long now) {
    if (exchange.isEmpty() || now < next) {
      return Optional.empty();
    }
    next = now + EVERY_MILLIS;
    HashMap<String, Long> known = new HashMap<>();
    known.put(SourceTimes.RECORDS, records);
    ours.forEach(of -> known.put(of.toString(), times.reached(of.topic(), of.number())));
    Optional<Map<String, Long>> heard = exchange.get().exchange(known);
    return tells ? heard.flatMap(all -> hear(all, now)) : Optional.empty();
  }

  private Optional<Held> hear(Map<String, Long> all, long now) {
    Map<Partition, Long> times = new HashMap<>();
    partitions.forEach(
        (topic, count) -> {
          for (int number = 0; number < count; number++) {
            Partition partition = new Partition(topic, number);
            times.put(partition, all.getOrDefault(partition.toString(), PartitionTimes.NEVER));
          }
        });
    Optional<Held> held = heldBy.at(times, all.getOrDefault(SourceTimes.RECORDS, 0L), now);
    if (held.isPresent() && heldBy.isTold(now)) {
      LOG.warn(held.get().words());
    }
    Optional<Held> report = held.or(() -> told.map(Held::ended));
    told = held;
    return report;
  }

  @Override
  public void close() {
    exchange.ifPresent(TimesExchange::close);
  }
}
