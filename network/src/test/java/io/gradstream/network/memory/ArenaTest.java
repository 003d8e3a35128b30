package io.gradstream.network.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArenaTest {

  @Test
  void whatTheHeapCannotHoldIsRefusedWithWhatItNeeds() {
    long heap = Runtime.getRuntime().maxMemory();
    int size = (int) Math.min(heap / Float.BYTES, Layout.fits(500 << 20));
    long before = HeldMemory.bytes();

    assertThatThrownBy(() -> new Arena(size, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two thirds of the Java heap, ")
        .hasMessageContaining(" MB of " + (heap >> 20) + ": it needs ")
        .hasMessageContaining("-Xmx");
    assertThat(HeldMemory.bytes()).isEqualTo(before);
  }

  @Test
  void whatIsTakenIsGivenBackOnce() {
    long before = HeldMemory.bytes();
    Arena arena = new Arena(1000, 24);

    assertThat(HeldMemory.bytes() - before).isEqualTo((1024L + Layout.MARGIN) * Float.BYTES);
    arena.close();
    arena.close();
    assertThat(HeldMemory.bytes()).isEqualTo(before);
  }
}
