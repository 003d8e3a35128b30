package io.gradstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

final class BoundedLogTest {

  private final List<String> lines = new ArrayList<>();
  private long nanos;
  private final BoundedLog log = new BoundedLog(new Kept(lines), () -> nanos);

  @Test
  void usageExample() {
    log.warn("left out: partition {} offset {}: {}", 3, 17L, "no command");

    assertThat(lines).containsExactly("left out: partition 3 offset 17: no command");
  }

  @Test
  void aFloodIsFewLinesAndTheNextOneSaysHowManyWereLeftOut() {
    for (int i = 0; i < 20_000; i++) {
      log.warn("junk {}", i);
    }
    assertThat(lines).hasSize(BoundedLog.AT_ONCE);

    pass(BoundedLog.SECONDS_A_LINE);
    log.warn("junk {}", "again");
    log.warn("junk {}", "at once");

    assertThat(lines).hasSize(BoundedLog.AT_ONCE + 1);
    assertThat(lines.get(BoundedLog.AT_ONCE))
        .isEqualTo("junk again (and 19990 such lines left out before)");
  }

  @Test
  void aFloodThatGoesOnIsALineEachTenSeconds() {
    int hour = 3600;
    for (int second = 0; second < hour; second++) {
      for (int i = 0; i < 30; i++) {
        log.warn("not stored");
      }
      pass(1);
    }
    assertThat(lines)
        .hasSizeBetween(
            hour / BoundedLog.SECONDS_A_LINE,
            hour / BoundedLog.SECONDS_A_LINE + BoundedLog.AT_ONCE);
  }

  @Test
  void aRecordWritesNoLineOfItsOwn() {
    log.warn("refused: {}", "x\n2026 ERROR forged\r\t\u0000\u001b[2J\u2028\u202e\ud800 {} %n ü 模");

    assertThat(lines)
        .containsExactly(
            "refused: x\\u000a2026 ERROR forged\\u000d\\u0009\\u0000\\u001b[2J\\u2028\\u202e\\ud800"
                + " {} %n ü 模");
  }

  @Test
  void aLongValueIsCutAndTheOthersStay() {
    log.warn("{}: {}", "x".repeat(1_000_000), null);

    assertThat(lines)
        .containsExactly(
            "x".repeat(BoundedLog.LONGEST_VALUE) + "... (999700 more characters): null");
  }

  @Test
  void whatAFailureSaysIsNotLogged() {
    log.error("an answer failed", new IllegalStateException("SECRET", new Exception("SECRET")));

    assertThat(lines)
        .singleElement()
        .asString()
        .contains("an answer failed: java.lang.IllegalStateException by java.lang.Exception at ")
        .contains(getClass().getSimpleName())
        .doesNotContain("SECRET");
  }

  private void pass(long seconds) {
    nanos += TimeUnit.SECONDS.toNanos(seconds);
  }

  /** A logger that keeps its lines. */
  private static final class Kept extends LegacyAbstractLogger {

    private static final long serialVersionUID = 1;

    private final transient List<String> lines;

    Kept(List<String> lines) {
      this.lines = lines;
    }

    @Override
    protected String getFullyQualifiedCallerName() {
      return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level, Marker marker, String message, Object[] arguments, Throwable thrown) {
      lines.add(MessageFormatter.basicArrayFormat(message, arguments));
    }

    @Override
    public boolean isTraceEnabled() {
      return false;
    }

    @Override
    public boolean isDebugEnabled() {
      return false;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }
  }
}
