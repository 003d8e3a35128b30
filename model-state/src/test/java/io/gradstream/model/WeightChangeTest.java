package io.gradstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightChangeTest {

  private static final Version VERSION = new Version(1, 1);

  @Test
  void aModelIsNotFarFromItself() {
    try (Model model = LearnedModels.learned(Flights.LATE)) {
      ModelSnapshot snapshot = model.snapshot(VERSION, Lineage.NONE);

      List<WeightChange> changes = WeightChange.between(snapshot, snapshot);
      assertThat(changes).extracting(WeightChange::change).containsOnly(0.0);
      assertThat(changes.stream().mapToLong(WeightChange::weights).sum())
          .isEqualTo(snapshot.weights().length);
    }
  }

  @Test
  void theNormIsThatOfTheDifferenceOfALayersWeights() {
    try (Model model = LearnedModels.learned(Flights.LATE)) {
      ModelSnapshot before = model.snapshot(VERSION, Lineage.NONE);
      float[] weights = before.weights().clone();
      weights[weights.length - 1] += 3;
      ModelSnapshot now =
          new ModelSnapshot(
              before.spec(),
              before.key(),
              VERSION,
              Lineage.NONE,
              before.statistics(),
              before.categories(),
              before.targets(),
              weights);

      List<WeightChange> changes = WeightChange.between(before, now);
      WeightChange last = changes.get(changes.size() - 1);
      assertThat(last.change()).isCloseTo(3, within(1e-4));
      assertThat(changes.subList(0, changes.size() - 1))
          .extracting(WeightChange::change)
          .containsOnly(0.0);
    }
  }

  @Test
  void everyMemberWithWeightsIsThere() {
    try (Model model = Pools.VALUE_POOL.learned()) {
      ModelSnapshot snapshot = model.snapshot(VERSION, Lineage.NONE);

      assertThat(WeightChange.between(snapshot, snapshot))
          .extracting(WeightChange::layer)
          .contains(WeightChange.LEAST_SQUARES);
    }
  }
}
