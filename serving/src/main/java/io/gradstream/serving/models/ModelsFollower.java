package io.gradstream.serving.models;

import io.gradstream.schemas.BoundedLog;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.LoggerFactory;

/**
 * Follows the models topics until it is closed, whatever becomes of the broker: one that is away,
 * or a topic that is not there yet, is waited for. Runs on a thread of its own.
 */
public final class ModelsFollower implements Runnable, AutoCloseable {

  private final BoundedLog troubles = new BoundedLog(LoggerFactory.getLogger(ModelsFollower.class));
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Set<String> learners;
  private final Optional<Path> snapshots;
  private final ModelStore store;
  private final FollowTimes times;
  private final Map<String, SnapshotIntake> intakes = new HashMap<>(); // by learner
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Consumer<byte[], byte[]> current;

  /**
   * @param consumers makes a consumer without a group that starts at the earliest offset
   * @param learners whose models to follow; empty for all there are
   * @param snapshots folder of snapshots too large for a record
   */
  public ModelsFollower(
      Supplier<Consumer<byte[], byte[]>> consumers,
      Set<String> learners,
      Optional<Path> snapshots,
      ModelStore store,
      FollowTimes times) {
    this.consumers = consumers;
    this.learners = Set.copyOf(learners);
    this.snapshots = snapshots;
    this.store = store;
    this.times = times;
    learners.forEach(this::intake);
  }

  @Override
  public void run() {
    while (!isClosed()) {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        current = consumer;
        follow(new ModelTopics(consumer, learners, this::intake, store, times));
      } catch (WakeupException | InterruptException e) {
        closed.countDown();
      } catch (KafkaException e) {
        store.trouble("Kafka cannot be read: " + message(e));
        troubles.warn("following the models topics starts anew: {}", message(e));
        pause();
      } catch (RuntimeException | Error e) { // thrown on, it would end the thread and tell nobody
        store.trouble("a fault keeps the models topics from being read: " + e.getClass().getName());
        troubles.error("following the models topics starts anew", e);
        pause();
      }
    }
  }

  private void follow(ModelTopics topics) {
    while (!isClosed()) {
      try {
        boolean read = topics.poll();
        store.trouble("");
        if (!read) {
          pause();
        }
      } catch (RetriableException e) {
        store.trouble("Kafka does not answer: " + e.getMessage());
        troubles.warn("the broker does not answer, trying on: {}", e.getMessage());
        pause();
      }
    }
  }

  /** Ends {@link #run} soon, even one that waits for the broker. */
  @Override
  public void close() {
    closed.countDown();
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void pause() {
    try {
      closed.await(times.retryAfter().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closed.countDown();
    }
  }

  /** Kafka wraps what matters, for instance which broker's name is unknown. */
  private static String message(KafkaException failure) {
    return failure.getCause() == null
        ? failure.getMessage()
        : failure.getMessage() + ": " + failure.getCause().getMessage();
  }

  private SnapshotIntake intake(String learner) {
    return intakes.computeIfAbsent(
        learner, name -> new SnapshotIntake(store.follow(name), snapshots));
  }
}
