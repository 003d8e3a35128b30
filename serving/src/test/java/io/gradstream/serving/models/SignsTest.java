package io.gradstream.serving.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignsTest {

  private final Signs signs = new Signs();

  @Test
  void usageExample() {
    assertThat(signs.words()).startsWith("its job has reported nothing yet");
    signs.add(report("events-0", "", 1_000, new Measure("events.read", 30)));
    signs.add(report("events-1", "", 1_000, new Measure("events.read", 12)));
    assertThat(signs.words()).isEqualTo("its job has read 42 events");
  }

  @Test
  void aJobThatHasReadNothingIsTold() {
    signs.add(report("events-0", "", 1_000, new Measure("events.read", 0)));
    assertThat(signs.words()).isEqualTo("its job has read no event yet");
  }

  @Test
  void thePartitionThatLearningWaitsForIsNamedUntilItGoesOn() {
    signs.add(held("clicks-1", 75_000, 100_000));
    assertThat(signs.words())
        .isEqualTo(
            "learning waits for partition clicks-1, which has stood still for 75 s while 3000 records came on others");
    signs.add(held("clicks-1", 0, 105_000));
    assertThat(signs.words()).doesNotContain("waits");
  }

  @Test
  void aPartitionThatHeldAnEarlierRunIsNotTold() {
    signs.add(held("clicks-1", 75_000, 100_000));
    signs.add(report("events-0", "", 200_000, new Measure("events.read", 5)));
    assertThat(signs.words()).isEqualTo("its job has read 5 events");
  }

  @Test
  void aPauseIsToldUntilItIsOver() {
    signs.add(report("learner-0", "", 1_000, new Measure("paused", 1)));
    assertThat(signs.words()).contains("learning is paused", "control resume");
    signs.add(report("learner-0", "", 2_000, new Measure("paused", 0)));
    assertThat(signs.words()).doesNotContain("paused");
  }

  private static MetricReport held(String partition, double millis, long time) {
    return report(
        "held",
        partition,
        time,
        new Measure("held.millis", millis),
        new Measure("held.records", 3000));
  }

  private static MetricReport report(String source, String key, long time, Measure... measures) {
    return new MetricReport("clicks", source, key, Optional.empty(), time, List.of(measures));
  }
}
