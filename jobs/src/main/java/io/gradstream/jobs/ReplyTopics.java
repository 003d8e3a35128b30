package io.gradstream.jobs;

import io.gradstream.operators.record.ReplyTo;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The topics that replies may go to, with their partitions. Nothing that stands in a query leads
 * anywhere else: a producer that is sent to a partition that there is none of would wait for it,
 * and with it the job.
 */
final class ReplyTopics implements Serializable {

  private static final long serialVersionUID = 1;

  /** Longest correlation id, in bytes. */
  static final int MOST_CORRELATION_BYTES = 1024;

  /** An address, and what is wrong with what the query says of it. */
  record Address(ReplyTo to, Optional<String> fault) {}

  private final LinkedHashMap<String, Integer> partitions; // by topic, the usual one first

  /**
   * @param topics the usual one first
   * @param partitions how many each of them has
   */
  ReplyTopics(Collection<String> topics, Map<String, Integer> partitions) {
    this.partitions = new LinkedHashMap<>();
    topics.forEach(topic -> this.partitions.put(topic, partitions.get(topic)));
  }

  /** Where a query is answered: if what it says cannot be, on the usual topic. */
  Address of(Headers headers) {
    Optional<Header> correlation = first(QueryHeaders.CORRELATION_ID, headers);
    Optional<String> fault = correlation.filter(ReplyTopics::isTooLong).map(ReplyTopics::tooLong);
    Optional<Header> known = correlation.filter(header -> !isTooLong(header));
    String topic =
        first(QueryHeaders.REPLY_TOPIC, headers)
            .map(header -> new String(header.value(), StandardCharsets.UTF_8))
            .orElse(usual());
    if (!partitions.containsKey(topic)) {
      return new Address(to(usual(), ReplyTo.ANY, known), Optional.of(notAllowed(topic)));
    }
    Optional<Header> partition = first(List.of(QueryHeaders.REPLY_PARTITION), headers);
    if (partition.isEmpty()) {
      return new Address(to(topic, ReplyTo.ANY, known), fault);
    }
    return number(partition.get().value())
        .filter(number -> number >= 0 && number < partitions.get(topic))
        .map(number -> new Address(to(topic, number, known), fault))
        .orElseGet(
            () -> new Address(to(topic, ReplyTo.ANY, known), Optional.of(noPartition(topic))));
  }

  private String usual() {
    return partitions.keySet().iterator().next();
  }

  private static Optional<Header> first(List<String> names, Headers headers) {
    return names.stream()
        .flatMap(name -> Optional.ofNullable(headers.lastHeader(name)).stream())
        .filter(header -> header.value() != null)
        .findFirst();
  }

  private static Optional<Integer> number(byte[] bytes) {
    return bytes.length == Integer.BYTES
        ? Optional.of(ByteBuffer.wrap(bytes).getInt())
        : Optional.empty();
  }

  private static ReplyTo to(String topic, int partition, Optional<Header> correlation) {
    return new ReplyTo(
        topic,
        partition,
        correlation.map(Header::key).orElse(""),
        correlation.map(Header::value).orElse(new byte[0]));
  }

  private static boolean isTooLong(Header correlation) {
    return correlation.value().length > MOST_CORRELATION_BYTES;
  }

  private static String tooLong(Header correlation) {
    return "%s must have at most %d bytes: %d"
        .formatted(correlation.key(), MOST_CORRELATION_BYTES, correlation.value().length);
  }

  private String notAllowed(String topic) {
    return "a reply may go to %s (queries.replies): %s"
        .formatted(String.join(", ", partitions.keySet()), topic);
  }

  private String noPartition(String topic) {
    return "%s must be 4 bytes, a partition of %s, which has %d"
        .formatted(QueryHeaders.REPLY_PARTITION, topic, partitions.get(topic));
  }
}
