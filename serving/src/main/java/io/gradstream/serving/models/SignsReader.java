package io.gradstream.serving.models;

import io.gradstream.schemas.BoundedLog;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReportCodec;
import io.gradstream.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the latest reports of learners that are followed and have no model, for what they wait for.
 * It has a consumer only while there is such a learner. Runs on a thread of its own until it is
 * closed.
 */
public final class SignsReader implements Runnable, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SignsReader.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long TAIL = 500; // records of a partition

  private final BoundedLog troubles = new BoundedLog(LOG);
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final ModelStore store;
  private final MetricReportCodec codec = new MetricReportCodec();
  private final Map<String, Signs> signs = new HashMap<>(); // by learner
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Consumer<byte[], byte[]> current;

  /**
   * @param consumers makes a consumer without a group
   */
  public SignsReader(Supplier<Consumer<byte[], byte[]>> consumers, ModelStore store) {
    this.consumers = consumers;
    this.store = store;
  }

  @Override
  public void run() {
    while (!isClosed()) {
      if (!store.waiting().isEmpty()) {
        readWhileAnyWaits();
      }
      pause();
    }
  }

  private void readWhileAnyWaits() {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      current = consumer;
      TopicEnds ends = new TopicEnds(consumer);
      while (!isClosed() && !store.waiting().isEmpty()) {
        look(consumer, ends);
        pause();
      }
    } catch (WakeupException | InterruptException e) {
      closed.countDown();
    } catch (KafkaException e) {
      LOG.debug("whoever follows the models says so, too: {}", e.getMessage());
    } catch (RuntimeException | Error e) { // thrown on, it would end the thread and tell nobody
      troubles.error("reading what learners wait for starts anew", e);
    } finally {
      signs.clear();
    }
  }

  /** Reads what is there of those that wait now, and tells it to them. */
  private void look(Consumer<byte[], byte[]> consumer, TopicEnds ends) {
    List<LearnerModels> waiting = store.waiting();
    for (LearnerModels learner : waiting) {
      ends.add(consumer.partitionsFor(Topics.of(learner.learner()).metrics()), TAIL);
    }
    ends.poll(POLL).forEach(this::add);
    waiting.forEach(
        learner ->
            learner.sign(signs.computeIfAbsent(learner.learner(), name -> new Signs()).words()));
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    try {
      MetricReport report = codec.decode(record.value());
      signs.computeIfAbsent(report.learner(), name -> new Signs()).add(report);
    } catch (MalformedRecordException e) {
      // somebody else's, and no report
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void pause() {
    try {
      closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS);
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
