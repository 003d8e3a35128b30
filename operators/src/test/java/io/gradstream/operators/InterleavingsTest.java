package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.Example;
import io.gradstream.learning.Learner;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.HarnessPipeline.Checkpoint;
import io.gradstream.operators.record.SourceRecord;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.schemas.Position;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same events and labels, read in different orders of partitions and topics and with a failure
 * in between, come to the same bits: those of the plain learner fed in position order.
 */
class InterleavingsTest {

  private static final SpecBundle SPEC = TestSpecs.ownTopic();
  private static final int TRIPS = 240;
  private static final int PARTITIONS = 3;

  @TempDir Path folder;

  private final Trips trips = new Trips(SPEC, PARTITIONS);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyInterleavingLearnsWhatThePlainLearnerLearns(int seed) throws Exception {
    try (HarnessPipeline pipeline = pipeline(Checkpoint.NONE)) {
      TripTopics.read(pipeline, queues(), new Random(seed), Integer.MAX_VALUE);
      assertThat(pipeline.learner().state()).isEqualTo(plainLearner());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aFailureOnTheWayChangesNothing(int seed) throws Exception {
    Map<String, Queue<SourceRecord>> queues = queues();
    Checkpoint checkpoint;
    Map<String, Queue<SourceRecord>> offsets = new TreeMap<>();
    try (HarnessPipeline pipeline = pipeline(Checkpoint.NONE)) {
      TripTopics.read(pipeline, queues, new Random(seed), 150);
      checkpoint = pipeline.checkpoint();
      queues.forEach((name, rest) -> offsets.put(name, new ArrayDeque<>(rest)));
      TripTopics.read(pipeline, queues, new Random(seed + 100), 100); // lost
    }
    try (HarnessPipeline pipeline = pipeline(checkpoint)) {
      TripTopics.read(pipeline, offsets, new Random(seed + 200), Integer.MAX_VALUE);
      assertThat(pipeline.learner().state()).isEqualTo(plainLearner());
    }
  }

  private HarnessPipeline pipeline(Checkpoint from) throws Exception {
    return new HarnessPipeline(SPEC, folder, 2 * PARTITIONS, from);
  }

  @Test
  void thePlainLearnerHasLearnedSomething() {
    assertThat(plainLearner()).hasSizeGreaterThan(20);
  }

  private Map<String, Queue<SourceRecord>> queues() {
    return TripTopics.of(trips, TRIPS, PARTITIONS);
  }

  /** What the job must come to: the join by hand, then one learner a key, in position order. */
  private Map<String, String> plainLearner() {
    LearnerSpec spec = TestSpecs.read(SPEC);
    Map<String, Queue<SourceRecord>> queues = queues();
    Map<Integer, Position> events = effective(queues, Trips.EVENTS);
    Map<Integer, Position> labels = effective(queues, Trips.LABELS);
    List<Example> examples = new ArrayList<>();
    labels.forEach(
        (trip, label) -> {
          Position event = events.get(trip);
          Position completed = event.compareTo(label) > 0 ? event : label;
          examples.add(
              new Example(
                  trips.event(trip).event(), "t" + trip, Trips.late(trip) ? 1 : 0, completed));
        });
    examples.sort(Comparator.comparing(Example::position));
    Map<String, String> state = new TreeMap<>();
    examples.stream()
        .map(example -> Trips.place(Trips.number(example)))
        .distinct()
        .forEach(key -> state.putAll(learned(spec, key, examples)));
    return state;
  }

  private Map<Integer, Position> effective(Map<String, Queue<SourceRecord>> queues, String topic) {
    Map<Integer, Position> positions = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      long reached = Long.MIN_VALUE;
      for (SourceRecord record : queues.get(topic + partition)) {
        if (record instanceof Usable usable) {
          reached = Math.max(reached, usable.position().time());
          positions.put(Trips.number(usable), usable.position().at(reached));
        }
      }
    }
    return positions;
  }

  private static Map<String, String> learned(LearnerSpec spec, String key, List<Example> examples) {
    PlainState store = new PlainState(key);
    try (Learner learner = spec.newLearner(key, LearnerHarness.GENERATION)) {
      examples.stream()
          .filter(example -> Trips.place(Trips.number(example)).equals(key))
          .forEach(learner::learn);
      learner.write(store);
    }
    return store.entries();
  }
}
