package io.gradstream.operators.source;

import java.io.IOException;
import java.util.AbstractMap.SimpleEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.runtime.taskexecutor.GlobalAggregateManager;

/**
 * Tells the JobManager the times of one subtask's partitions and hears those of all, on a thread of
 * its own: the call blocks, and a JobManager may be away. Used by one thread.
 */
final class TimesExchange implements AutoCloseable {

  private final GlobalAggregateManager manager;
  private final String subtask;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "source-times");
            thread.setDaemon(true);
            return thread;
          });
  private CompletableFuture<HashMap<String, Long>> asked = CompletableFuture.completedFuture(null);

  TimesExchange(GlobalAggregateManager manager, String subtask) {
    this.manager = manager;
    this.subtask = subtask;
  }

  /**
   * Sends what this subtask knows.
   *
   * @return what all knew when it was sent last; empty while nothing has come back
   */
  Optional<Map<String, Long>> exchange(HashMap<String, Long> known) {
    if (!asked.isDone()) {
      return Optional.empty();
    }
    Optional<Map<String, Long>> heard =
        asked.isCompletedExceptionally() ? Optional.empty() : Optional.ofNullable(asked.join());
    asked = CompletableFuture.supplyAsync(() -> send(known), thread);
    return heard;
  }

  private HashMap<String, Long> send(HashMap<String, Long> known) {
    try {
      return manager.updateGlobalAggregate(
          SourceTimes.NAME, new SimpleEntry<>(subtask, known), new SourceTimes());
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
