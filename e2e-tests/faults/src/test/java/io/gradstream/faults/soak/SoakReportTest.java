package io.gradstream.faults.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.local.reports.Standing;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

/** What counts as flat, and what a report says of what does not. */
class SoakReportTest {

  private static final int PER_MINUTE = 4;
  private static final int READINGS = 80;
  private static final Due DUE = new Due(100, 90, 10, 2);
  private static final FlinkMetrics.Run UNDISTURBED = new FlinkMetrics.Run(0, 12, 0);

  private static MemorySeries series(IntToLongFunction kilobytes) {
    MemorySeries series = new MemorySeries("taskmanager-1", PER_MINUTE);
    for (int i = 0; i < READINGS; i++) {
      series.add(new MemoryReading(kilobytes.applyAsLong(i), 20_000));
    }
    return series;
  }

  private static SoakReport report(MemorySeries series, long learned, FlinkMetrics.Run run) {
    Standing standing =
        new Standing(
            learned + 12,
            learned + 10,
            learned,
            10,
            0,
            2,
            learned,
            Standing.Waiting.NONE,
            Optional.empty(),
            false,
            Optional.empty(),
            Standing.LeftOut.NOTHING);
    return new SoakReport(20, "hashmap", DUE, standing, run, 5, 5, List.of(series));
  }

  @Test
  void whatGrowsWhileItWarmsUpIsFlat() {
    SoakReport report =
        report(series(i -> i < READINGS / 4 ? 100_000 + i * 10_000 : 300_000), 90, UNDISTURBED);

    assertThat(report.failures()).isEmpty();
    assertThat(report.isFlat()).isTrue();
  }

  @Test
  void aSingleHighReadingIsNoGrowth() {
    assertThat(series(i -> i == READINGS - 3 ? 900_000 : 300_000).growth().percent()).isZero();
  }

  @Test
  void whatGrowsOnIsNamedWithHowMuch() {
    SoakReport report = report(series(i -> 300_000 + i * 1_024), 90, UNDISTURBED);

    assertThat(report.isFlat()).isFalse();
    assertThat(report.failures())
        .containsExactly("taskmanager-1 grew by 12.4 %, from 322 to 362 MB; at most 5 % is flat");
  }

  @Test
  void whatIsLostOrStartedAgainIsAFailureToo() {
    SoakReport report = report(series(i -> 300_000), 89, new FlinkMetrics.Run(1, 12, 0));

    assertThat(report.failures())
        .containsExactly("events learned: 89, and not 90", "restarts: 1, and not 0");
  }

  @Test
  void minutesAreTheMediansOfTheirReadings() {
    assertThat(series(i -> i / PER_MINUTE * 1_000L).byMinute())
        .hasSize(READINGS / PER_MINUTE)
        .startsWith(0, 1_000, 2_000);
  }

  @Test
  void theLastLineIsJson() {
    assertThat(report(series(i -> 307_200), 90, UNDISTURBED).json())
        .startsWith("{\"minutes\":20,\"state_backend\":\"hashmap\",\"events\":100,\"learned\":90,")
        .contains("{\"name\":\"taskmanager-1\",\"warm_mb\":300,\"end_mb\":300,\"growth_pct\":0.0,")
        .endsWith("\"flat\":true}");
  }
}
