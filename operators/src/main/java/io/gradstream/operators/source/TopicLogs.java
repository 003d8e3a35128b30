package io.gradstream.operators.source;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What the logs of the user's topics are like at the moment. It tells what has become of records
 * that are gone; what is learned never depends on it.
 */
public interface TopicLogs extends Serializable {

  /** Of topics without a log to look at. */
  TopicLogs NONE = new NoLogs();

  /** How many partitions each topic had when the job was deployed; empty when nobody knows. */
  Map<String, Integer> partitions();

  /**
   * The offset from which a partition of a topic is read without state; where the log begins, if
   * that is behind it.
   */
  long first(String topic, int partition);

  Looking open();

  /** Asks, without waiting for the answer. Used by one thread. */
  interface Looking extends AutoCloseable {

    /** How the logs are; by topic. */
    CompletableFuture<Map<String, TopicLog>> look();

    /**
     * Up to which offset nothing can be read.
     *
     * @param from the offsets to begin with, by partition of the topic
     * @return by partition; those where a record can be read are left out
     */
    CompletableFuture<Map<Integer, Long>> clear(String topic, Map<Integer, Long> from);

    @Override
    void close();
  }

  /**
   * A topic.
   *
   * @param id empty when the broker has none
   * @param partitions by number
   */
  record TopicLog(String id, List<Extent> partitions) {
    public TopicLog {
      partitions = List.copyOf(partitions);
    }
  }

  /**
   * The offsets of a partition's log.
   *
   * @param start of the first record that is still there; all before it were deleted
   * @param end of the next one
   */
  record Extent(long start, long end) {}
}
