package io.gradstream.features.media;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Reads a PNG file (W3C Portable Network Graphics, third edition): every colour type and depth,
 * interlaced or not. Our own, so that the pixels are the same on every machine and Java: gamma and
 * colour profiles are not looked at, 16 bits are rounded to 8, and what is transparent lies on
 * white. Nothing larger than the picture is ever held, and nothing before its size was looked at.
 * Used once.
 */
final class PngReader {

  private static final int SIGNATURE = 8; // bytes
  private static final int AROUND = 12; // bytes of a chunk beside its data: length, type, CRC-32

  private static final int MOST_COLORS = 256;
  private static final int ANCILLARY = 0x20; // bit of a chunk's first letter

  /** Column and row of the first pixel of each pass, then the steps to the next ones (Adam7). */
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private static final int[][] AT_ONCE = {{0, 0, 1, 1}};

  private final byte[] bytes;
  private final List<ByteBuffer> data = new ArrayList<>();
  private PngHeader header; // null: not yet read
  private byte[] palette = new byte[0]; // [colours, 3]
  private byte[] transparency = new byte[0]; // tRNS as it is

  PngReader(byte[] bytes) {
    this.bytes = bytes;
  }

  Pixels read() {
    readChunks();
    if (header == null || data.isEmpty()) {
      throw damaged("it has no image data");
    }
    PngRow row = new PngRow(header, palette, transparency);
    Pixels pixels = Pixels.empty(header.height(), header.width(), header.isGrey() ? 1 : 3);
    try (PngData rows = new PngData(data)) {
      for (int[] pass : header.isInterlaced() ? PASSES : AT_ONCE) {
        readPass(pass[0], pass[1], pass[2], pass[3], rows, row, pixels);
      }
    }
    return pixels;
  }

  private void readPass(
      int left, int top, int right, int down, PngData rows, PngRow row, Pixels into) {
    int width = (header.width() - left + right - 1) / right;
    if (width <= 0) {
      return;
    }
    row.begin(width);
    for (int y = top; y < header.height(); y += down) {
      row.read(rows);
      for (int i = 0; i < width; i++) {
        row.put(i, into, y, left + i * right);
      }
    }
  }

  private void readChunks() {
    ByteBuffer in = ByteBuffer.wrap(bytes).position(SIGNATURE);
    boolean isAtEnd = false;
    while (!isAtEnd) {
      if (in.remaining() < AROUND || in.getInt(in.position()) < 0) {
        throw truncated();
      }
      int length = in.getInt();
      if (length > in.remaining() - 8) {
        throw truncated();
      }
      requireIntact(in, length);
      int type = in.getInt();
      ByteBuffer chunk = in.slice(in.position(), length);
      in.position(in.position() + length + 4);
      isAtEnd = isEnd(type, chunk);
    }
  }

  private void requireIntact(ByteBuffer in, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, in.position(), length + 4);
    if ((int) crc.getValue() != in.getInt(in.position() + length + 4)) {
      throw damaged("a checksum does not match");
    }
  }

  private boolean isEnd(int type, ByteBuffer chunk) {
    String name = name(type);
    if (header == null) {
      if (!name.equals("IHDR")) {
        throw damaged("it does not begin with its header");
      }
      header = PngHeader.read(chunk);
      return false;
    }
    switch (name) {
      case "PLTE" -> palette = taken(chunk, 3 * MOST_COLORS, name);
      case "tRNS" -> transparency = taken(chunk, MOST_COLORS, name);
      case "IDAT" -> data.add(chunk);
      case "acTL" -> throw UnreadableException.of("an animated PNG; a picture is wanted");
      case "IEND" -> {
        return true;
      }
      default -> requireAncillary(type, name);
    }
    return false;
  }

  private static byte[] taken(ByteBuffer chunk, int most, String name) {
    if (chunk.remaining() > most) {
      throw damaged("%s has %d bytes".formatted(name, chunk.remaining()));
    }
    byte[] taken = new byte[chunk.remaining()];
    chunk.get(taken);
    return taken;
  }

  /** A chunk that is not known may be left out when its name begins with a small letter. */
  private static void requireAncillary(int type, String name) {
    if ((type >>> 24 & ANCILLARY) == 0) {
      throw damaged("chunk %s must not be left out, and is not known".formatted(name));
    }
  }

  /** Letters, and a question mark for anything else. */
  private static String name(int type) {
    StringBuilder name = new StringBuilder();
    for (int shift = 24; shift >= 0; shift -= 8) {
      int letter = type >>> shift & 0xff;
      boolean isLetter = letter >= 'A' && letter <= 'Z' || letter >= 'a' && letter <= 'z';
      name.append(isLetter ? (char) letter : '?');
    }
    return name.toString();
  }

  static UnreadableException truncated() {
    return UnreadableException.of("a truncated PNG: it ends before its end");
  }

  static UnreadableException damaged(String how) {
    return UnreadableException.of("a damaged PNG: " + how);
  }
}
