package io.gradstream.features.media;

/**
 * A decoded picture.
 *
 * @param channels 1, grey, or 3, red, green and blue
 * @param samples [height, width, channels], bytes without sign; not to be changed
 */
record Pixels(int height, int width, int channels, byte[] samples) {

  /** Longest side that is read. */
  static final int MOST_SIDE = 16_384;

  /** Most pixels that are read: a screen of 3840 x 2160, and 24 MiB of colours. */
  static final int MOST_PIXELS = 1 << 23;

  /** Looked at before anything is decoded. */
  static void requireSize(long height, long width) {
    if (height < 1 || width < 1) {
      throw UnreadableException.of("one of %d x %d pixels".formatted(width, height));
    }
    if (height > MOST_SIDE || width > MOST_SIDE || height * width > MOST_PIXELS) {
      throw UnreadableException.tooLarge(
          "one of %d x %d pixels; at most %d are read, and %d on a side"
              .formatted(width, height, MOST_PIXELS, MOST_SIDE));
    }
  }

  static Pixels empty(int height, int width, int channels) {
    return new Pixels(height, width, channels, new byte[height * width * channels]);
  }

  int sample(int y, int x, int channel) {
    return samples[(y * width + x) * channels + channel] & 0xff;
  }

  /** The same picture in grey or in colours. */
  Pixels of(int wanted) {
    if (wanted == channels) {
      return this;
    }
    Pixels other = empty(height, width, wanted);
    for (int i = 0; i < height * width; i++) {
      if (wanted == 1) {
        other.samples[i] = (byte) grey(samples, 3 * i);
      } else {
        other.samples[3 * i] = samples[i];
        other.samples[3 * i + 1] = samples[i];
        other.samples[3 * i + 2] = samples[i];
      }
    }
    return other;
  }

  /** Luma of ITU-R BT.601 in 16 bits behind the point, as Pillow's {@code convert("L")}. */
  private static int grey(byte[] samples, int at) {
    int red = samples[at] & 0xff;
    int green = samples[at + 1] & 0xff;
    int blue = samples[at + 2] & 0xff;
    return (19_595 * red + 38_470 * green + 7_471 * blue + 0x8000) >> 16;
  }

  /**
   * The picture as it is meant to be seen.
   *
   * @param orientation of Exif 2.3, tag 274: 1 to 8, 1 for as it lies
   */
  Pixels turned(int orientation) {
    if (orientation == 1) {
      return this;
    }
    boolean sidesChange = orientation >= 5;
    Pixels turned = empty(sidesChange ? width : height, sidesChange ? height : width, channels);
    for (int y = 0; y < turned.height; y++) {
      for (int x = 0; x < turned.width; x++) {
        int across = sidesChange ? y : x;
        int down = sidesChange ? x : y;
        int fromX = isFlipped(orientation, true) ? width - 1 - across : across;
        int fromY = isFlipped(orientation, false) ? height - 1 - down : down;
        System.arraycopy(
            samples,
            (fromY * width + fromX) * channels,
            turned.samples,
            (y * turned.width + x) * channels,
            channels);
      }
    }
    return turned;
  }

  /** Whether columns, or rows, are read from their end. */
  private static boolean isFlipped(int orientation, boolean columns) {
    return switch (orientation) {
      case 2, 8 -> columns;
      case 3, 7 -> true;
      case 4, 6 -> !columns;
      default -> false;
    };
  }
}
