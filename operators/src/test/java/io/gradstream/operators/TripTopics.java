package io.gradstream.operators;

import io.gradstream.operators.record.SourceRecord;
import io.gradstream.operators.record.SourceRecord.Mark;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.schemas.Position;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Trips and their labels, on several partitions of two topics. */
final class TripTopics {

  private TripTopics() {}

  /** One queue for each partition of each topic, ended by a time mark. */
  static Map<String, Queue<SourceRecord>> of(Trips trips, int count, int partitions) {
    Map<String, Queue<SourceRecord>> queues = new TreeMap<>();
    for (int trip = 0; trip < count; trip++) {
      add(queues, trips.event(trip));
    }
    // Labels come as they become known, and some trips have none.
    IntStream.range(0, count)
        .filter(trip -> trip % 11 != 0)
        .mapToObj(trips::label)
        .sorted(Comparator.comparing(Usable::position))
        .forEach(label -> add(queues, label));
    for (String topic : List.of(Trips.EVENTS, Trips.LABELS)) {
      for (int partition = 0; partition < partitions; partition++) {
        add(queues, new Mark(new Position(Trips.time(2 * count), topic, partition, 1_000_000)));
      }
    }
    return queues;
  }

  private static void add(Map<String, Queue<SourceRecord>> queues, SourceRecord record) {
    Position at = record.position();
    queues.computeIfAbsent(at.topic() + at.partition(), name -> new ArrayDeque<>()).add(record);
  }

  /** Reads records of the queues in an order of chance. */
  static void read(
      HarnessPipeline pipeline, Map<String, Queue<SourceRecord>> queues, Random random, int records)
      throws Exception {
    List<Queue<SourceRecord>> open = open(queues);
    for (int i = 0; i < records && !open.isEmpty(); i++) {
      pipeline.read(open.get(random.nextInt(open.size())).remove());
      if (random.nextInt(10) == 0) {
        pipeline.moveTime();
      }
      open = open(queues);
    }
    pipeline.moveTime();
  }

  private static List<Queue<SourceRecord>> open(Map<String, Queue<SourceRecord>> queues) {
    return queues.values().stream().filter(queue -> !queue.isEmpty()).toList();
  }
}
