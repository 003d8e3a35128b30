package io.gradstream.features.media;

import java.nio.ByteBuffer;

/**
 * The first chunk of a PNG file, IHDR (W3C PNG 3, 11.2.1).
 *
 * @param depth bits of a sample: 1, 2, 4, 8 or 16
 * @param color 0 grey, 2 red, green and blue, 3 palette, 4 grey and alpha, 6 colours and alpha
 */
record PngHeader(int width, int height, int depth, int color, boolean isInterlaced) {

  static final int GREY = 0;
  static final int COLORS = 2;
  static final int PALETTE = 3;
  static final int GREY_ALPHA = 4;
  static final int COLORS_ALPHA = 6;

  private static final int LENGTH = 13;

  static PngHeader read(ByteBuffer chunk) {
    if (chunk.remaining() != LENGTH) {
      throw UnreadableException.of("a damaged PNG: its header has " + chunk.remaining() + " bytes");
    }
    long width = chunk.getInt() & 0xffffffffL;
    long height = chunk.getInt() & 0xffffffffL;
    int depth = chunk.get();
    int color = chunk.get();
    boolean isStandard = chunk.get() == 0 && chunk.get() == 0;
    int interlace = chunk.get();
    if (!isStandard || interlace < 0 || interlace > 1 || !isDepthOf(color, depth)) {
      throw UnreadableException.of(
          "a damaged PNG: there is none of colour type %d and depth %d, interlace %d"
              .formatted(color, depth, interlace));
    }
    Pixels.requireSize(height, width);
    return new PngHeader((int) width, (int) height, depth, color, interlace == 1);
  }

  private static boolean isDepthOf(int color, int depth) {
    return switch (color) {
      case GREY -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
      case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
      case COLORS, GREY_ALPHA, COLORS_ALPHA -> depth == 8 || depth == 16;
      default -> false;
    };
  }

  /** Samples of a pixel. */
  int samples() {
    return switch (color) {
      case COLORS -> 3;
      case GREY_ALPHA -> 2;
      case COLORS_ALPHA -> 4;
      default -> 1;
    };
  }

  boolean isGrey() {
    return color == GREY || color == GREY_ALPHA;
  }

  /** Bytes of a row of so many pixels. */
  int rowBytes(int pixels) {
    return (int) (((long) pixels * samples() * depth + 7) / 8);
  }

  /** Bytes from a sample to the same of the pixel before; at least 1. */
  int pixelBytes() {
    return Math.max(1, samples() * depth / 8);
  }
}
