package io.gradstream.features.media;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a camera notes beside a picture (JEITA CP-3451, Exif 2.3), of which one word is read. */
final class Exif {

  private static final int NAME = 0x45786966; // "Exif"
  private static final int LITTLE = 0x4949;
  private static final int ENTRY = 12; // bytes
  private static final int ORIENTATION = 274;
  private static final int MOST_ENTRIES = 512;

  private Exif() {}

  /** How the camera was held, 1 to 8; 1 where nothing is said that can be read. */
  static int orientation(ByteBuffer segment) {
    try {
      if (segment.getInt() != NAME) {
        return 1;
      }
      segment.getShort();
      return found(segment.slice());
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return 1;
    }
  }

  private static int found(ByteBuffer tiff) {
    tiff.order(tiff.getShort(0) == LITTLE ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = Math.min(MOST_ENTRIES, tiff.getShort(directory) & 0xffff);
    for (int entry = 0; entry < entries; entry++) {
      int at = directory + 2 + ENTRY * entry;
      if ((tiff.getShort(at) & 0xffff) == ORIENTATION) {
        int said = tiff.getShort(at + 8);
        return said >= 1 && said <= 8 ? said : 1;
      }
    }
    return 1;
  }
}
