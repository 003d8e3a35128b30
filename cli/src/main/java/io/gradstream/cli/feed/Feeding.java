package io.gradstream.cli.feed;

import io.gradstream.learning.spec.LearnerSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Feeds a whole data file, or the first rows of it. */
public final class Feeding {

  private final LearnerSpec spec;
  private final String brokers;
  private final Map<String, String> kafka;

  public Feeding(LearnerSpec spec, String brokers) {
    this(spec, brokers, Map.of());
  }

  /**
   * @param kafka further properties of the producer
   */
  public Feeding(LearnerSpec spec, String brokers, Map<String, String> kafka) {
    this.spec = spec;
    this.brokers = brokers;
    this.kafka = Map.copyOf(kafka);
  }

  /** How much was sent, time marks left out. */
  public record Sent(long events, long labels) {}

  /**
   * Returns when everything is stored.
   *
   * @param rows how many at most
   * @param perSecond events a second; 0 for as fast as it goes
   */
  public Sent feed(Path data, long rows, double perSecond) throws IOException {
    Pace pace = new Pace(perSecond);
    long sent = 0;
    try (DataFile file = DataFile.open(data);
        KafkaFeed feed = new KafkaFeed(spec, brokers, kafka)) {
      Timeline timeline = new Timeline(spec, file.iterator(), rows);
      while (timeline.hasNext()) {
        FeedRecord next = timeline.next();
        if (next.kind() == FeedRecord.Kind.EVENT) {
          pace.await();
        }
        feed.send(next);
        sent++;
      }
      if (sent > 0) {
        feed.finish(timeline.lastTime());
      }
      return new Sent(timeline.rowsRead(), sent - timeline.rowsRead());
    }
  }
}
