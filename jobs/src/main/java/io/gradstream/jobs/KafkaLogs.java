package io.gradstream.jobs;

import io.gradstream.operators.source.TopicLogs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** The logs of the user's topics, as their brokers describe them. */
final class KafkaLogs implements TopicLogs {

  private static final long serialVersionUID = 1;

  private final KafkaClients clients;
  private final HashMap<String, Integer> partitions;
  private final StartOffsets starts;

  /**
   * @param clients their properties hold references only of secrets
   * @param partitions of each topic when the job was deployed
   * @param starts where they are read from
   */
  KafkaLogs(KafkaClients clients, Map<String, Integer> partitions, StartOffsets starts) {
    this.clients = clients;
    this.partitions = new HashMap<>(partitions);
    this.starts = starts;
  }

  @Override
  public long first(String topic, int partition) {
    return starts.first(new TopicPartition(topic, partition));
  }

  @Override
  public Map<String, Integer> partitions() {
    return Map.copyOf(partitions);
  }

  @Override
  public Looking open() {
    return new Look(clients.admin(), List.copyOf(partitions.keySet()), new ClearOffsets(clients));
  }

  private record Look(Admin admin, List<String> topics, ClearOffsets reading) implements Looking {

    @Override
    public CompletableFuture<Map<String, TopicLog>> look() {
      return admin
          .describeTopics(topics)
          .allTopicNames()
          .toCompletionStage()
          .thenCompose(this::extents)
          .toCompletableFuture();
    }

    private CompletableFuture<Map<String, TopicLog>> extents(
        Map<String, TopicDescription> described) {
      CompletableFuture<Map<TopicPartition, ListOffsetsResultInfo>> starts =
          offsets(described.values(), OffsetSpec.earliest());
      return offsets(described.values(), OffsetSpec.latest())
          .thenCombine(
              starts,
              (ends, begins) ->
                  described.values().stream()
                      .collect(
                          Collectors.toMap(
                              TopicDescription::name, topic -> log(topic, begins, ends))));
    }

    private CompletableFuture<Map<TopicPartition, ListOffsetsResultInfo>> offsets(
        Collection<TopicDescription> topics, OffsetSpec where) {
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      topics.forEach(
          topic -> partitionsOf(topic).forEach(partition -> asked.put(partition, where)));
      return admin.listOffsets(asked).all().toCompletionStage().toCompletableFuture();
    }

    private static List<TopicPartition> partitionsOf(TopicDescription topic) {
      return topic.partitions().stream()
          .map(info -> new TopicPartition(topic.name(), info.partition()))
          .sorted((left, right) -> Integer.compare(left.partition(), right.partition()))
          .toList();
    }

    private static TopicLog log(
        TopicDescription topic,
        Map<TopicPartition, ListOffsetsResultInfo> starts,
        Map<TopicPartition, ListOffsetsResultInfo> ends) {
      List<Extent> extents = new ArrayList<>();
      for (TopicPartition partition : partitionsOf(topic)) {
        extents.add(new Extent(starts.get(partition).offset(), ends.get(partition).offset()));
      }
      Uuid id = topic.topicId();
      return new TopicLog(id == null || id.equals(Uuid.ZERO_UUID) ? "" : id.toString(), extents);
    }

    @Override
    public CompletableFuture<Map<Integer, Long>> clear(String topic, Map<Integer, Long> from) {
      return reading.ask(topic, from);
    }

    @Override
    public void close() {
      reading.close();
      admin.close(Duration.ZERO);
    }
  }
}
