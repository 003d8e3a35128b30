package io.gradstream.cli;

import io.gradstream.cli.live.LiveLine;
import io.gradstream.local.reports.LearnerReports;
import io.gradstream.local.reports.Standing;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/** Says now and then how a learner does, when that has changed. For one thread. */
final class LiveTelling implements AutoCloseable {

  private static final Duration TO_A_TERMINAL = Duration.ofSeconds(5);
  private static final Duration TO_A_FILE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final LearnerReports reports;
  private final Consumer<String> tell;
  private final long every; // nanoseconds
  private final LiveLine line = new LiveLine(System::nanoTime);
  private long next = System.nanoTime();
  private String told = "";

  /**
   * @param every how often at most; absent: what suits the output
   */
  LiveTelling(
      String learner, Map<String, Object> client, Optional<Duration> every, Consumer<String> tell) {
    reports = LearnerReports.latest(learner, client);
    this.tell = tell;
    this.every = every.orElse(System.console() == null ? TO_A_FILE : TO_A_TERMINAL).toNanos();
  }

  /** Reads what has been reported, and tells it if it is time. */
  void look() {
    try {
      tell(reports.now(PATIENCE));
    } catch (KafkaException away) {
      // the job says so itself, when it matters
    }
  }

  private void tell(Standing standing) {
    String now = LiveLine.of(standing); // without the speed
    if (System.nanoTime() - next < 0 || now.equals(told)) {
      return;
    }
    String withSpeed = line.next(standing);
    tell.accept(told.isEmpty() ? now : withSpeed); // the first may tell of what was long ago
    told = now;
    next = System.nanoTime() + every;
  }

  @Override
  public void close() {
    reports.close();
  }
}
