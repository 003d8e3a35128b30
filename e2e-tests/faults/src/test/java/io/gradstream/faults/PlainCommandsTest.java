package io.gradstream.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.Learner;
import io.gradstream.learning.challengers.Contest;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.operators.control.CommandSchedule;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.ControlCommand.Pause;
import io.gradstream.schemas.ControlCommand.Resume;
import io.gradstream.schemas.ControlCommand.RollBack;
import io.gradstream.schemas.ControlCommand.SetLearningRate;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.SnapshotMessage;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the job is compared with, compared with what the job does. */
class PlainCommandsTest {

  private static final LearnerSpec SPEC = Machines.spec("plain", Variant.usual(false));

  private final PlainCommands commands = new PlainCommands();

  @Test
  void usageExample() {
    commands.add(new PlacedCommand(new Pause("c1"), 100, 0));
    commands.add(new PlacedCommand(new SetLearningRate("c2", 0.5f), 100, 0));
    commands.add(new PlacedCommand(new Pause("c1"), 200, 0)); // again: it acts no more
    commands.add(new PlacedCommand(new Resume("c3"), 150, 0));

    try (Learner learner = SPEC.newLearner("m0", 0)) {
      apply(99, learner);
      assertThat(learner.isPaused()).isFalse();
      apply(100, learner);
      assertThat(learner.isPaused()).isTrue();
      assertThat(learner.learningRate()).isEqualTo(0.5f);
      apply(200, learner);
      assertThat(learner.isPaused()).isFalse();
    }
    assertThat(commands.placed()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theJobsScheduleComesToTheSame(long seed) {
    Random random = new Random(seed);
    CommandSchedule schedule = new CommandSchedule();
    long branch = 0;
    try (Learner plain = SPEC.newLearner("m0", 0);
        Contest scheduled = new Contest(SPEC, LearnerSpec::newLearner, "m0", 0)) {
      for (long time = 0; time < 3000; time += 1 + random.nextInt(20)) {
        branch += random.nextInt(30) == 0 ? 1 : 0;
        if (random.nextInt(3) == 0) {
          PlacedCommand command =
              new PlacedCommand(command(random), time + 1 + random.nextInt(100), branch);
          commands.add(command);
          schedule.add(command);
        }
        apply(time, plain);
        schedule.at(time).applyTo(scheduled);

        assertThat(plain.isPaused()).isEqualTo(scheduled.champion().isPaused());
        assertThat(plain.learningRate()).isEqualTo(scheduled.champion().learningRate());
      }
    }
  }

  private void apply(long time, Learner learner) {
    commands.advance(time, key -> learner);
    commands.applyTo(learner);
  }

  @Test
  void aModelGoesBackAtItsPosition() {
    try (Learner learner = SPEC.newLearner("m0", 3)) {
      ModelSnapshot source = learner.snapshot();
      commands.add(
          new PlacedCommand(
              new RollBack(
                  RollBacks.ID + 1,
                  Optional.empty(),
                  "m0",
                  source.version(),
                  new SnapshotMessage.Inline(SnapshotCodec.encode(source))),
              100,
              0));
      apply(99, learner);
      assertThat(learner.lineage().source()).isEmpty();
      apply(100, learner);
      assertThat(learner.lineage().source()).contains(source.version());
      assertThat(commands.placed()).as("of the traffic").isZero();
      assertThat(commands.isPlaced(RollBacks.ID + 1)).isTrue();
    }
  }

  private static ControlCommand command(Random random) {
    String id = "c" + random.nextInt(1 << 20);
    return switch (random.nextInt(3)) {
      case 0 -> new Pause(id);
      case 1 -> new Resume(id);
      default -> new SetLearningRate(id, 0.001f + random.nextFloat() / 2);
    };
  }
}
