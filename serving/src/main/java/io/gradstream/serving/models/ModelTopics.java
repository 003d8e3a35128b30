package io.gradstream.serving.models;

import io.gradstream.schemas.Topics;
import io.gradstream.serving.models.SnapshotIntake.ModelRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one consumer reads: every partition of every models topic there is, from its beginning;
 * topics and partitions that come later are found. Not thread safe.
 */
final class ModelTopics {

  private static final String SUFFIX = Topics.of("").models();

  /** No other topic is a learner's, whatever its end; its name becomes a folder's. */
  private static final Pattern LEARNER = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}");

  private static final Logger LOG = LoggerFactory.getLogger(ModelTopics.class);

  private final Consumer<byte[], byte[]> consumer;
  private final Set<String> learners;
  private final Function<String, SnapshotIntake> intakes;
  private final ModelStore store;
  private final FollowTimes times;
  private final Map<TopicPartition, Long> ends = new HashMap<>(); // those still to be reached
  private long discoverAt = System.nanoTime();

  /**
   * @param learners empty for all
   * @param intakes the intake of a learner
   */
  ModelTopics(
      Consumer<byte[], byte[]> consumer,
      Set<String> learners,
      Function<String, SnapshotIntake> intakes,
      ModelStore store,
      FollowTimes times) {
    this.consumer = consumer;
    this.learners = learners;
    this.intakes = intakes;
    this.store = store;
    this.times = times;
  }

  /**
   * Reads what is there now, or waits for it a moment.
   *
   * @return false when there is no topic to read yet
   */
  boolean poll() {
    if (consumer.assignment().isEmpty() || System.nanoTime() - discoverAt >= 0) {
      discover();
      discoverAt = System.nanoTime() + times.discoverEvery().toNanos();
    }
    if (consumer.assignment().isEmpty()) {
      return false; // a consumer without an assignment refuses to poll
    }
    ConsumerRecords<byte[], byte[]> records = consumer.poll(times.poll());
    for (TopicPartition partition : records.partitions()) {
      intakes
          .apply(learner(partition.topic()))
          .accept(records.records(partition).stream().map(ModelTopics::toRecord).toList());
    }
    reachEnds();
    return true;
  }

  private static ModelRecord toRecord(ConsumerRecord<byte[], byte[]> record) {
    return new ModelRecord(record.key(), record.value(), Instant.ofEpochMilli(record.timestamp()));
  }

  private void discover() {
    List<TopicPartition> fresh = new ArrayList<>();
    consumer.listTopics().forEach((topic, partitions) -> addFresh(topic, partitions, fresh));
    if (fresh.isEmpty()) {
      return;
    }
    ends.putAll(consumer.endOffsets(fresh));
    Set<TopicPartition> all = new HashSet<>(consumer.assignment());
    all.addAll(fresh);
    consumer.assign(all);
    for (TopicPartition partition : fresh) {
      intakes.apply(learner(partition.topic()));
      store.follow(learner(partition.topic())).found();
    }
    LOG.info("following {}", fresh);
  }

  private void addFresh(String topic, List<PartitionInfo> partitions, List<TopicPartition> fresh) {
    if (!isFollowed(topic)) {
      return;
    }
    for (PartitionInfo info : partitions) {
      TopicPartition partition = new TopicPartition(topic, info.partition());
      if (!consumer.assignment().contains(partition)) {
        fresh.add(partition);
      }
    }
  }

  private boolean isFollowed(String topic) {
    if (!topic.endsWith(SUFFIX) || topic.equals(SUFFIX)) {
      return false;
    }
    String learner = learner(topic);
    return LEARNER.matcher(learner).matches() && (learners.isEmpty() || learners.contains(learner));
  }

  private void reachEnds() {
    if (store.isCaughtUp() && ends.isEmpty()) {
      return;
    }
    ends.entrySet().removeIf(end -> hasReached(end.getKey(), end.getValue()));
    Set<String> behind = topics(ends.keySet());
    for (String topic : topics(consumer.assignment())) {
      if (!behind.contains(topic)) {
        store.follow(learner(topic)).caughtUp();
      }
    }
    if (behind.isEmpty()) {
      store.caughtUp();
    }
  }

  private boolean hasReached(TopicPartition partition, long end) {
    return end == 0 || consumer.position(partition) >= end;
  }

  private static Set<String> topics(Set<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
  }

  private static String learner(String topic) {
    return topic.substring(0, topic.length() - SUFFIX.length());
  }
}
