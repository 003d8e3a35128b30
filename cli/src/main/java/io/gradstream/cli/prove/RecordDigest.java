package io.gradstream.cli.prove;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * SHA-256 of all that a learner may read of a record: offset, timestamp, key, value, headers, each
 * behind its length, numbers in big endian; -1 stands for what is null.
 */
final class RecordDigest {

  private static final int NULL = -1;

  private RecordDigest() {}

  static byte[] of(ConsumerRecord<byte[], byte[]> record) {
    MessageDigest digest = sha256();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(record.offset()).array());
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(record.timestamp()).array());
    add(record.key(), digest);
    add(record.value(), digest);
    for (Header header : record.headers()) {
      add(header.key().getBytes(UTF_8), digest);
      add(header.value(), digest);
    }
    return digest.digest();
  }

  private static void add(byte[] bytes, MessageDigest to) {
    int length = bytes == null ? NULL : bytes.length;
    to.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    if (bytes != null) {
      to.update(bytes);
    }
  }

  /** Of two digests, one digest. */
  static byte[] of(byte[] left, byte[] right) {
    MessageDigest digest = sha256();
    digest.update(left);
    return digest.digest(right);
  }

  /** SHA-256 in hexadecimal digits. */
  static String hex(byte[] of) {
    return HexFormat.of().formatHex(sha256().digest(of));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
