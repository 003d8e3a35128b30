package io.gradstream.learning.resident;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.Example;
import io.gradstream.learning.Examples;
import io.gradstream.learning.InMemoryLearnerStore;
import io.gradstream.learning.LearnerStore;
import io.gradstream.learning.TestSpecs;
import io.gradstream.learning.challengers.Contest;
import io.gradstream.learning.spec.LearnerSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResidentLearnersTest {

  private static final LearnerSpec SPEC = TestSpecs.binary(4);

  private final List<Example> examples = Examples.of(TestSpecs.BINARY, 8, 1);
  private final Map<String, InMemoryLearnerStore> stores = new HashMap<>();
  private final List<Contest> made = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private final ResidentLearners residents = new ResidentLearners(2, new InMemory());

  private final class InMemory implements ResidentLearners.Home {
    @Override
    public LearnerStore store(String key) {
      return stores.computeIfAbsent(key, absent -> new InMemoryLearnerStore());
    }

    @Override
    public Contest newContest(String key) {
      made.add(new Contest(SPEC, LearnerSpec::newLearner, key, 1));
      return made.get(made.size() - 1);
    }

    @Override
    public void read(Contest contest, String key, LearnerStore store) {
      contest.champion().read(key, 1, store);
    }

    @Override
    public void leaves(Resident resident) {
      left.add(resident.learner().key());
    }
  }

  @AfterEach
  void close() {
    residents.close();
  }

  @Test
  void whereTheHeapIsNearlyFullOneModelMakesRoomForTheNext() {
    try (ResidentLearners few = new ResidentLearners(2, new InMemory(), () -> true)) {
      few.get("oslo");
      few.get("rome");
      few.get("oslo");

      assertThat(few.size()).isOne();
      assertThat(made).hasSize(1);
    }
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
    residents.get("oslo").learner().pause();
    residents.writeChanged();

    assertThat(stores.get("oslo").part(LearnerStore.Part.PROGRESS, 0)).isNull();
    assertThat(residents.get("oslo").exists()).isFalse();
  }

  private void learn(String key, int count) {
    Resident resident = residents.get(key);
    for (int i = 0; i < count; i++) {
      resident.learned();
      resident.learner().learn(examples.get(i));
    }
  }
}
