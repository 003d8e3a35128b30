package io.gradstream.serving.models;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;

/** As strict as a real consumer about its assignment; lists its topics by a script. */
final class ScriptedConsumer extends MockConsumer<byte[], byte[]> {

  private final Deque<Runnable> listings = new ArrayDeque<>();

  ScriptedConsumer() {
    super("earliest");
  }

  /** The step of the next listing that has none yet. */
  void whenListed(Runnable step) {
    listings.add(step);
  }

  @Override
  public synchronized Map<String, List<PartitionInfo>> listTopics() {
    Map<String, List<PartitionInfo>> before = Map.copyOf(super.listTopics());
    if (!listings.isEmpty()) {
      listings.removeFirst().run();
    }
    return before;
  }

  @Override
  public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    if (assignment().isEmpty()) {
      throw new IllegalStateException("Consumer is not assigned any partitions");
    }
    return super.poll(timeout);
  }
}
