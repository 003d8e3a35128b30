package io.gradstream.faults;

import io.gradstream.jobs.TimeMarks;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what stands on topics: on from where it was, to where they end now. For one thread. */
final class TopicLog implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;

  /**
   * @param committedOnly whether records of open and aborted transactions are left out
   */
  TopicLog(String brokers, boolean committedOnly, String... topics) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                committedOnly ? "read_committed" : "read_uncommitted"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(
        Stream.of(topics)
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList());
  }

  /**
   * A record.
   *
   * @param mark the time it marks, when it is nothing but a mark
   */
  record Entry(
      String topic, int partition, long offset, byte[] key, byte[] value, OptionalLong mark) {

    private static Entry of(ConsumerRecord<byte[], byte[]> record) {
      Header header = record.headers().lastHeader(TimeMarks.HEADER);
      return new Entry(
          record.topic(),
          record.partition(),
          record.offset(),
          record.key(),
          record.value(),
          header == null
              ? OptionalLong.empty()
              : OptionalLong.of(ByteBuffer.wrap(header.value()).getLong()));
    }
  }

  /** Where the topics end. */
  Map<TopicPartition, Long> ends() {
    return consumer.endOffsets(consumer.assignment());
  }

  /** Where it reads on. */
  Map<TopicPartition, Long> positions() {
    return consumer.assignment().stream()
        .collect(Collectors.toMap(Function.identity(), consumer::position));
  }

  /** Reads on to where the topics end now. */
  void read(Consumer<Entry> reader) {
    Map<TopicPartition, Long> ends = ends();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      poll(reader);
    }
  }

  /** Reads what comes next, for a moment. */
  void poll(Consumer<Entry> reader) {
    consumer.poll(POLL).forEach(record -> reader.accept(Entry.of(record)));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
