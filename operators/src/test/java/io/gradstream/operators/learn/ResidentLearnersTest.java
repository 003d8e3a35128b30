package io.gradstream.operators.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.InMemoryLearnerStore;
import io.gradstream.learning.Learner;
import io.gradstream.learning.LearnerStore;
import io.gradstream.learning.SpecHistory;
import io.gradstream.learning.StoredLearners;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.operators.TestSpecs;
import io.gradstream.operators.Trips;
import io.gradstream.operators.record.ControlSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResidentLearnersTest {

  private static final LearnerSpec SPEC = TestSpecs.read(TestSpecs.onArrival());

  private final Trips trips = new Trips(TestSpecs.onArrival(), 1);
  private final Map<String, InMemoryLearnerStore> stores = new HashMap<>();
  private final List<Learner> made = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private final ResidentLearners residents =
      new ResidentLearners(
          2,
          ControlSettings.NONE,
          this::store,
          new StoredLearners(SpecHistory.of(1, SPEC), Learner::new),
          this::learner,
          this::leaves);

  private LearnerStore store(String key) {
    return stores.computeIfAbsent(key, absent -> new InMemoryLearnerStore());
  }

  private Learner learner(String key) {
    made.add(new Learner(SPEC, key, 1));
    return made.get(made.size() - 1);
  }

  private void leaves(Resident resident) {
    left.add(resident.learner().key());
  }

  @AfterEach
  void close() {
    residents.close();
  }

  @Test
  void usageExample() {
    learn("oslo", 8);
    learn("rome", 8);
    learn("lima", 8);

    assertThat(left).containsExactly("oslo");
    assertThat(residents.get("oslo").learner().version().step()).isEqualTo(2);
  }

  @Test
  void memoryOfOneThatLeavesGoesToTheOneThatComes() {
    for (String key : List.of("oslo", "rome", "lima", "cairo", "oslo")) {
      learn(key, 1);
    }

    assertThat(made).hasSize(2);
    assertThat(residents.size()).isEqualTo(2);
  }

  @Test
  void theOneUsedLastStays() {
    learn("oslo", 1);
    learn("rome", 1);
    residents.get("oslo");
    learn("lima", 1);

    assertThat(left).containsExactly("rome");
  }

  @Test
  void aModelThatWasOnlyAskedIsNeverWritten() {
    residents.get("oslo");
    residents.setSettings(new ControlSettings(true, Optional.of(0.5f), List.of("c1")));
    residents.writeChanged();

    assertThat(store("oslo").part(LearnerStore.Part.PROGRESS, 0)).isNull();
    assertThat(residents.get("oslo").exists()).isFalse();
  }

  @Test
  void settingsReachThoseHereAndThoseThatComeBack() {
    learn("oslo", 1);
    learn("rome", 1);
    learn("lima", 1); // oslo leaves
    residents.setSettings(new ControlSettings(true, Optional.of(0.5f), List.of("c1")));

    for (String key : List.of("rome", "lima", "oslo", "cairo")) {
      assertThat(residents.get(key).learner().isPaused()).as(key).isTrue();
      assertThat(residents.get(key).learner().learningRate()).as(key).isEqualTo(0.5f);
    }
  }

  private void learn(String key, int examples) {
    Resident resident = residents.get(key);
    for (int trip = 0; trip < examples; trip++) {
      resident.learned();
      resident.learner().learn(trips.lesson(trip).example());
    }
  }
}
