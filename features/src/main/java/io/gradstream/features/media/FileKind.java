package io.gradstream.features.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a file's first bytes say it is, whatever its name. */
enum FileKind {
  EMPTY("no bytes"),
  PNG("PNG", 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'),
  JPEG("JPEG", 0xff, 0xd8, 0xff),
  GIF("GIF", 'G', 'I', 'F', '8'),
  BMP("BMP", 'B', 'M'),
  TIFF_LITTLE("TIFF", 'I', 'I', '*', 0),
  TIFF_BIG("TIFF", 'M', 'M', 0, '*'),
  PDF("PDF", '%', 'P', 'D', 'F'),
  GZIP("gzip", 0x1f, 0x8b),
  ZIP("ZIP", 'P', 'K', 3, 4),
  OGG("Ogg", 'O', 'g', 'g', 'S'),
  FLAC("FLAC", 'f', 'L', 'a', 'C'),
  MP3("MP3", 'I', 'D', '3'),
  AIFF("AIFF", 'F', 'O', 'R', 'M'),
  WIDE_WAV("WAV of more than 4 GB, RF64", 'R', 'F', '6', '4'),
  BIG_ENDIAN_WAV("WAV in big-endian order, RIFX", 'R', 'I', 'F', 'X'),
  /** Told from others of its family by the four bytes from the ninth on. */
  WAV("WAV"),
  WEBP("WebP"),
  HEIF("HEIF, AVIF or MP4"),
  OTHER_RIFF("RIFF that is no sound"),
  UNKNOWN("");

  private static final int FAMILY = 8; // offset of what a container holds

  private final String words;
  private final byte[] signature;

  FileKind(String words, int... signature) {
    this.words = words;
    this.signature = new byte[signature.length];
    for (int i = 0; i < signature.length; i++) {
      this.signature[i] = (byte) signature[i];
    }
  }

  static FileKind of(byte[] bytes) {
    if (bytes.length == 0) {
      return EMPTY;
    }
    if (says(bytes, 0, "RIFF")) {
      return says(bytes, FAMILY, "WAVE") ? WAV : says(bytes, FAMILY, "WEBP") ? WEBP : OTHER_RIFF;
    }
    if (says(bytes, 4, "ftyp")) {
      return HEIF;
    }
    return Arrays.stream(values())
        .filter(kind -> kind.signature.length > 0 && begins(bytes, kind.signature))
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** In words, for messages. */
  static String found(byte[] bytes) {
    FileKind kind = of(bytes);
    if (kind != UNKNOWN) {
      return kind.words;
    }
    StringBuilder first = new StringBuilder();
    for (int i = 0; i < Math.min(FAMILY, bytes.length); i++) {
      first.append(i == 0 ? "" : " ").append("%02x".formatted(bytes[i]));
    }
    return "%d bytes that begin with %s".formatted(bytes.length, first);
  }

  private static boolean says(byte[] bytes, int offset, String text) {
    byte[] said = text.getBytes(StandardCharsets.US_ASCII);
    int end = offset + said.length;
    return bytes.length >= end && Arrays.equals(bytes, offset, end, said, 0, said.length);
  }

  private static boolean begins(byte[] bytes, byte[] signature) {
    return bytes.length >= signature.length
        && Arrays.equals(bytes, 0, signature.length, signature, 0, signature.length);
  }
}
