package io.gradstream.faults;

import io.gradstream.cli.local.LocalBroker;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** How far a job has read, by the offsets it commits when a checkpoint is complete. */
final class ReadOffsets {

  private ReadOffsets() {}

  /** Of the topics that {@link Machines} go through. */
  static Map<TopicPartition, Long> of(LocalBroker broker, String group) {
    try (Admin admin = broker.admin()) {
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
}
