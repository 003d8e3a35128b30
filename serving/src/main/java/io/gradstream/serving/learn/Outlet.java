package io.gradstream.serving.learn;

import io.gradstream.schemas.BoundedLog;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.LoggerFactory;

/**
 * The producer that all requests share. It is made on a thread of its own, and made anew after a
 * fault that it does not survive: what gives it records never waits. Thread safe.
 */
final class Outlet implements AutoCloseable {

  private static final BoundedLog LOG = new BoundedLog(LoggerFactory.getLogger(Outlet.class));

  private static final long AGAIN_MILLIS = 1_000;
  private static final Duration STOP = Duration.ofSeconds(5);

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final AtomicReference<Producer<byte[], byte[]>> current = new AtomicReference<>();
  private final AtomicBoolean making = new AtomicBoolean();
  private final ScheduledExecutorService maker =
      new ScheduledThreadPoolExecutor(
          1, Outlet::thread, new ThreadPoolExecutor.DiscardPolicy()); // once it is closed
  private volatile String obstacle = "Kafka has not answered yet";

  Outlet(Supplier<Producer<byte[], byte[]>> producers) {
    this.producers = producers;
  }

  private static Thread thread(Runnable body) {
    Thread thread = new Thread(body, "learn-producer");
    thread.setDaemon(true);
    return thread;
  }

  /** Makes a producer, unless there is one, or one is being made. */
  void prepare() {
    if (current.get() == null && making.compareAndSet(false, true)) {
      maker.execute(this::make);
    }
  }

  private void make() {
    try {
      if (current.get() == null) { // it may have been made between the question and the order
        current.set(producers.get());
      }
      making.set(false);
    } catch (RuntimeException | Error e) { // no broker's name is known, for instance
      found("no producer can be made", e);
      makeLater();
    }
  }

  /** Not at once: whoever has no luck would try without an end. */
  private void makeLater() {
    maker.schedule(() -> making.set(false), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Whether the broker has told of a topic, so that records can go there. */
  boolean knows(String topic) {
    Producer<byte[], byte[]> producer = producer();
    if (producer == null) {
      return false;
    }
    String why = "";
    try {
      if (!producer.partitionsFor(topic).isEmpty()) {
        return true;
      }
    } catch (KafkaException | IllegalStateException e) {
      why = ": " + message(e);
    }
    obstacle = "no broker has told of the topic %s%s".formatted(topic, why);
    return false;
  }

  /**
   * Gives a record to the producer.
   *
   * @return false when it does not take it now, and may later
   */
  boolean take(Sent sent) {
    Producer<byte[], byte[]> producer = producer();
    if (producer == null) {
      return false;
    }
    sent.give();
    try {
      producer.send(sent.record(), sent);
    } catch (KafkaException | IllegalStateException e) { // it takes nothing any more
      sent.onCompletion(null, e);
      replace(producer, e);
    }
    sent.given().ifPresent(reason -> obstacle = message(reason));
    return sent.isGiven();
  }

  private Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> producer = current.get();
    if (producer == null) {
      prepare();
    }
    return producer;
  }

  private void replace(Producer<byte[], byte[]> broken, RuntimeException reason) {
    if (current.get() == broken && making.compareAndSet(false, true)) {
      current.compareAndSet(broken, null);
      found("the producer is made anew", reason);
      maker.execute(() -> broken.close(Duration.ZERO));
      makeLater();
    }
  }

  private void found(String what, Throwable reason) {
    obstacle = message(reason);
    LOG.warn("{}: {}", what, obstacle);
  }

  /** What keeps records from the broker, as far as is known. */
  String obstacle() {
    return obstacle;
  }

  /** Kafka wraps what matters, for instance which broker's name is unknown. */
  static String message(Throwable failure) {
    String cause = failure.getCause() == null ? "" : ": " + failure.getCause().getMessage();
    return failure.getMessage() + cause;
  }

  @Override
  public void close() {
    maker.shutdown();
    try {
      maker.awaitTermination(STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Optional.ofNullable(current.getAndSet(null)).ifPresent(producer -> producer.close(STOP));
  }
}
