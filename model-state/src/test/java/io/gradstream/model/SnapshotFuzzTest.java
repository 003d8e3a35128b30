package io.gradstream.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Whatever a snapshot holds under a right checksum, it is read or a {@link
 * CorruptSnapshotException}; what was read is written and read back as it was, and is a model or
 * none.
 */
class SnapshotFuzzTest {

  private static final byte[] MAGIC = "GRDS".getBytes(StandardCharsets.US_ASCII);

  private static final long MOST_WORKSPACE = 16 << 20;

  /**
   * @param input the format version, then the body; or, behind a zero, all the bytes of a snapshot
   */
  @FuzzTest
  @DictionaryEntries({
    "NUMBER",
    "NUMBERS",
    "BOOLEAN",
    "TEXT",
    "TIME",
    "TIME_OF_DAY",
    "DAY_OF_WEEK",
    "RELU",
    "TANH",
    "GELU",
    "LSTM",
    "GRU",
    "RNN",
    "ROW",
    "STREAM",
    "ALL",
    "LAST",
    "MAX",
    "AVERAGE",
    "LEARNED",
    "SINUSOIDAL",
    "CHARACTER",
    "BYTE",
    "WORD",
    "RATES",
    "LABELS",
    "JOINT",
    "HEDGE",
    "STACK",
    "MEAN",
    "SEASON",
    "SEASON_CHANGE",
    "UTC",
    "Z"
  })
  void isReadOrCorrupt(byte[] input) {
    byte[] bytes =
        input.length > 0 && input[0] == 0
            ? ByteBuffer.allocate(input.length - 1).put(input, 1, input.length - 1).array()
            : sealed(input);
    try {
      ModelSnapshot read = SnapshotCodec.decode(bytes);
      byte[] written = SnapshotCodec.encode(read);
      assertThat(SnapshotCodec.encode(SnapshotCodec.decode(written))).isEqualTo(written);
      if (isSmall(read)) {
        try (Model model = Model.of(read)) {
          assertThat(SnapshotCodec.encode(model.snapshot(read.version(), read.lineage())))
              .isNotEmpty();
        }
      }
    } catch (CorruptSnapshotException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  /** Values between layers may take up to 2 GiB, which is not what is tried here. */
  private static boolean isSmall(ModelSnapshot snapshot) {
    try {
      return Model.bytes(snapshot) <= 4 * MOST_WORKSPACE;
    } catch (IllegalArgumentException | ArithmeticException e) {
      return true; // to be refused
    }
  }

  private static byte[] sealed(byte[] input) {
    int body = Math.max(0, input.length - 1);
    ByteBuffer bytes = ByteBuffer.allocate(MAGIC.length + 2 * Integer.BYTES + body + Integer.BYTES);
    bytes.put(MAGIC).putInt(input.length == 0 ? 0 : input[0]).putInt(body);
    bytes.put(input, input.length - body, body);
    CRC32C crc = new CRC32C();
    crc.update(bytes.array(), 0, bytes.position());
    return bytes.putInt((int) crc.getValue()).array();
  }
}
