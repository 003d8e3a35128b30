package io.gradstream.features.media;

/**
 * A picture of any size as one of the declared size. Each pixel is the mean of the area it covers
 * in the picture, in whole numbers, halves rounded up: exact, and the same everywhere.
 *
 * @param to what is declared
 */
record Fitting(Picture to) {

  /** A part of a picture, in pixels. */
  private record Part(int top, int left, int height, int width) {}

  static Fitting of(Picture to) {
    return new Fitting(to);
  }

  /**
   * @param from has the channels that are declared
   * @return [height, width, channels]
   */
  float[] fit(Pixels from) {
    Part all = new Part(0, 0, from.height(), from.width());
    Part whole = new Part(0, 0, to.height(), to.width());
    float[] into = new float[to.size()];
    switch (to.fit()) {
      case STRETCH -> fill(from, all, whole, into);
      case CROP -> fill(from, within(all, to.height(), to.width()), whole, into);
      case PAD -> fill(from, all, within(whole, from.height(), from.width()), into);
    }
    return into;
  }

  /** The largest part in the middle whose sides are as height to width. */
  private static Part within(Part part, long height, long width) {
    boolean isWider = part.width * height > part.height * width;
    int newWidth = isWider ? rounded(part.height * width, height) : part.width;
    int newHeight = isWider ? part.height : rounded(part.width * height, width);
    return new Part(
        part.top + (part.height - newHeight) / 2,
        part.left + (part.width - newWidth) / 2,
        newHeight,
        newWidth);
  }

  private static int rounded(long numerator, long denominator) {
    return (int) Math.max(1, (2 * numerator + denominator) / (2 * denominator));
  }

  private void fill(Pixels from, Part of, Part target, float[] into) {
    for (int y = 0; y < target.height; y++) {
      for (int x = 0; x < target.width; x++) {
        int at = ((target.top + y) * to.width() + target.left + x) * to.channels();
        for (int channel = 0; channel < to.channels(); channel++) {
          into[at + channel] = mean(from, of, target, y, x, channel);
        }
      }
    }
  }

  /** Along a side of n pixels that become m, the pixel i covers [i n, (i + 1) n) of m-ths. */
  private static int mean(Pixels from, Part of, Part target, int y, int x, int channel) {
    long top = (long) y * of.height;
    long left = (long) x * of.width;
    long sum = 0;
    for (int down = (int) (top / target.height);
        down * (long) target.height < top + of.height;
        down++) {
      long row = 0;
      for (int across = (int) (left / target.width);
          across * (long) target.width < left + of.width;
          across++) {
        row +=
            covered(across, target.width, left, of.width)
                * from.sample(of.top + down, of.left + across, channel);
      }
      sum += row * covered(down, target.height, top, of.height);
    }
    long total = (long) of.height * of.width;
    return (int) ((2 * sum + total) / (2 * total));
  }

  /** How much of a pixel that is so many parts long lies in {@code [start, start + length)}. */
  private static long covered(int pixel, long parts, long start, long length) {
    return Math.min(start + length, (pixel + 1) * parts) - Math.max(start, pixel * parts);
  }
}
