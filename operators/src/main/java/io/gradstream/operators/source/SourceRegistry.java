package io.gradstream.operators.source;

import io.gradstream.features.decode.KnownSchemas;
import io.gradstream.features.decode.RegistryHost;
import io.gradstream.operators.report.JobMetric;
import io.gradstream.operators.report.LiveNumber;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry as one source subtask asks it: what the decoder inside Flink's source and the
 * operator chained behind it share. The decoder needs the schemas; only the operator has state to
 * keep them in, and a mailbox. Flink makes the two apart and shows neither the other, but a chain
 * has one thread for its whole life and no other task has it, so they meet by the thread. Where
 * they are not chained, the decoder waits and asks all the same, and nothing is kept.
 *
 * <p><b>How it waits.</b> The decoder stands in the middle of a record, so the source reads on not
 * one: that is the backpressure. Meanwhile the thread does what lies in the task's mailbox, above
 * all checkpoints. The record is not in them: Flink's Kafka source moves its offset when the record
 * has been decoded and sent on. A job restored from such a checkpoint reads it again, and a job
 * that has waited goes on with it. For one thread, but for its gauge.
 */
public final class SourceRegistry implements RegistryHost {

  private static final Logger LOG = LoggerFactory.getLogger(SourceRegistry.class);
  private static final ThreadLocal<SourceRegistry> OF_THREAD =
      ThreadLocal.withInitial(SourceRegistry::new);

  private final KnownSchemas known = new KnownSchemas();
  private final RegistryWatch watch = new RegistryWatch(InstantSource.system(), LOG::warn);
  private MailboxExecutor mails; // null: no operator is chained
  private ProcessingTimeService clock;

  private SourceRegistry() {}

  /** The one of the task that this thread belongs to. */
  public static SourceRegistry ofThisTask() {
    return OF_THREAD.get();
  }

  /** Lets an operator of this task's chain take part, before anything is read. */
  static SourceRegistry joinedBy(
      AbstractStreamOperator<?> operator, ProcessingTimeService operatorClock) {
    SourceRegistry registry = ofThisTask();
    // Of the lowest priority, so that what is for the task or the source is done as well.
    registry.mails =
        operator
            .getContainingTask()
            .getMailboxExecutorFactory()
            .createExecutor(TaskMailbox.MIN_PRIORITY);
    registry.clock = operatorClock;
    return registry;
  }

  void leave() {
    OF_THREAD.remove();
  }

  @Override
  public KnownSchemas known() {
    return known;
  }

  @Override
  public boolean await(CompletableFuture<?> done, Duration most) throws InterruptedException {
    if (mails == null) {
      return RegistryHost.isDoneWithin(done, most);
    }
    AtomicBoolean over = new AtomicBoolean();
    ScheduledFuture<?> end =
        clock.registerTimer(
            clock.getCurrentProcessingTime() + most.toMillis(), time -> over.set(true));
    done.whenComplete((value, failure) -> mails.execute(() -> {}, "a schema registry answered"));
    try {
      while (!done.isDone() && !over.get()) {
        mails.yield();
      }
    } finally {
      end.cancel(false);
    }
    return done.isDone();
  }

  @Override
  public void unanswered(Unanswered question) {
    watch.unanswered(question);
  }

  @Override
  public void answered() {
    watch.answered();
  }

  /** Whether a report is due because of it. */
  boolean takeToReport() {
    return watch.takeToReport();
  }

  /** Seconds since the source has been waiting for an answer. */
  LiveNumber waiting() {
    return new LiveNumber(JobMetric.REGISTRY_WAITING, watch::seconds);
  }
}
