package io.gradstream.benchmarks.plasticity;

import java.util.Random;

/**
 * One task of the stream "online permuted images" (Dohare et al. 2024): some images, each once, the
 * pixels of all of them in one new order. Another task has another order, so that nothing that was
 * learned helps.
 *
 * @param pixels new place to old
 * @param images which ones, in their order
 */
record PermutedTask(int[] pixels, int[] images) {

  /** The task follows from the seed and its number alone. */
  static PermutedTask of(LabeledImages all, int count, long seed, int number) {
    Random random = new Random(31 * seed + number);
    random.nextLong(); // the first number of neighbouring seeds is much alike
    int[] pixels = shuffled(all.values(), random);
    int[] images = new int[count];
    System.arraycopy(shuffled(all.count(), random), 0, images, 0, count);
    return new PermutedTask(pixels, images);
  }

  private static int[] shuffled(int n, Random random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int at = random.nextInt(i + 1);
      order[i] = order[at];
      order[at] = i;
    }
    return order;
  }

  /** Fills a row with an image's pixels in the task's order, each in [0, 1]. */
  void show(byte[] image, float[] row) {
    for (int p = 0; p < row.length; p++) {
      row[p] = (image[pixels[p]] & 0xFF) / 255f;
    }
  }
}
