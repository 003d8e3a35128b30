package io.gradstream.cli.topics;

import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.features.event.Decoded;
import io.gradstream.jobs.UserRecords;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.TopicRecords.Registries;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.Position;
import io.gradstream.workbench.evaluate.Partition;
import io.gradstream.workbench.evaluate.TopicRecord;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The topics that a learner reads as they stand now, read as its job reads them. Closes its
 * consumers.
 */
public final class LearnerTopics implements AutoCloseable {

  private final KafkaOptions kafka;
  private final Consumer<ConsumerRecord<byte[], byte[]>> listener;
  private final List<PartitionsRead> reads = new ArrayList<>();
  private final List<Partition> partitions = new ArrayList<>();

  private LearnerTopics(KafkaOptions kafka, Consumer<ConsumerRecord<byte[], byte[]>> listener) {
    this.kafka = kafka;
    this.listener = listener;
  }

  /** Where the partitions of a topic are read from, and how far. */
  private interface Opening {
    PartitionsRead of(String topic) throws IOException;
  }

  /**
   * Opens them, up to where they end now.
   *
   * @param since epoch milliseconds from which on records are read; empty for all
   * @param listener is told of each record that is read
   * @throws InvalidDataException when there is no event
   * @throws IllegalStateException when Kafka does not answer, or a topic is not there
   */
  public static LearnerTopics open(
      LearnerSpec spec,
      KafkaOptions kafka,
      OptionalLong since,
      Consumer<ConsumerRecord<byte[], byte[]>> listener)
      throws IOException, InterruptedException {
    long from = since.orElse(-1); // negative for all
    LearnerTopics opened =
        open(
            spec,
            kafka,
            topic -> PartitionsRead.open(kafka.consumer(), topic, from),
            place -> kafka.registryAt(URI.create(place.url())),
            listener);
    try {
      opened.requireRecords(spec.events().topic(), from);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
    return opened;
  }

  /**
   * Opens what was read of them once.
   *
   * @param ranges by topic and partition
   * @param registries where schemas are asked for
   * @param listener is told of each record that is read
   * @throws IllegalStateException when Kafka does not answer, or what was read is not there
   */
  public static LearnerTopics open(
      LearnerSpec spec,
      KafkaOptions kafka,
      Map<TopicPartition, OffsetRange> ranges,
      Registries registries,
      Consumer<ConsumerRecord<byte[], byte[]>> listener)
      throws IOException, InterruptedException {
    return open(
        spec,
        kafka,
        topic -> PartitionsRead.open(kafka.consumer(), topic, ranges),
        registries,
        listener);
  }

  private static LearnerTopics open(
      LearnerSpec spec,
      KafkaOptions kafka,
      Opening opening,
      Registries registries,
      Consumer<ConsumerRecord<byte[], byte[]>> listener)
      throws IOException, InterruptedException {
    UserRecords events = UserRecords.events(spec, registries);
    Optional<UserRecords> labels = UserRecords.labels(spec, registries);
    kafka.require(events.topic());
    if (labels.isPresent()) {
      kafka.require(labels.get().topic());
    }
    LearnerTopics opened = new LearnerTopics(kafka, listener);
    try {
      opened.add(events, opening, false);
      if (labels.isPresent()) {
        opened.add(labels.get(), opening, true);
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private void add(UserRecords records, Opening opening, boolean labels) throws IOException {
    PartitionsRead read = opening.of(records.topic());
    reads.add(read);
    for (int number : read.partitions()) {
      partitions.add(new OfKafka(read, records, number, labels));
    }
  }

  private void requireRecords(String topic, long since) {
    if (reads.get(0).offsets() == 0) {
      throw new InvalidDataException(
          "the topic %s at %s holds no record%s: send some"
              .formatted(
                  topic,
                  kafka.brokers(),
                  since < 0 ? "" : " since " + Instant.ofEpochMilli(since)));
    }
  }

  /** What is worth telling once they have been read. */
  public List<String> notes() {
    long deleted = reads.stream().mapToLong(PartitionsRead::deleted).sum();
    return deleted == 0
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "%,d records were deleted before they could be read, as by the topics' retention",
                deleted));
  }

  /** Each partition, to be read once. */
  public List<Partition> partitions() {
    return List.copyOf(partitions);
  }

  /** What has been read so far, of each partition. */
  public Map<TopicPartition, OffsetRange> given() {
    Map<TopicPartition, OffsetRange> ranges = new HashMap<>();
    reads.forEach(read -> ranges.putAll(read.given()));
    return ranges;
  }

  /** Reads whatever is left. */
  public void drain() {
    for (PartitionsRead read : reads) {
      for (int number : read.partitions()) {
        ConsumerRecord<byte[], byte[]> record = read.next(number);
        while (record != null) {
          listener.accept(record);
          record = read.next(number);
        }
      }
    }
  }

  private final class OfKafka implements Partition, UserRecords.Taker<TopicRecord> {

    private final PartitionsRead read;
    private final UserRecords records;
    private final int number;
    private final boolean labels;

    OfKafka(PartitionsRead read, UserRecords records, int number, boolean labels) {
      this.read = read;
      this.records = records;
      this.number = number;
      this.labels = labels;
    }

    @Override
    public boolean isOfLabels() {
      return labels;
    }

    @Override
    public TopicRecord next() {
      ConsumerRecord<byte[], byte[]> record = read.next(number);
      if (record == null) {
        return null;
      }
      listener.accept(record);
      return records.read(record, this);
    }

    @Override
    public TopicRecord usable(
        Decoded.Good event, Position position, Optional<Decoded.Bad> badLabel) {
      return labels
          ? new TopicRecord.OfLabels(event.event(), position)
          : new TopicRecord.OfEvents(event, position, badLabel);
    }

    @Override
    public TopicRecord mark(Position position) {
      return new TopicRecord.Mark(position);
    }

    @Override
    public TopicRecord tombstone(Position position) {
      return new TopicRecord.Tombstone(position, labels);
    }

    @Override
    public TopicRecord unusable(DeadLetter letter) {
      Position position =
          new Position(letter.time(), letter.topic(), letter.partition(), letter.offset());
      return new TopicRecord.Unusable(position, labels, letter.reason(), letter.message());
    }
  }

  @Override
  public void close() {
    reads.forEach(PartitionsRead::close);
  }
}
