package io.gradstream.features.media;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;

/**
 * The chunk {@code fmt } of a WAV file (Microsoft, Multiple Channel Audio Data and WAVE Files).
 *
 * @param isFloat whether samples are floats, of 32 or 64 bits; else whole, of 8, 16, 24 or 32
 * @param rate frames a second
 * @param bytes of a sample
 */
record WavFormat(boolean isFloat, int channels, int rate, int bytes) {

  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xfffe;
  private static final int SHORTEST = 16; // bytes of the chunk
  private static final int EXTENDED = 40;
  private static final int MOST_CHANNELS = 32;
  private static final int HIGHEST_RATE = 768_000;

  /** The rest of an extensible format's GUID, behind the two bytes that are a code as above. */
  private static final UUID FAMILY = UUID.fromString("00000000-0000-0010-8000-00aa00389b71");

  private static final Map<Integer, String> CODECS =
      Map.ofEntries(
          Map.entry(0x02, "Microsoft ADPCM"),
          Map.entry(0x06, "A-law"),
          Map.entry(0x07, "mu-law"),
          Map.entry(0x11, "IMA ADPCM"),
          Map.entry(0x31, "GSM 6.10"),
          Map.entry(0x40, "G.721 ADPCM"),
          Map.entry(0x50, "MPEG"),
          Map.entry(0x55, "MP3"),
          Map.entry(0xff, "AAC"),
          Map.entry(0x161, "Windows Media Audio"),
          Map.entry(0x2000, "AC-3"),
          Map.entry(0xf1ac, "FLAC"));

  /**
   * @param chunk little endian
   */
  static WavFormat read(ByteBuffer chunk) {
    if (chunk.remaining() < SHORTEST) {
      throw WavFile.damaged("its format has %d bytes".formatted(chunk.remaining()));
    }
    int code = chunk.getShort(0) & 0xffff;
    if (code == EXTENSIBLE) {
      code = extended(chunk);
    }
    if (code != PCM && code != FLOAT) {
      String codec = CODECS.getOrDefault(code, "a codec of number 0x%04x".formatted(code));
      throw UnreadableException.of("WAV packed by %s, which is not read".formatted(codec));
    }
    int channels = chunk.getShort(2) & 0xffff;
    long rate = chunk.getInt(4) & 0xffffffffL;
    int frame = chunk.getShort(12) & 0xffff;
    int bits = chunk.getShort(14) & 0xffff;
    requirePlain(code == FLOAT, channels, rate, frame, bits);
    return new WavFormat(code == FLOAT, channels, (int) rate, bits / 8);
  }

  private static int extended(ByteBuffer chunk) {
    if (chunk.remaining() < EXTENDED) {
      throw WavFile.damaged("its format has %d bytes".formatted(chunk.remaining()));
    }
    int code = chunk.getShort(24) & 0xffff;
    long first =
        (long) (chunk.getShort(26) & 0xffff) << 32
            | (chunk.getShort(28) & 0xffffL) << 16
            | chunk.getShort(30) & 0xffffL;
    long second = Long.reverseBytes(chunk.getLong(32));
    boolean isKnown =
        first == FAMILY.getMostSignificantBits() && second == FAMILY.getLeastSignificantBits();
    if (!isKnown) {
      throw UnreadableException.of("WAV in a form of somebody's own, which is not read");
    }
    return code;
  }

  private static void requirePlain(boolean isFloat, int channels, long rate, int frame, int bits) {
    if (channels < 1 || channels > MOST_CHANNELS) {
      throw WavFile.damaged("it has %d channels".formatted(channels));
    }
    if (rate < Sound.LOWEST_RATE || rate > HIGHEST_RATE) {
      throw UnreadableException.tooLarge(
          "WAV of %d samples a second; %d to %d are read"
              .formatted(rate, Sound.LOWEST_RATE, HIGHEST_RATE));
    }
    boolean isKnown =
        isFloat ? bits == 32 || bits == 64 : bits == 8 || bits == 16 || bits == 24 || bits == 32;
    if (!isKnown) {
      throw UnreadableException.of(
          "WAV of %d bits%s, which is not read".formatted(bits, isFloat ? " in floats" : ""));
    }
    if (frame != channels * bits / 8) {
      throw WavFile.damaged(
          "%d channels of %d bits do not take %d bytes".formatted(channels, bits, frame));
    }
  }

  /** Bytes of one sample of each channel. */
  int frame() {
    return channels * bytes;
  }
}
