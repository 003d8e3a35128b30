package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.schemas.SplitMix64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static final int CAPACITY = 512;

  private final RecordingStore store = new RecordingStore();

  /** Of rows of two inputs, one category and one target: 512 of them. */
  private static Replay replay(boolean on) {
    return replay(new PracticeSpec(8, PracticeSpec.YOUNG, on));
  }

  private static Replay replay(PracticeSpec practice) {
    return new Replay(practice, 2, 1, 1, 4 * CAPACITY + 3);
  }

  /** Examples from ... to, each its own number. */
  private static void add(Replay replay, int from, int to) {
    float[] inputs = new float[2];
    int[] rows = new int[1];
    float[] targets = new float[1];
    for (int i = from; i < to; i++) {
      inputs[0] = i;
      rows[0] = i;
      targets[0] = i;
      replay.add(inputs, rows, targets);
    }
  }

  private static Replay with(int examples) {
    Replay replay = replay(true);
    add(replay, 0, examples);
    return replay;
  }

  @Test
  void manyAreDrawnWhileTheStreamIsYoungAndNoneOnceItIsGrown() {
    Replay replay = replay(true);
    assertThat(replay.draws()).isZero();
    add(replay, 0, 3);
    assertThat(replay.draws()).isEqualTo(3);
    add(replay, 3, 1999);
    assertThat(replay.draws()).isEqualTo(4);
    add(replay, 1999, 2000);
    assertThat(replay.draws()).isEqualTo(3);
    add(replay, 2000, 19_999);
    assertThat(replay.draws()).isEqualTo(3);
    add(replay, 19_999, 20_000);
    assertThat(replay.draws()).isZero();
  }

  @Test
  void asManyAsAreNewAreDrawnForEverWhereTheStreamIsNeverYoung() {
    Replay replay = replay(new PracticeSpec(16, 0, true));
    assertThat(replay.draws()).isZero();
    add(replay, 0, 10);
    assertThat(replay.draws()).isEqualTo(10);
    add(replay, 10, 30_000);
    assertThat(replay.draws()).isEqualTo(16);
  }

  @Test
  void theNewestAreHeldAndAllOfThemAreDrawn() {
    Replay replay = with(3000);
    Set<Float> drawn = new HashSet<>();
    for (int i = 3000; i < 6000; i++) {
      for (int draw = 0; draw < replay.draws(); draw++) {
        float target = replay.target(replay.drawn(1, draw), 0);
        assertThat(target).isBetween(i - (float) CAPACITY, i - 1f);
        drawn.add(i - target);
      }
      add(replay, i, i + 1);
    }
    assertThat(drawn).hasSize(CAPACITY);
  }

  @Test
  void whatIsDrawnFollowsFromSeedAndExample() {
    assertThat(with(700).drawn(1, 2)).isEqualTo(with(700).drawn(1, 2));
    Set<Integer> drawn = new HashSet<>();
    for (int seed = 0; seed < 5; seed++) {
      for (int draw = 0; draw < 4; draw++) {
        drawn.add(with(700).drawn(SplitMix64.at(seed), draw));
        drawn.add(with(701).drawn(SplitMix64.at(seed), draw));
      }
    }
    assertThat(drawn).hasSizeGreaterThan(36);
  }

  @Test
  void nothingIsKeptWhereThereIsNoReplay() {
    Replay replay = replay(false);
    add(replay, 0, 100);
    replay.write(store);

    assertThat(replay.draws()).isZero();
    assertThat(replay.examples()).isEqualTo(100);
    assertThat(store.content()).isEmpty();
  }

  @Test
  void chunksThatChangedAreWrittenAlone() {
    Replay replay = with(300);
    replay.write(store);
    replay.markClean();
    assertThat(store.written()).containsExactly("REPLAY 0", "REPLAY 1");
    add(replay, 300, 310);
    replay.write(store);
    replay.markClean();
    assertThat(store.written()).containsExactly("REPLAY 1");
    replay.write(store);
    assertThat(store.written()).isEmpty();
  }

  @Test
  void whatWasWrittenAnywhereGoesOnAsIfNothingHadHappened() {
    for (int cut : new int[] {0, 1, 255, 256, 257, 511, 512, 513, 2000, 19_998, 19_999}) {
      Replay before = with(cut);
      RecordingStore cutStore = new RecordingStore();
      before.write(cutStore);
      Replay after = with(77); // must leave no trace
      after.startAnew();
      after.read(cutStore, cut);
      for (int i = cut; i < cut + 600; i++) {
        assertThat(after.draws()).isEqualTo(before.draws());
        for (int draw = 0; draw < before.draws(); draw++) {
          int drawn = before.drawn(9, draw);
          assertThat(after.drawn(9, draw)).isEqualTo(drawn);
          assertThat(after.target(drawn, 0)).isEqualTo(before.target(drawn, 0));
        }
        add(before, i, i + 1);
        add(after, i, i + 1);
      }
    }
  }

  @Test
  void aGrownStreamForgetsWhatWasStored() {
    Replay replay = with(19_990);
    replay.write(store);
    replay.markClean();
    assertThat(store.part(Part.REPLAY, 1)).hasSizeGreaterThan(4000);
    Replay restored = replay(true);
    restored.read(store, 19_990);
    add(restored, 19_990, 20_100);
    restored.write(store);
    restored.markClean();

    assertThat(store.part(Part.REPLAY, 0)).hasSize(1);
    assertThat(store.part(Part.REPLAY, 1)).hasSize(1);
    store.written();
    restored.write(store);
    assertThat(store.written()).isEmpty();
    Replay grown = replay(true);
    grown.read(store, 20_100);
    assertThat(grown.draws()).isZero();
  }

  @Test
  void aDamagedChunkIsNamed() {
    Replay replay = with(300);
    replay.write(store);
    store.putPart(Part.REPLAY, 1, new byte[] {1, 2, 3});

    assertThatThrownBy(() -> replay(true).read(store, 300))
        .isInstanceOf(DamagedStateException.class)
        .hasMessageContaining("REPLAY");
  }

  @Test
  void aReplayThatIsTakenOverIsWrittenWhole() {
    Replay other = with(300);
    other.write(store);
    other.markClean();
    Replay replay = replay(true);
    replay.takeOver(other);
    RecordingStore written = new RecordingStore();
    replay.write(written);
    other.startAnew();
    add(other, 0, 10);

    assertThat(written.content()).isEqualTo(store.content());
    assertThat(replay.examples()).isEqualTo(300);
    assertThat(replay.target(299, 0)).isEqualTo(299);
  }

  @Test
  void whatWasNeverKeptIsNotTakenOver() {
    Replay other = replay(false);
    add(other, 0, 300);
    Replay replay = replay(true);
    replay.takeOver(other);

    assertThat(replay.draws()).isZero();
    assertThat(replay.examples()).isZero();
  }
}
