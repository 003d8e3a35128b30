package io.gradstream.features.media;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Mends the checksums of a PNG file. */
final class Chunks {

  private Chunks() {}

  static byte[] mended(byte[] file) {
    byte[] mended = file.clone();
    ByteBuffer in = ByteBuffer.wrap(mended);
    int at = Pictures.SIGNATURE.length;
    while (at >= 0 && at + 12 <= mended.length) {
      int length = in.getInt(at);
      if (length < 0 || length > mended.length - at - 12) {
        break;
      }
      CRC32 crc = new CRC32();
      crc.update(mended, at + 4, length + 4);
      in.putInt(at + 8 + length, (int) crc.getValue());
      at += 12 + length;
    }
    return mended;
  }
}
