package io.gradstream.serving.page;

import io.gradstream.schemas.BoundedLog;
import io.gradstream.schemas.DeadLetterCodec;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReportCodec;
import io.gradstream.schemas.Topics;
import io.gradstream.serving.models.ModelStore;
import io.gradstream.serving.models.TopicEnds;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows reports and dead letters of the learners whose models are followed, and of no others.
 * Topics that are not there, or may not be read, are looked for again and again. Runs on a thread
 * of its own until it is closed.
 */
final class ReportsFollower implements Runnable, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReportsFollower.class);

  private static final long REPORTS = 20_000; // of a partition, read at the start
  private static final long LETTERS = 200; // they hold records of any size
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final Duration ASK_RIGHTS_EVERY = Duration.ofMinutes(1);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final BoundedLog troubles = new BoundedLog(LOG);
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final ModelStore store;
  private final Boards boards;
  private final MetricReportCodec reports = new MetricReportCodec();
  private final DeadLetterCodec letters = new DeadLetterCodec();
  private final Map<String, Long> refusedUntil = new HashMap<>(); // topics; nanoTime
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Consumer<byte[], byte[]> current;

  /**
   * @param consumers makes a consumer without a group
   * @param store whose learners are followed
   */
  ReportsFollower(Supplier<Consumer<byte[], byte[]>> consumers, ModelStore store, Boards boards) {
    this.consumers = consumers;
    this.store = store;
    this.boards = boards;
  }

  @Override
  public void run() {
    while (!isClosed()) {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        current = consumer;
        follow(consumer, new TopicEnds(consumer));
      } catch (WakeupException | InterruptException e) {
        closed.countDown();
      } catch (KafkaException e) {
        boards.trouble("Kafka cannot be read: " + e.getMessage());
        troubles.warn("following the reports starts anew: {}", e.getMessage());
        pause();
      } catch (RuntimeException | Error e) { // or the page would stand still, and say nothing
        boards.trouble("reports cannot be followed: " + e);
        troubles.error("following the reports starts anew", e);
        pause();
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer, TopicEnds ends) {
    boards.clear(); // a new consumer reads the ends anew
    long lookAt = System.nanoTime();
    while (!isClosed()) {
      try {
        if (System.nanoTime() - lookAt >= 0) {
          lookAt = System.nanoTime() + LOOK_EVERY.toNanos();
          look(consumer.listTopics(), ends);
          boards.trouble("");
        }
        if (consumer.assignment().isEmpty()) {
          pause();
          lookAt = System.nanoTime(); // the first learner is wanted at once
        } else {
          take(poll(ends));
        }
      } catch (RetriableException e) {
        boards.trouble("Kafka does not answer: " + e.getMessage());
        troubles.warn("the broker does not answer, trying on: {}", e.getMessage());
        pause();
      }
    }
  }

  /** Begins to read what is there of the learners followed. */
  private void look(Map<String, List<PartitionInfo>> there, TopicEnds ends) {
    for (String learner : store.learners()) {
      boards
          .watch(learner)
          .ifPresent(
              board -> {
                Topics topics = Topics.of(learner);
                board.reached(
                    read(topics.metrics(), there, REPORTS, ends),
                    read(topics.deadLetters(), there, LETTERS, ends));
              });
    }
  }

  /** Empty text, or why the topic is not read. */
  private String read(
      String topic, Map<String, List<PartitionInfo>> there, long tail, TopicEnds ends) {
    Long until = refusedUntil.get(topic);
    if (until != null && System.nanoTime() - until < 0) {
      return "this service may not read the topic " + topic;
    }
    if (!there.containsKey(topic)) {
      return "there is no topic %s that this service may read".formatted(topic);
    }
    try {
      ends.add(there.get(topic), tail);
      return "";
    } catch (RetriableException e) { // of one partition; the other topics may be read
      return "where the topic %s ends is not known: %s".formatted(topic, e.getMessage());
    }
  }

  private ConsumerRecords<byte[], byte[]> poll(TopicEnds ends) {
    try {
      return ends.poll(POLL);
    } catch (TopicAuthorizationException e) {
      LOG.debug("the page says so: {}", e.getMessage());
      long until = System.nanoTime() + ASK_RIGHTS_EVERY.toNanos();
      e.unauthorizedTopics().forEach(topic -> refusedUntil.put(topic, until));
      ends.leave(e.unauthorizedTopics());
      return ConsumerRecords.empty();
    }
  }

  private void take(ConsumerRecords<byte[], byte[]> records) {
    for (String learner : store.learners()) {
      boards
          .find(learner)
          .ifPresent(
              board -> {
                Topics topics = Topics.of(learner);
                records.records(topics.metrics()).forEach(one -> takeReport(learner, one, board));
                records.records(topics.deadLetters()).forEach(one -> takeLetter(one, board));
              });
    }
  }

  private void takeReport(String learner, ConsumerRecord<byte[], byte[]> record, Board board) {
    try {
      MetricReport report = reports.decode(record.value());
      if (report.learner().equals(learner)) { // else it would tell of another learner
        board.accept(report);
      }
    } catch (MalformedRecordException e) {
      LOG.debug("somebody else's, and no report: {}", e.getMessage());
    }
  }

  private void takeLetter(ConsumerRecord<byte[], byte[]> record, Board board) {
    try {
      board.accept(letters.decode(record.value()));
    } catch (MalformedRecordException e) {
      LOG.debug("somebody else's, and no dead letter: {}", e.getMessage());
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void pause() {
    try {
      closed.await(RETRY_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closed.countDown();
    }
  }

  /** Ends {@link #run} soon. */
  @Override
  public void close() {
    closed.countDown();
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
  }
}
