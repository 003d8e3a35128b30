package io.gradstream.model;

/**
 * A snapshot's bytes: magic, format version, body, CRC-32C of all before it. Reads every format
 * version ever written.
 */
public final class SnapshotCodec {

  private SnapshotCodec() {}

  public static byte[] encode(ModelSnapshot snapshot) {
    throw new UnsupportedOperationException();
  }

  /**
   * @throws CorruptSnapshotException when the bytes are torn, altered or of an unknown format
   */
  public static ModelSnapshot decode(byte[] bytes) {
    throw new UnsupportedOperationException();
  }
}
