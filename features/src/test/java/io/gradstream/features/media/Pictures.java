package io.gradstream.features.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Makes files of pictures: by hand, or by the JDK's own writers. */
final class Pictures {

  static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private Pictures() {}

  /** By a writer of the JDK. */
  static byte[] written(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException("no writer of " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A grey PNG of 8 bits whose rows are not filtered. */
  static byte[] grey(int width, int... samples) {
    int height = samples.length / width;
    byte[] rows = new byte[height * (width + 1)];
    for (int i = 0; i < samples.length; i++) {
      rows[i / width * (width + 1) + 1 + i % width] = (byte) samples[i];
    }
    return png(width, height, 8, 0, rows);
  }

  /**
   * A PNG of given rows.
   *
   * @param rows each behind a byte for its filter
   * @param more chunks between header and data
   */
  static byte[] png(int width, int height, int depth, int color, byte[] rows, byte[]... more) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(SIGNATURE);
    bytes.writeBytes(chunk("IHDR", header(width, height, depth, color, 0)));
    for (byte[] chunk : more) {
      bytes.writeBytes(chunk);
    }
    bytes.writeBytes(chunk("IDAT", deflated(rows)));
    bytes.writeBytes(chunk("IEND", new byte[0]));
    return bytes.toByteArray();
  }

  static byte[] header(int width, int height, int depth, int color, int interlace) {
    return ByteBuffer.allocate(13)
        .putInt(width)
        .putInt(height)
        .put((byte) depth)
        .put((byte) color)
        .put((byte) 0)
        .put((byte) 0)
        .put((byte) interlace)
        .array();
  }

  static byte[] chunk(String name, byte[] data) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + data.length).putInt(data.length);
    chunk.put(name.getBytes(StandardCharsets.US_ASCII)).put(data);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, 4 + data.length);
    return chunk.putInt((int) crc.getValue()).array();
  }

  static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(9);
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    while (!deflater.finished()) {
      packed.write(part, 0, deflater.deflate(part));
    }
    deflater.end();
    return packed.toByteArray();
  }
}
