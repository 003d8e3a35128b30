package io.gradstream.faults.soak;

import io.gradstream.cli.feed.FeedRecord;
import io.gradstream.cli.feed.Feeding;
import io.gradstream.cli.feed.KafkaFeed;
import io.gradstream.learning.spec.LearnerSpec;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Sends events and, in their time, their labels, and keeps the books on what is due for them. Its
 * clock never goes back, so in each partition neither does event time. Used by one thread.
 */
final class SoakFeed implements AutoCloseable {

  /** A machine that others use may stand still for minutes; that is no fault of the broker. */
  private static final Map<String, String> PATIENT =
      Map.of(
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "1800000",
          ProducerConfig.MAX_BLOCK_MS_CONFIG, "1800000");

  private final KafkaFeed feed;
  private final Readings readings;
  private final LabelFate fate;
  private final long wait;
  private final long startMillis = System.currentTimeMillis();
  private final long startNanos = System.nanoTime();
  private final PriorityQueue<Label> labels =
      new PriorityQueue<>(Comparator.comparingLong(Label::dueAt));
  private volatile long events; // written by one thread, read by others
  private volatile long learned;
  private volatile long dead;

  /** A label that is still to be sent. */
  private record Label(String id, long eventTime, long dueAt, double wear) {}

  SoakFeed(LearnerSpec spec, String brokers, LabelFate fate) {
    feed = new KafkaFeed(spec, brokers, PATIENT);
    readings = new Readings(1);
    this.fate = fate;
    wait = spec.labels().remembered().toMillis();
  }

  /** One event more, and the labels that are due by now. */
  void event() {
    long now = now();
    String id = "r-" + events++;
    Readings.Reading reading = readings.next(id, now);
    feed.send(new FeedRecord(FeedRecord.Kind.EVENT, id, reading.event(), now));
    long delay = fate.delay();
    if (delay != LabelFate.NEVER) {
      labels.add(new Label(id, now, now + delay, reading.wear()));
    }
    sendLabels(now);
  }

  private void sendLabels(long now) {
    while (!labels.isEmpty() && labels.peek().dueAt() <= now) {
      Label label = labels.poll();
      byte[] value = Readings.label(label.id(), now, label.wear());
      feed.send(new FeedRecord(FeedRecord.Kind.LABEL, label.id(), value, now));
      if (now - label.eventTime() <= wait) {
        learned++;
      } else {
        dead++;
      }
    }
  }

  /** Epoch milliseconds. */
  private long now() {
    return startMillis + Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
  }

  /** Lets all time pass: labels not sent by now never will be. */
  void finish() {
    labels.clear();
    feed.finish(now(), Feeding.Then.NOTHING);
  }

  Due due() {
    return new Due(events, learned, events - learned, dead);
  }

  @Override
  public void close() {
    feed.close();
  }
}
