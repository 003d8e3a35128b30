package io.gradstream.cli.prove;

import io.gradstream.cli.topics.KafkaOptions;
import io.gradstream.cli.topics.LearnerTopics;
import io.gradstream.cli.topics.OffsetRange;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.TopicRecords.Registries;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.Version;
import io.gradstream.workbench.evaluate.Derivation;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * What learning again has come to.
 *
 * @param model of the version; empty when the records are too few
 * @param steps that the model has made in the end
 * @param orders up to where learning has come
 * @param wrong what is wrong with them, a sentence each
 * @param strangers versions that orders brought models of, and that had not been learned by then
 * @param needed what it took of each partition
 * @param partitions what was read, by topic and number
 * @param notes worth telling of the topics
 */
record LearnedAgain(
    Optional<ModelSnapshot> model,
    long steps,
    List<PlacedCommand> orders,
    List<String> wrong,
    List<Version> strangers,
    Map<TopicPartition, OffsetRange> needed,
    List<LearnedPartition> partitions,
    List<String> notes) {

  /** Bytes of the snapshot; empty when the records are too few. */
  Optional<byte[]> bytes() {
    return model.map(SnapshotCodec::encode);
  }

  /** Learns what the topics hold from where the spec begins, until the version is there. */
  static LearnedAgain now(
      LearnerSpec spec, String key, Version version, List<PlacedCommand> orders, KafkaOptions kafka)
      throws IOException, InterruptedException {
    RecordDigests digests = new RecordDigests(of -> OffsetDigests.few());
    GivenOrders given = new GivenOrders(orders);
    OptionalLong since = spec.events().from().since();
    try (LearnerTopics topics = LearnerTopics.open(spec, kafka, since, digests::add)) {
      Derivation derived = Derivation.of(spec, key, version, topics.partitions(), given);
      return of(derived, given, topics.given(), digests.of(topics.given()), topics.notes());
    }
  }

  /** Learns what a statement says was learned; all of it is read. */
  static LearnedAgain as(
      Statement statement, LearnerSpec spec, KafkaOptions kafka, Registries registries)
      throws IOException, InterruptedException {
    Map<TopicPartition, OffsetRange> ranges = new HashMap<>();
    Map<TopicPartition, Integer> levels = new HashMap<>();
    for (LearnedPartition partition : statement.partitions()) {
      ranges.put(partition.of(), partition.range());
      levels.put(partition.of(), partition.level());
    }
    RecordDigests digests = new RecordDigests(of -> OffsetDigests.at(levels.get(of)));
    GivenOrders given = new GivenOrders(statement.orders());
    try (LearnerTopics topics = LearnerTopics.open(spec, kafka, ranges, registries, digests::add)) {
      Derivation derived =
          Derivation.of(spec, statement.key(), statement.version(), topics.partitions(), given);
      Map<TopicPartition, OffsetRange> needed = topics.given();
      topics.drain();
      return of(derived, given, needed, digests.of(topics.given()), topics.notes());
    }
  }

  private static LearnedAgain of(
      Derivation derived,
      GivenOrders given,
      Map<TopicPartition, OffsetRange> needed,
      List<LearnedPartition> partitions,
      List<String> notes) {
    return new LearnedAgain(
        derived.model(),
        derived.steps(),
        given.reached(),
        given.wrong(),
        given.strangers(),
        needed,
        partitions,
        notes);
  }
}
