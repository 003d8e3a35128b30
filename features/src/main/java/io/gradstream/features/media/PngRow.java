package io.gradstream.features.media;

/**
 * One row of a PNG picture: its filter undone (W3C PNG 3, chapter 9), its samples brought to 8 bits
 * and laid on white. Reused for every row; not thread safe.
 */
final class PngRow {

  private static final int OPAQUE = 255;

  private final PngHeader header;
  private final byte[] palette; // [colours, 3]
  private final byte[] transparency;
  private final int[] key; // [samples]: the one transparent value; empty: none
  private final byte[] filter = new byte[1];
  private byte[] row = new byte[0]; // [rowBytes]
  private byte[] above = new byte[0]; // [rowBytes]
  private int length; // bytes of a row of this pass

  PngRow(PngHeader header, byte[] palette, byte[] transparency) {
    this.header = header;
    this.palette = palette;
    this.transparency = transparency;
    this.key = key(header, transparency);
    if (header.color() == PngHeader.PALETTE && (palette.length == 0 || palette.length % 3 != 0)) {
      throw PngReader.damaged("it has no palette");
    }
  }

  private static int[] key(PngHeader header, byte[] transparency) {
    boolean hasKey = header.color() == PngHeader.GREY || header.color() == PngHeader.COLORS;
    if (!hasKey || transparency.length == 0) {
      return new int[0];
    }
    if (transparency.length != 2 * header.samples()) {
      throw PngReader.damaged("tRNS has %d bytes".formatted(transparency.length));
    }
    int[] key = new int[header.samples()];
    for (int i = 0; i < key.length; i++) {
      key[i] = (transparency[2 * i] & 0xff) << 8 | transparency[2 * i + 1] & 0xff;
    }
    return key;
  }

  /** Begins a pass whose rows have so many pixels. */
  void begin(int pixels) {
    length = header.rowBytes(pixels);
    row = new byte[length];
    above = new byte[length];
  }

  /** Reads the next row. */
  void read(PngData data) {
    byte[] last = row;
    row = above;
    above = last;
    data.read(filter, 1);
    data.read(row, length);
    int back = header.pixelBytes();
    switch (filter[0]) {
      case 0 -> {}
      case 1 -> addLeft(back);
      case 2 -> addAbove();
      case 3 -> addMean(back);
      case 4 -> addPaeth(back);
      default -> throw PngReader.damaged("there is no filter " + filter[0]);
    }
  }

  private void addLeft(int back) {
    for (int i = back; i < length; i++) {
      row[i] += row[i - back];
    }
  }

  private void addAbove() {
    for (int i = 0; i < length; i++) {
      row[i] += above[i];
    }
  }

  private void addMean(int back) {
    for (int i = 0; i < length; i++) {
      int left = i < back ? 0 : row[i - back] & 0xff;
      row[i] += (byte) ((left + (above[i] & 0xff)) / 2);
    }
  }

  private void addPaeth(int back) {
    for (int i = 0; i < length; i++) {
      int left = i < back ? 0 : row[i - back] & 0xff;
      int corner = i < back ? 0 : above[i - back] & 0xff;
      row[i] += (byte) paeth(left, above[i] & 0xff, corner);
    }
  }

  private static int paeth(int left, int up, int corner) {
    int guess = left + up - corner;
    int byLeft = Math.abs(guess - left);
    int byUp = Math.abs(guess - up);
    int byCorner = Math.abs(guess - corner);
    return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
  }

  /** Puts a pixel of this row where it belongs. */
  void put(int pixel, Pixels into, int y, int x) {
    int at = (y * into.width() + x) * into.channels();
    int first = pixel * header.samples();
    if (header.color() == PngHeader.PALETTE) {
      putColor(sample(first), into.samples(), at);
      return;
    }
    int alpha = alpha(first);
    for (int channel = 0; channel < into.channels(); channel++) {
      into.samples()[at + channel] = onWhite(eight(sample(first + channel)), alpha);
    }
  }

  private void putColor(int index, byte[] into, int at) {
    if (3 * index >= palette.length) {
      throw PngReader.damaged("its palette has no colour " + index);
    }
    int alpha = index < transparency.length ? transparency[index] & 0xff : OPAQUE;
    for (int channel = 0; channel < 3; channel++) {
      into[at + channel] = onWhite(palette[3 * index + channel] & 0xff, alpha);
    }
  }

  private int alpha(int first) {
    if (header.color() == PngHeader.GREY_ALPHA || header.color() == PngHeader.COLORS_ALPHA) {
      return eight(sample(first + header.samples() - 1));
    }
    for (int i = 0; i < key.length; i++) {
      if (sample(first + i) != key[i]) {
        return OPAQUE;
      }
    }
    return key.length == 0 ? OPAQUE : 0;
  }

  private static byte onWhite(int sample, int alpha) {
    return (byte) ((2 * (sample * alpha + 255 * (OPAQUE - alpha)) + OPAQUE) / (2 * OPAQUE));
  }

  /** A sample as it is in the file. */
  private int sample(int index) {
    int depth = header.depth();
    if (depth == 8) {
      return row[index] & 0xff;
    }
    if (depth == 16) {
      return (row[2 * index] & 0xff) << 8 | row[2 * index + 1] & 0xff;
    }
    int bit = index * depth;
    return (row[bit / 8] & 0xff) >> 8 - depth - bit % 8 & (1 << depth) - 1;
  }

  /** The sample of 8 bits that is nearest. */
  private int eight(int sample) {
    int most = (1 << header.depth()) - 1;
    return most == 255 ? sample : (2 * 255 * sample + most) / (2 * most);
  }
}
