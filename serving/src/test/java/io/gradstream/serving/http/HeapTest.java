package io.gradstream.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeapTest {

  /** What -Xmx384m leaves. */
  private static final long DEFAULT = 389_283_840;

  @Test
  void theDefaultsFitTheDefaultHeap() {
    assertThat(Heap.sharedBytes(Limits.DEFAULT, DEFAULT))
        .isGreaterThanOrEqualTo(2L * Limits.DEFAULT_BODY_BYTES);
  }

  @Test
  void limitsThatDoNotFitAreRefusedWithWhatTheyNeed() {
    Limits limits = new Limits(64, 104_857_600, Duration.ofSeconds(30));

    assertThatThrownBy(() -> Heap.sharedBytes(limits, DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--max-body-bytes 104857600")
        .hasMessageContaining("--heap-megabytes");
  }

  @Test
  void smallLimitsFitASmallHeap() {
    Limits limits = new Limits(8, 65_536, Duration.ofSeconds(30));

    assertThat(Heap.sharedBytes(limits, 96L << 20)).isPositive();
  }
}
