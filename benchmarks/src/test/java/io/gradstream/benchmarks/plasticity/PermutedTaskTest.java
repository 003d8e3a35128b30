package io.gradstream.benchmarks.plasticity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PermutedTaskTest {

  private static final LabeledImages IMAGES = new LabeledImages(new byte[50][9], new int[50]);

  @Test
  void aTaskHasEachPixelAndNoImageTwice() {
    PermutedTask task = PermutedTask.of(IMAGES, 40, 1, 0);
    assertThat(task.pixels())
        .containsExactlyInAnyOrder(IntStream.range(0, 9).toArray())
        .isNotEqualTo(IntStream.range(0, 9).toArray());
    assertThat(task.images()).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void aTaskFollowsFromSeedAndNumber() {
    PermutedTask task = PermutedTask.of(IMAGES, 40, 1, 7);
    assertThat(PermutedTask.of(IMAGES, 40, 1, 7).pixels()).isEqualTo(task.pixels());
    assertThat(PermutedTask.of(IMAGES, 40, 1, 8).pixels()).isNotEqualTo(task.pixels());
    assertThat(PermutedTask.of(IMAGES, 40, 2, 7).images()).isNotEqualTo(task.images());
  }

  @Test
  void pixelsAreShownInTheTasksOrder() {
    float[] row = new float[3];
    new PermutedTask(new int[] {2, 0, 1}, new int[0]).show(new byte[] {0, 51, (byte) 255}, row);
    assertThat(row).containsExactly(1f, 0f, 0.2f);
  }
}
