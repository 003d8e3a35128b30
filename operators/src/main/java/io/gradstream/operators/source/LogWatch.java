package io.gradstream.operators.source;

import io.gradstream.operators.source.TopicLogs.Looking;
import io.gradstream.operators.source.TopicLogs.TopicLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks what has become of offsets that were jumped, without holding up the reading of records. Only
 * a checkpoint waits for the answer, so that none lies behind a gap that nobody has told. One
 * question is under way at a time; not thread safe.
 */
final class LogWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);

  /** How long a checkpoint waits for a broker. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How often it is asked when there is no reason to. */
  private static final long EVERY_MILLIS = 10_000;

  private final String topic;
  private final PartitionReads reads;
  private final Silence silence;
  private final Looking logs;
  private CompletableFuture<Map<String, TopicLog>> asked;
  private CompletableFuture<Map<Integer, Long>> clear; // from {@code unclear} on
  private Map<Integer, Long> unclear = Map.of(); // offsets by partition
  private long askedAt = Long.MIN_VALUE;
  private int partitions; // of the topic, when it was looked at last

  LogWatch(String topic, PartitionReads reads, Silence silence, Looking logs) {
    this.topic = topic;
    this.reads = reads;
    this.silence = silence;
    this.logs = logs;
  }

  /**
   * Looks whether an answer has come, and asks again where there is something to ask.
   *
   * @param now wall clock, milliseconds
   */
  List<Gap> tick(long now) {
    List<Gap> gaps = asked != null && asked.isDone() ? answer(Duration.ZERO) : List.of();
    if (clear != null && clear.isDone()) {
      hearClear();
    }
    if (asked == null && isDue(now)) {
      askedAt = now;
      ask();
    }
    return gaps;
  }

  private boolean isDue(long now) {
    return reads.hasHoles()
        || askedAt <= now - EVERY_MILLIS
        || askedAt <= now - silence.period() && silence.isToBeSeen(now);
  }

  /** Offsets tell of marks and of what was aborted as of records: only reading tells them apart. */
  private void look(TopicLog log) {
    Map<Integer, Long> seen = silence.seen(log, askedAt);
    if (clear == null && !seen.isEmpty()) {
      unclear = seen;
      clear = logs.clear(topic, seen);
    }
  }

  private void hearClear() {
    if (!clear.isCompletedExceptionally()) {
      clear
          .join()
          .forEach((partition, to) -> silence.isClear(partition, unclear.get(partition), to));
    }
    clear = null;
  }

  /** Waits until nothing is unclear, or the broker gives no answer. */
  List<Gap> settle() {
    if (!reads.hasHoles()) {
      return List.of();
    }
    ask(); // whatever is under way may be older than what was jumped last
    return answer(PATIENCE);
  }

  private void ask() {
    reads.asking();
    asked = logs.look();
  }

  private List<Gap> answer(Duration patience) {
    try {
      TopicLog log = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS).get(topic);
      if (log == null) {
        return reads.seen(new TopicLog("", List.of()));
      }
      partitions = log.partitions().size();
      List<Gap> gaps = reads.seen(log);
      look(log);
      return gaps;
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("No look at the log of {}", topic, e);
      return List.of(); // asked again: what was unclear still is
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } finally {
      asked = null;
    }
  }

  /** How many partitions the topic has by the last look; 0 before. */
  int partitions() {
    return partitions;
  }

  @Override
  public void close() {
    logs.close();
  }
}
