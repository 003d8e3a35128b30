package io.gradstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.Event;
import io.gradstream.features.history.HistoryGroup;
import io.gradstream.model.targets.ReconstructionTarget;
import io.gradstream.network.spec.ValueLoss;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.Version;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoolModelTest {

  private static final Version VERSION = new Version(2, 90);

  private static ModelSnapshot snapshot(Model model) {
    return model.snapshot(VERSION, Lineage.NONE);
  }

  private static byte[] bytes(Model model) {
    return SnapshotCodec.encode(snapshot(model));
  }

  @ParameterizedTest
  @EnumSource
  void aSnapshotPredictsBitForBitAsThePool(Pools of) {
    try (Model model = of.learned();
        Model served = Model.of(SnapshotCodec.decode(bytes(model)))) {
      for (Event event : of.events()) {
        assertThat(served.predict(event)).isEqualTo(model.predict(event));
      }
      assertThat(bytes(served)).isEqualTo(bytes(model));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNewPoolIsASnapshotToo(Pools of) {
    try (Model model = of.fresh();
        Model served = Model.of(SnapshotCodec.decode(bytes(model)))) {
      for (Event event : of.events()) {
        assertThat(served.predict(event)).isEqualTo(model.predict(event));
        assertThat(served.predict(event)[0]).isFinite();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void predictionsChangeNothing(Pools of) {
    try (Model asked = of.fresh();
        Model undisturbed = of.fresh()) {
      for (int i = 0; i < 60; i++) {
        of.events().forEach(asked::predict);
        of.learn(asked, i, i + 1);
        of.learn(undisturbed, i, i + 1);
      }
      byte[] before = bytes(asked);
      of.events().forEach(asked::predict);

      assertThat(bytes(asked)).isEqualTo(before).isEqualTo(bytes(undisturbed));
    }
  }

  @ParameterizedTest
  @EnumSource
  void startingAnewIsANewPool(Pools of) {
    try (Model model = of.learned();
        Model fresh = Pools.fresh(of.spec(), "other")) {
      model.startAnew("other");

      assertThat(bytes(model)).isEqualTo(bytes(fresh));
      of.learn(model, 0, 40);
      of.learn(fresh, 0, 40);
      assertThat(bytes(model)).isEqualTo(bytes(fresh));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPoolLearnsItsStream(Pools of) {
    try (Model model = of.fresh()) {
      of.learn(model, 0, 600);
      int near = 0;
      for (int i = 600; i < 648; i++) {
        double[] said = model.predict(Pools.event(i));
        near += isNear(of, said, of.label(i)) ? 1 : 0;
        of.learn(model, i, i + 1);
      }
      assertThat(near).isGreaterThan(40);
    }
  }

  private static boolean isNear(Pools of, double[] said, float label) {
    return switch (of) {
      case BINARY_POOL, LAYERS_POOL -> said[0] > 0.5 == label > 0.5;
      case CLASSES_POOL, MEMORY_POOL, CENTERS_POOL -> isLargest(said, (int) label);
      case OPEN_CLASSES_POOL, OTHER_CLASSES_POOL ->
          isLargest(said, "bac".indexOf("abc".charAt((int) label)));
      case VALUE_POOL, VALUE_MEMORY_POOL, INTERVALS_POOL -> Math.abs(said[0] - label) < 10;
      case VALUE_SERIES_POOL -> Math.abs(said[0] - label) < 90; // of some thousands
    };
  }

  private static boolean isLargest(double[] said, int label) {
    assertThat(said).hasSize(3);
    assertThat(said[0] + said[1] + said[2]).isCloseTo(1, within(1e-5));
    return said[label] >= Math.max(said[0], Math.max(said[1], said[2]));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsTakenOverByOneOfAnotherSeedIsWhole(Pools of) {
    try (Model model = of.learned();
        Model other = Pools.fresh(of.spec().withSeed(8), "k")) {
      other.takeOver(model);

      assertThat(other.readsAs(model)).isTrue();
      for (Event event : of.events()) {
        assertThat(other.predict(event)).isEqualTo(model.predict(event));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherPoolTakesOverItsHistoryAndTheMembersThatAreAlike(Pools of) {
    PoolSpec pool = of.pool();
    PoolSpec firstAlone =
        new PoolSpec(pool.history(), true, false, pool.mix(), pool.members().subList(0, 1));
    try (Model model = of.learned();
        Model other = Pools.fresh(of.spec(firstAlone), "k")) {
      other.takeOver(model);

      assertThat(historyWithoutFormat(model))
          .startsWith(historyWithoutFormat(other)); // but for an own of its own
      assertThat(snapshot(other).weights())
          .isEqualTo(Arrays.copyOf(snapshot(model).weights(), snapshot(other).weights().length));
    }
  }

  /** The members are what they were; whom to trust is learned anew where that has another form. */
  @Test
  void aPoolThatIsMixedInAnotherWayTakesOverItsMembers() {
    Pools of = Pools.MEMORY_POOL;
    PoolSpec pool = of.pool();
    for (PoolSpec.Mix mix : PoolSpec.Mix.values()) {
      PoolSpec mixed = new PoolSpec(pool.history(), true, true, mix, pool.members());
      try (Model model = of.learned();
          Model other = Pools.fresh(of.spec(mixed), "k")) {
        other.takeOver(model);

        assertThat(snapshot(other).weights()).isEqualTo(snapshot(model).weights());
        assertThat(other.pool().mix().loss(0) == model.pool().mix().loss(0))
            .as("%s", mix)
            .isEqualTo(mix == pool.mix());
      }
    }
  }

  private static byte[] historyWithoutFormat(Model model) {
    byte[] state = model.rows().history().orElseThrow().state();
    return Arrays.copyOfRange(state, 1, state.length);
  }

  @ParameterizedTest
  @EnumSource
  void partsThatDoNotFitAreACorruptSnapshot(Pools of) {
    try (Model model = of.learned()) {
      ModelSnapshot whole = snapshot(model);
      int weights = whole.weights().length;
      assertCorrupt(with(whole, Arrays.copyOf(whole.weights(), weights - 1), whole.pool()));
      assertCorrupt(with(whole, new float[0], whole.pool()));
      assertCorrupt(with(whole, whole.weights(), new byte[0]));
      assertCorrupt(
          with(whole, whole.weights(), Arrays.copyOf(whole.pool(), whole.pool().length + 1)));
      Random random = new Random(1);
      for (int length : random.ints(50, 0, whole.pool().length).toArray()) {
        assertCorrupt(with(whole, whole.weights(), Arrays.copyOf(whole.pool(), length)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void alteredPartsAreAPoolOrACorruptSnapshot(Pools of) {
    try (Model model = of.learned()) {
      ModelSnapshot whole = snapshot(model);
      Random random = new Random(2);
      int refused = 0;
      for (int trial = 0; trial < 300; trial++) {
        byte[] altered = whole.pool().clone();
        altered[trial < 20 ? trial : random.nextInt(altered.length)] ^=
            (byte) (1 << random.nextInt(8));
        try (Model read = Model.of(with(whole, whole.weights(), altered))) {
          assertThat(read.predict(Pools.event(3))).isNotEmpty();
        } catch (CorruptSnapshotException e) {
          refused++;
        }
      }
      assertThat(refused).isPositive();
    }
  }

  private static void assertCorrupt(ModelSnapshot snapshot) {
    assertThatThrownBy(() -> Model.of(snapshot))
        .isInstanceOf(CorruptSnapshotException.class)
        .hasMessageContaining("its parts do not fit its spec");
  }

  private static ModelSnapshot with(ModelSnapshot of, float[] weights, byte[] pool) {
    return new ModelSnapshot(
        of.spec(),
        of.key(),
        of.version(),
        of.lineage(),
        of.statistics(),
        of.categories(),
        of.targets(),
        weights,
        pool,
        of.classes());
  }

  @Test
  void leastSquaresAloneAreAPoolOfNoWeights() {
    PoolSpec squares =
        new PoolSpec(
            EnumSet.allOf(HistoryGroup.class),
            true,
            true,
            PoolSpec.Mix.JOINT,
            List.of(new MemberSpec.Linear(Optional.empty(), Anchor.LAST)));
    Pools of = Pools.VALUE_POOL;
    try (Model model = Pools.fresh(of.spec(squares), "k")) {
      of.learn(model, 0, 50);
      try (Model served = Model.of(SnapshotCodec.decode(bytes(model)))) {
        assertThat(served.predict(Pools.event(50))).isEqualTo(model.predict(Pools.event(50)));
      }
    }
  }

  @Test
  void membersOfAnotherKindOfTargetAreRefused() {
    assertThatThrownBy(() -> Pools.fresh(Pools.BINARY_POOL.spec(Pools.VALUE_POOL.pool()), "k"))
        .hasMessageContaining("least squares are of a number");
    assertThatThrownBy(() -> Pools.fresh(Pools.VALUE_POOL.spec(Pools.CENTERS_POOL.pool()), "k"))
        .hasMessageContaining("a discriminant is of classes");
    ModelSpec spec = Pools.BINARY_POOL.spec();
    ModelSpec noLabel =
        new ModelSpec(
            "pool",
            7,
            spec.events(),
            Optional.empty(),
            List.of(new FeatureSpec.Numeric("distance")),
            new ReconstructionTarget(new ValueLoss.Squared()),
            List.of(),
            spec.pool());
    assertThatThrownBy(() -> Pools.fresh(noLabel, "k"))
        .hasMessageContaining("a pool predicts classes or a number");
  }

  @Test
  void aPoolOfNobodyOrOfTooManyIsRefused() {
    PoolSpec pool = Pools.BINARY_POOL.pool();
    MemberSpec member = pool.members().get(0);
    for (int members : new int[] {0, 33}) {
      assertThatThrownBy(
              () ->
                  new PoolSpec(
                      pool.history(), true, true, pool.mix(), Collections.nCopies(members, member)))
          .hasMessage("members of a pool must be 1 to 32: " + members);
    }
  }

  @Test
  void memoryIsThatOfTablesHoweverLittleWasLearned() {
    try (Model model = Pools.VALUE_POOL.fresh()) {
      assertThat(Model.bytes(snapshot(model)))
          .isGreaterThan(4096 * 32) // one table of rates
          .isLessThan(2_000_000);
    }
  }
}
