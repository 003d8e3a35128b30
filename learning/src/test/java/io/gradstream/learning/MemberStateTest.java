package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.FamiliesTest.Family;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.Model;
import io.gradstream.model.Pool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Members of every kind, written and read back. */
final class MemberStateTest {

  private static final int CHAMPIONS = 90; // examples
  private static final int CHALLENGERS = 25;

  private static RecordingStore learned(LearnerSpec spec, Family family, int examples) {
    RecordingStore store = new RecordingStore();
    try (Learner learner = spec.newLearner("k", 1)) {
      family.examples().subList(0, examples).forEach(learner::learn);
      learner.write(store);
    }
    return store;
  }

  private static void read(Pool pool, LearnerStore store) {
    MemberState members = MemberState.ofChampion(pool);
    members.read(store);
    members.readMix(store);
    members.markClean();
  }

  private static RecordingStore all(Pool pool) {
    RecordingStore store = new RecordingStore();
    MemberState.ofChampion(pool).write(store, true);
    MemberState.ofChampion(pool).writeMix(store, 0);
    return store;
  }

  /** As a challenger that is promoted; all that was stored is the champion's of before. */
  @ParameterizedTest
  @EnumSource
  void membersThatBecameOthersAreWrittenWhole(Family family) {
    LearnerSpec spec = family.spec();
    RecordingStore store = learned(spec, family, CHAMPIONS);
    try (Model model = new Model(spec.model(), "k", spec.learn().training(), 8);
        Pool champion = model.newPool();
        Pool challenger = model.newPool();
        Pool restored = model.newPool()) {
      read(champion, store);
      read(challenger, learned(spec, family, CHALLENGERS));
      MemberState.copy(challenger, champion, "k");
      assertThat(all(champion).content()).isEqualTo(all(challenger).content());

      MemberState.ofChampion(champion).write(store, false);
      MemberState.ofChampion(champion).writeMix(store, 0);
      read(restored, store);
      assertThat(all(restored).content()).isEqualTo(all(challenger).content());
    }
  }
}
