package io.gradstream.features.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes files of sounds by hand. */
final class Sounds {

  static final int PCM = 1;
  static final int FLOAT = 3;

  private Sounds() {}

  /** What a sound is at a time, full scale being 1. */
  interface Wave {
    double at(double seconds);
  }

  static Wave sine(double hertz) {
    return seconds -> StrictMath.sin(2 * StrictMath.PI * hertz * seconds);
  }

  /** A file of one second or another. */
  static byte[] wav(int code, int channels, int rate, int bits, double seconds, Wave wave) {
    int frames = (int) (rate * seconds);
    ByteBuffer data = little(frames * channels * bits / 8);
    for (int i = 0; i < frames * channels; i++) {
      put(wave.at((double) (i / channels) / rate), code, bits, data);
    }
    return file(format(code, channels, rate, bits), data.array(), data.capacity());
  }

  /** 16 bits, mono. */
  static byte[] wav(int rate, double seconds, Wave wave) {
    return wav(PCM, 1, rate, 16, seconds, wave);
  }

  private static void put(double value, int code, int bits, ByteBuffer into) {
    if (code == FLOAT) {
      if (bits == 32) {
        into.putFloat((float) value);
      } else {
        into.putDouble(value);
      }
      return;
    }
    long most = (1L << bits - 1) - 1;
    long whole = Math.round(value * most);
    switch (bits) {
      case 8 -> into.put((byte) (whole + 128));
      case 16 -> into.putShort((short) whole);
      case 24 -> into.putShort((short) whole).put((byte) (whole >> 16));
      default -> into.putInt((int) whole);
    }
  }

  static byte[] format(int code, int channels, int rate, int bits) {
    int frame = channels * bits / 8;
    return little(16)
        .putShort((short) code)
        .putShort((short) channels)
        .putInt(rate)
        .putInt(rate * frame)
        .putShort((short) frame)
        .putShort((short) bits)
        .array();
  }

  /** WAVE_FORMAT_EXTENSIBLE of a code. */
  static byte[] extensible(int code, int channels, int rate, int bits) {
    byte[] guid = {0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b, 0x71};
    return little(40)
        .put(format(0xfffe, channels, rate, bits))
        .putShort((short) 22)
        .putShort((short) bits)
        .putInt(0)
        .putShort((short) code)
        .put(guid)
        .array();
  }

  /**
   * @param length that is told of the data
   */
  static byte[] file(byte[] format, byte[] data, int length) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ascii("RIFF"));
    bytes.writeBytes(little(4).putInt(36 + data.length).array());
    bytes.writeBytes(ascii("WAVE"));
    bytes.writeBytes(ascii("LIST")); // of odd length, and padded
    bytes.writeBytes(little(8).putInt(3).array());
    bytes.writeBytes(ascii("fmt "));
    bytes.writeBytes(little(4).putInt(format.length).array());
    bytes.writeBytes(format);
    bytes.writeBytes(ascii("data"));
    bytes.writeBytes(little(4).putInt(length).array());
    bytes.writeBytes(data);
    return bytes.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
