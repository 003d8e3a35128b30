package io.gradstream.operators.source;

import io.gradstream.operators.source.TopicLogs.Extent;
import io.gradstream.operators.source.TopicLogs.TopicLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Logs as they are set.
 *
 * @param count of partitions when the job was deployed
 */
record SettableLogs(String topic, int count) implements TopicLogs {

  // operators are copied by serialization
  private static Map<String, TopicLog> now = Map.of();
  private static Map<Integer, Long> clear = Map.of();

  static void forget() {
    now = Map.of();
    clear = Map.of();
  }

  void are(String id, Extent... partitions) {
    now = Map.of(topic, new TopicLog(id, List.of(partitions)));
  }

  void areAway() {
    now = null;
  }

  /** Nothing can be read of a partition up to an offset; of the others something can. */
  void areClear(int partition, long to) {
    clear = Map.of(partition, to);
  }

  @Override
  public Map<String, Integer> partitions() {
    return Map.of(topic, count);
  }

  @Override
  public long first(String topic, int partition) {
    return 0;
  }

  @Override
  public Looking open() {
    return new Looking() {
      @Override
      public CompletableFuture<Map<String, TopicLog>> look() {
        return now == null
            ? CompletableFuture.failedFuture(new IllegalStateException("no broker"))
            : CompletableFuture.completedFuture(now);
      }

      @Override
      public CompletableFuture<Map<Integer, Long>> clear(String topic, Map<Integer, Long> from) {
        Map<Integer, Long> found = new HashMap<>(clear);
        found.keySet().retainAll(from.keySet());
        return CompletableFuture.completedFuture(found);
      }

      @Override
      public void close() {}
    };
  }
}
