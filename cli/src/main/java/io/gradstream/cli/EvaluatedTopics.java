package io.gradstream.cli;

import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.cli.topics.KafkaOptions;
import io.gradstream.cli.topics.PartitionsRead;
import io.gradstream.features.event.Decoded;
import io.gradstream.jobs.UserRecords;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.TopicRecords.Registries;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.Position;
import io.gradstream.workbench.evaluate.Partition;
import io.gradstream.workbench.evaluate.Source;
import io.gradstream.workbench.evaluate.TopicRecord;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The topics of a learner as they stand now, for {@code evaluate}. Closes its consumers. */
final class EvaluatedTopics implements AutoCloseable {

  private final KafkaOptions kafka;
  private final long since; // negative for all
  private final List<PartitionsRead> reads = new ArrayList<>();
  private final List<Partition> partitions = new ArrayList<>();

  private EvaluatedTopics(KafkaOptions kafka, long since) {
    this.kafka = kafka;
    this.since = since;
  }

  /**
   * Opens them.
   *
   * @param since epoch milliseconds from which on records are read; empty for all
   * @throws InvalidDataException when there is no event
   * @throws IllegalStateException when Kafka does not answer, or a topic is not there
   */
  static EvaluatedTopics open(LearnerSpec spec, KafkaOptions kafka, OptionalLong since)
      throws IOException, InterruptedException {
    Registries registries = place -> kafka.registryAt(URI.create(place.url()));
    UserRecords events = UserRecords.events(spec, registries);
    Optional<UserRecords> labels = UserRecords.labels(spec, registries);
    kafka.require(events.topic());
    if (labels.isPresent()) {
      kafka.require(labels.get().topic());
    }
    EvaluatedTopics opened = new EvaluatedTopics(kafka, since.orElse(-1));
    try {
      opened.add(events, false);
      opened.requireRecords(events.topic());
      if (labels.isPresent()) {
        opened.add(labels.get(), true);
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private void add(UserRecords records, boolean labels) throws IOException {
    PartitionsRead read = PartitionsRead.open(kafka.consumer(), records.topic(), since);
    reads.add(read);
    for (int number : read.partitions()) {
      partitions.add(new OfKafka(read, records, number, labels));
    }
  }

  private void requireRecords(String topic) {
    if (reads.get(0).offsets() == 0) {
      throw new InvalidDataException(
          "the topic %s at %s holds no record%s: send some, or evaluate a file with --data"
              .formatted(
                  topic,
                  kafka.brokers(),
                  since < 0 ? "" : " since " + Instant.ofEpochMilli(since)));
    }
  }

  /** What is worth telling once they have been read. */
  List<String> notes() {
    long deleted = reads.stream().mapToLong(PartitionsRead::deleted).sum();
    return deleted == 0
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "%,d records were deleted before they could be read, as by the topics' retention",
                deleted));
  }

  Source.Topics source() {
    return new Source.Topics(partitions);
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
      return record == null ? null : records.read(record, this);
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
