package io.gradstream.faults;

import io.gradstream.local.LocalBroker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** How far a job has read, by the offsets it commits when a checkpoint is complete. */
final class ReadOffsets implements AutoCloseable {

  private final Admin admin;

  ReadOffsets(LocalBroker broker) {
    admin = broker.admin();
  }

  /** Offsets of the topics that {@link Machines} go through; none when no broker answers. */
  Map<TopicPartition, Long> by(String group) {
    try {
      return admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .entrySet()
          .stream()
          .filter(entry -> isInput(entry.getKey().topic()))
          .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    } catch (ExecutionException e) {
      return Map.of(); // asked again
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  private static boolean isInput(String topic) {
    return topic.equals(Machines.EVENTS) || topic.equals(Machines.LABELS);
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
