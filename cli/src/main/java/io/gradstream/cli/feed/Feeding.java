package io.gradstream.cli.feed;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.workbench.evaluate.BadRows;
import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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

  /**
   * How much was sent, time marks left out.
   *
   * @param lastTime the latest time of a record, epoch milliseconds; the epoch where none was sent
   * @param leftOut what of the file could not be sent, each row once
   * @param setAside values that broke a rule, and that their rows were sent without
   * @param notes on how the file was read, a sentence each
   */
  public record Sent(
      long events,
      long labels,
      long lastTime,
      BadRows leftOut,
      BadRows setAside,
      List<String> notes) {}

  /** What comes on the topics behind the file. */
  public enum Then {
    /** More: labels of the last events may still come, as events go on. */
    LIVE,
    /** Nothing: labels that have not come are not waited for any longer. */
    NOTHING
  }

  /**
   * Returns when everything is stored.
   *
   * @param rows how many at most
   * @param perSecond events a second; 0 for as fast as it goes
   */
  public Sent feed(InputFile data, long rows, double perSecond, Then then) throws IOException {
    return feed(data, rows, perSecond, then, record -> {});
  }

  /**
   * The same, and tells of each record as it is sent.
   *
   * @param told by the thread that feeds
   */
  public Sent feed(
      InputFile data, long rows, double perSecond, Then then, Consumer<FeedRecord> told)
      throws IOException {
    Pace pace = new Pace(perSecond);
    long events = 0;
    long labels = 0;
    try (FeedRows file = FeedRows.open(spec, data);
        KafkaFeed feed = new KafkaFeed(spec, brokers, kafka)) {
      Timeline timeline = new Timeline(spec, file, rows);
      while (hasNext(timeline, events)) {
        FeedRecord next = timeline.next();
        if (next.kind() == FeedRecord.Kind.EVENT) {
          pace.await();
          events++;
        } else {
          labels++;
        }
        feed.send(next);
        told.accept(next);
      }
      long lastTime = 0;
      if (events > 0) {
        lastTime = timeline.lastTime();
        feed.finish(lastTime, then);
      }
      return new Sent(
          events, labels, lastTime, timeline.leftOut(), timeline.setAside(), file.notes());
    }
  }

  /** What was sent of a torn file stays sent, which is told. */
  private static boolean hasNext(Timeline timeline, long events) {
    try {
      return timeline.hasNext();
    } catch (DataFileException e) {
      throw new DataFileException(
          "%s. The %d events before were sent, without the time mark that ends a file"
              .formatted(e.getMessage(), events));
    }
  }
}
