package io.gradstream.operators.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.operators.record.PartitionTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionTimesTest {

  @Test
  void usageExample() {
    PartitionTimes times = new PartitionTimes(Duration.ofHours(1));

    assertThat(times.advance("trips", 0, 100)).isEqualTo(100);
    assertThat(times.advance("trips", 0, 70)).isEqualTo(100);
    assertThat(times.advance("trips", 0, 130)).isEqualTo(130);
  }

  @Test
  void partitionsAndTopicsGoTheirOwnWay() {
    PartitionTimes times = new PartitionTimes(Duration.ofHours(1));
    times.advance("trips", 0, 100);
    times.advance("trips", 0, 100);
    times.advance("trips", 1, 10);
    times.advance("arrivals", 0, 20);

    assertThat(times.advance("trips", 1, 5)).isEqualTo(10);
    assertThat(times.advance("arrivals", 0, 5)).isEqualTo(20);
    assertThat(times.reached("trips", 0)).isEqualTo(100);
  }

  @Test
  void theLargestOfAllSubtasksIsRestored() {
    PartitionTimes times = new PartitionTimes(Duration.ofHours(1));
    times.restore(List.of(new PartitionTime("trips", 0, 100), new PartitionTime("trips", 0, 90)));

    assertThat(times.advance("trips", 0, 50)).isEqualTo(100);
  }

  @Test
  void whatWaitsToBeConfirmedIsRestored() {
    PartitionTimes times = new PartitionTimes(Duration.ofHours(1));
    times.restore(List.of(new PartitionTime("trips", 0, 100)));
    times.restoreClaim(new Partition("trips", 0), 90_000_000);

    assertThat(times.claimed(new Partition("trips", 0))).isEqualTo(90_000_000);
    times.advance("trips", 0, 90_000_005);
    assertThat(times.reached("trips", 0)).isEqualTo(90_000_005);
  }

  @Test
  void aNewPartitionBeginsBehindTheRestoredWatermark() {
    PartitionTimes before = new PartitionTimes(Duration.ofHours(1));
    before.advance("trips", 0, 100);
    before.watermark(99);
    PartitionTimes times = new PartitionTimes(Duration.ofHours(1));
    times.restore(before.times());

    assertThat(times.advance("trips", 1, 20)).isEqualTo(100);
    assertThat(times.advance("trips", 1, 200)).isEqualTo(200);
  }

  @Test
  void theEndOfABoundedInputIsNoTime() {
    PartitionTimes times = new PartitionTimes(Duration.ofHours(1));
    times.watermark(Long.MAX_VALUE);

    assertThat(times.advance("trips", 0, 5)).isEqualTo(5);
  }
}
