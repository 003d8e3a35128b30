package io.gradstream.features.event;

/** UTF-8 of a code point (RFC 3629, section 3), without allocating. */
public final class Utf8 {

  /** Most bytes of a code point. */
  public static final int LONGEST = 4;

  private Utf8() {}

  /**
   * @param character a code point that is no half of a surrogate pair
   * @return how many bytes it took
   */
  public static int encode(int character, byte[] bytes) {
    if (character < 0x80) {
      bytes[0] = (byte) character;
      return 1;
    }
    if (character < 0x800) {
      bytes[0] = (byte) (0xc0 | character >> 6);
      return continued(1, character, bytes);
    }
    if (character < 0x10000) {
      bytes[0] = (byte) (0xe0 | character >> 12);
      return continued(2, character, bytes);
    }
    bytes[0] = (byte) (0xf0 | character >> 18);
    return continued(3, character, bytes);
  }

  private static int continued(int more, int character, byte[] bytes) {
    for (int k = 1; k <= more; k++) {
      bytes[k] = (byte) (0x80 | character >> 6 * (more - k) & 0x3f);
    }
    return 1 + more;
  }
}
