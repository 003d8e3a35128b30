package io.gradstream.jobs;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Records that say a partition has reached a time, and nothing else: no value, and a header with
 * the time. At the end of a replay they let its last records be learned; on a topic that is often
 * silent they keep the others from waiting for it.
 */
public final class TimeMarks {

  /** The header: epoch milliseconds, 8 bytes, big-endian. */
  public static final String HEADER = "gradstream-time-mark";

  private TimeMarks() {}

  /**
   * A mark for one partition. Its Kafka timestamp is the time of sending, whatever it marks: one
   * that lies in the future makes a broker refuse the records that are sent with it, too.
   */
  public static ProducerRecord<byte[], byte[]> record(String topic, int partition, long time) {
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(time).array();
    return new ProducerRecord<>(
        topic, partition, null, null, null, List.of(new RecordHeader(HEADER, bytes)));
  }

  /**
   * The time a mark's header stands for.
   *
   * @throws IllegalArgumentException when it is not 8 bytes long
   */
  static long time(Header header) {
    byte[] bytes = header.value();
    if (bytes == null || bytes.length != Long.BYTES) {
      throw new IllegalArgumentException(
          "header %s must be 8 bytes: %d".formatted(HEADER, bytes == null ? 0 : bytes.length));
    }
    return ByteBuffer.wrap(bytes).getLong();
  }
}
