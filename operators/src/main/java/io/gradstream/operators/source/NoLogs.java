package io.gradstream.operators.source;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Nothing is known of any topic. */
final class NoLogs implements TopicLogs, TopicLogs.Looking {

  private static final long serialVersionUID = 1;

  @Override
  public Map<String, Integer> partitions() {
    return Map.of();
  }

  @Override
  public long first(String topic, int partition) {
    return 0;
  }

  @Override
  public Looking open() {
    return this;
  }

  @Override
  public CompletableFuture<Map<String, TopicLog>> look() {
    return CompletableFuture.completedFuture(Map.of());
  }

  @Override
  public CompletableFuture<Map<Integer, Long>> clear(String topic, Map<Integer, Long> from) {
    return CompletableFuture.completedFuture(Map.of());
  }

  @Override
  public void close() {}
}
