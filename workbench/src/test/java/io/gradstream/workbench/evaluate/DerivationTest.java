package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.learning.Example;
import io.gradstream.learning.Learner;
import io.gradstream.learning.challengers.Contest;
import io.gradstream.learning.challengers.Turn;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DerivationTest {

  private static final int BATCH = 2;
  private static final long GENERATION = 5;

  private static final LearnerSpec SPEC =
      SpecReader.read(
          new SpecBundle(
              "parts.yaml",
              """
              learner: parts
              events: {topic: parts, time: at}
              key: line
              features: [{field: x, as: numeric}]
              target: {binary: "y > 3"}
              network: [{dense: 4, activation: relu}]
              learn: {batch: 2}
              """,
              Map.of()));

  /** A part a second, in turns of two lines. */
  private static TopicRecord.OfEvents part(int second) {
    Object[] values = new Object[SPEC.model().events().fields().size()];
    values[SPEC.model().events().indexOf("at")] = second * 1000L;
    values[SPEC.model().events().indexOf("line")] = line(second);
    values[SPEC.model().events().indexOf("x")] = second % 7.0;
    values[SPEC.model().events().indexOf("y")] = second % 5.0;
    return new TopicRecord.OfEvents(
        new Decoded.Good(Event.owning(values)),
        new Position(second * 1000L, "parts", 0, second),
        Optional.empty());
  }

  private static String line(int second) {
    return second % 2 == 0 ? "left" : "right";
  }

  private static InMemoryPartition parts(int count) {
    List<TopicRecord> parts = new ArrayList<>();
    for (int second = 0; second < count; second++) {
      parts.add(part(second));
    }
    return new InMemoryPartition(false, parts);
  }

  private static Learner learner(String key) {
    return SPEC.newLearner(key, GENERATION);
  }

  private static void learn(Learner learner, int from, int to) {
    for (int second = from; second < to; second++) {
      if (line(second).equals(learner.key())) {
        TopicRecord.OfEvents part = part(second);
        learner.learn(new Example(part.event(), "", second % 5 > 3 ? 1 : 0, "", part.position()));
      }
    }
  }

  private static Derivation derive(long step, InMemoryPartition parts, Orders orders) {
    return Derivation.of(SPEC, "left", new Version(GENERATION, step), List.of(parts), orders);
  }

  private static byte[] bytes(Derivation of) {
    return SnapshotCodec.encode(of.model().orElseThrow());
  }

  @Test
  void aVersionIsTheOneThatItsLearnerHadAndNoMoreIsRead() {
    InMemoryPartition parts = parts(100);
    Derivation derived = derive(6, parts, Orders.NONE);

    try (Learner learner = learner("left")) {
      learn(learner, 0, 24);
      assertThat(learner.version()).isEqualTo(new Version(GENERATION, 6));
      assertThat(bytes(derived)).isEqualTo(SnapshotCodec.encode(learner.snapshot()));
    }
    assertThat(parts.left()).isBetween(74, 77); // what tells that a moment is over
  }

  @Test
  void theLastMomentIsLearnedTooWhereNothingIsToCome() {
    assertThat(derive(6, parts(23), Orders.NONE).model()).isPresent();
    Derivation tooFew = derive(6, parts(22), Orders.NONE);
    assertThat(tooFew.model()).isEmpty();
    assertThat(tooFew.steps()).isEqualTo(5);
  }

  /** Orders at times; the last that has come holds. */
  private record At(long pause, long resume, long back, ModelSnapshot to, long[] now)
      implements Orders {
    @Override
    public List<Turn> before(long time) {
      boolean isDue = now[0] < back && time >= back;
      now[0] = time;
      return isDue ? List.of(new Turn.GoBack(to)) : List.of();
    }

    @Override
    public void learned(Learner learner) {}

    @Override
    public void applyTo(Contest contest) {
      if (now[0] >= pause && now[0] < resume) {
        contest.champion().pause();
      } else {
        contest.champion().resume();
      }
    }
  }

  @Test
  void ordersHoldFromTheirPositions() {
    try (Learner learner = learner("left")) {
      learn(learner, 0, 12);
      ModelSnapshot third = learner.snapshot();
      learn(learner, 12, 20);
      learner.pause();
      learn(learner, 20, 30);
      learner.resume();
      learn(learner, 30, 40);
      learner.goBackTo(third);
      byte[] back = SnapshotCodec.encode(learner.snapshot());
      long step = learner.version().step();
      learn(learner, 40, 60);
      byte[] end = SnapshotCodec.encode(learner.snapshot());

      assertThat(bytes(derive(step, parts(41), orders(third)))).isEqualTo(back);
      assertThat(bytes(derive(step, parts(40), orders(third)))).as("at the end").isEqualTo(back);
      assertThat(bytes(derive(learner.version().step(), parts(90), orders(third)))).isEqualTo(end);
      assertThat(derive(step, parts(40), Orders.NONE).model())
          .map(SnapshotCodec::encode)
          .isNotEqualTo(Optional.of(back));
    }
    assertThat(BATCH).isEqualTo(SPEC.learn().batch());
  }

  private static Orders orders(ModelSnapshot to) {
    return new At(20_000, 30_000, 40_000, to, new long[] {Long.MIN_VALUE});
  }
}
