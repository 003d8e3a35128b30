package io.gradstream.faults;

import io.gradstream.jobs.TimeMarks;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends traffic at a steady rate from a thread of its own, between {@link #resume()} and {@link
 * #pause()}. Sits out a broker that is away. Shared by the feeding thread and its owner's.
 */
final class Feeder implements AutoCloseable {

  private static final Duration OUTAGE = Duration.ofMinutes(5);
  private static final long SLICE_NANOS = 20_000_000;

  private final Traffic traffic; // guarded by this
  private final Producer<byte[], byte[]> producer;
  private final int perSlice;
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private Thread thread;
  private volatile boolean feeding;

  /**
   * @param perSecond records, events and labels together
   */
  Feeder(Traffic traffic, String brokers, int perSecond) {
    this.traffic = traffic;
    this.perSlice = Math.max(1, (int) (perSecond * SLICE_NANOS / 1_000_000_000L));
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) OUTAGE.toMillis(),
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                OUTAGE.toMillis()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  void resume() {
    feeding = true;
    thread = new Thread(this::feed, "feeder");
    thread.start();
  }

  private void feed() {
    long next = System.nanoTime();
    while (feeding) {
      for (int i = 0; i < perSlice; i++) {
        send(next());
      }
      next += SLICE_NANOS;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private synchronized Traffic.Sent next() {
    return traffic.next();
  }

  private void send(Traffic.Sent record) {
    send(new ProducerRecord<>(record.topic(), record.id().getBytes(), record.value()));
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    producer.send(
        record,
        (stored, error) -> {
          if (error != null) {
            failure.compareAndSet(null, new IllegalStateException("not stored", error));
          }
        });
  }

  /** Events made so far; the next one has this number. */
  synchronized long events() {
    return traffic.events();
  }

  /** Usable events made so far. */
  synchronized long usable() {
    return traffic.usable();
  }

  /** Usable events made so far, those made again included. */
  synchronized long questions() {
    return traffic.usable() + traffic.again();
  }

  /** Commands made so far, those made again included. */
  synchronized long commands() {
    return traffic.commands().map(CommandTraffic::sent).orElse(0L);
  }

  /** Commands made so far, each counted once. */
  synchronized long differentCommands() {
    return traffic.commands().map(CommandTraffic::different).orElse(0L);
  }

  /** Stops, and returns when all that was sent is stored. */
  void pause() {
    feeding = false;
    join();
    flush();
  }

  /** Sends so many events more and returns when they are stored. Not while it feeds. */
  void feed(int events) {
    long until = events() + events;
    while (events() < until) {
      send(next());
    }
    flush();
  }

  /** Says on every partition that nothing before now is to come, and returns that time. */
  long mark() {
    long time;
    synchronized (this) {
      time = traffic.now() + 1;
    }
    Stream.of(Machines.EVENTS, Machines.LABELS)
        .flatMap(topic -> producer.partitionsFor(topic).stream())
        .forEach(at -> send(TimeMarks.record(at.topic(), at.partition(), time)));
    flush();
    return time;
  }

  private void flush() {
    producer.flush();
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  private void join() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    feeding = false;
    producer.close(Duration.ZERO);
  }
}
