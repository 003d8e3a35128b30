package io.gradstream.e2e;

import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.DeadLetter.Reason;
import java.util.HexFormat;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * What a dead letter must say of a record.
 *
 * @param original the record's value in hexadecimal; of one that is too large, the first 64 KiB
 */
record Letter(
    Reason reason, String field, String original, String topic, int partition, long offset) {

  static Letter of(DeadLetter letter) {
    return new Letter(
        letter.reason(),
        letter.field(),
        HexFormat.of().formatHex(letter.original()),
        letter.topic(),
        letter.partition(),
        letter.offset());
  }

  private static final int KEPT_OF_TOO_LARGE = 64 * 1024;

  static Letter expected(Reason reason, String field, byte[] original, RecordMetadata stored) {
    return new Letter(
        reason,
        field,
        HexFormat.of().formatHex(original, 0, kept(reason, original)),
        stored.topic(),
        stored.partition(),
        stored.offset());
  }

  private static int kept(Reason reason, byte[] original) {
    return reason == Reason.TOO_LARGE ? KEPT_OF_TOO_LARGE : original.length;
  }

  @Override
  public String toString() {
    String bytes = original.length() <= 80 ? original : original.substring(0, 80) + "...";
    return "%s(%s) %s-%d:%d %s".formatted(reason, field, topic, partition, offset, bytes);
  }
}
