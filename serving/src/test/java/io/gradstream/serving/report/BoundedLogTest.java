package io.gradstream.serving.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BoundedLogTest {

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private long now;
  private final BoundedLog log =
      new BoundedLog(LoggerFactory.getLogger("io.gradstream.bounded"), () -> now);

  @BeforeEach
  void capture() {
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    System.setErr(before);
  }

  @Test
  void soManyLinesAMinuteAndThenHowManyWereLeftOut() {
    for (int i = 0; i < 1000; i++) {
      log.warn("line");
    }
    assertThat(lines()).hasSize(20);

    now += TimeUnit.MINUTES.toNanos(1);
    log.warn("line");

    assertThat(lines()).hasSize(21);
    assertThat(lines().get(20)).contains("(980 lines like it were left out)");
  }

  @Test
  void aLineIsOneLineAndNotLong() {
    log.warn("a\nb\r\u001b[31m\u2028c\ud800" + "x".repeat(100_000));

    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0)).contains("a?b??[31m?c?xxx").hasSizeLessThan(1200);
  }

  @Test
  void whatAFailureSaysIsNotLogged() {
    log.error("an answer failed", new IllegalStateException("SECRET", new Exception("SECRET")));

    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0))
        .contains("an answer failed: java.lang.IllegalStateException by java.lang.Exception at ")
        .contains(getClass().getSimpleName())
        .doesNotContain("SECRET");
  }

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
