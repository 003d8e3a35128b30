package io.gradstream.operators.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.operators.record.ControlSettings;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.ControlCommand.Pause;
import io.gradstream.schemas.ControlCommand.Refused;
import io.gradstream.schemas.ControlCommand.Resume;
import io.gradstream.schemas.ControlCommand.RollBack;
import io.gradstream.schemas.ControlCommand.SetLearningRate;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.Version;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandScheduleTest {

  private final CommandSchedule schedule = new CommandSchedule();

  private static PlacedCommand placed(ControlCommand command, long at) {
    return new PlacedCommand(command, at, 0);
  }

  @Test
  void usageExample() {
    schedule.add(placed(new Pause("c1"), 100));

    assertThat(schedule.at(99).paused()).isFalse();
    assertThat(schedule.at(100).paused()).isTrue();
    assertThat(schedule.since()).contains(100L);
  }

  @Test
  void commandsOfOnePositionAddUpInTheOrderTheyCame() {
    schedule.add(placed(new Pause("c1"), 7));
    schedule.add(placed(new SetLearningRate("c2", 0.5f), 7));
    schedule.add(placed(new Resume("c3"), 7));

    assertThat(schedule.at(7))
        .isEqualTo(new ControlSettings(false, Optional.of(0.5f), List.of("c1", "c2", "c3")));
  }

  @Test
  void aCommandSeenTwiceActsOnce() {
    schedule.add(placed(new Pause("c1"), 7));
    schedule.add(placed(new Resume("c2"), 8));
    schedule.at(8);
    schedule.add(placed(new Pause("c1"), 9));

    assertThat(schedule.at(9).paused()).isFalse();
    assertThat(schedule.ahead()).isEmpty();
  }

  @Test
  void oneThatIsReadAgainStaysWhereItWas() {
    schedule.add(placed(new Pause("c1"), 7));
    schedule.add(placed(new Pause("c1"), 5));

    assertThat(schedule.ahead()).containsExactly(placed(new Pause("c1"), 7));
  }

  /** After going back, what was decided beyond the place of a new command is no longer meant. */
  @Test
  void aBranchOverrulesWhatAnotherDecidedBeyondIt() {
    PlacedCommand before = new PlacedCommand(new SetLearningRate("c1", 0.5f), 40, 1);
    PlacedCommand abandoned = new PlacedCommand(new Resume("c2"), 90, 1);
    PlacedCommand other = new PlacedCommand(new SetLearningRate("c4", 0.1f), 95, 1);
    PlacedCommand after = new PlacedCommand(new Pause("c3"), 60, 2);
    List<PlacedCommand> log = List.of(before, abandoned, other, after);
    log.forEach(schedule::add);
    assertThat(schedule.ahead()).containsExactly(before, after, other);

    log.forEach(schedule::add); // as a restart finds it
    assertThat(schedule.ahead()).containsExactly(before, after, other);
    assertThat(schedule.at(100).paused()).isTrue();
  }

  @Test
  void aCheckpointHoldsWhatIsInForceAndWhatIsToCome() {
    schedule.add(placed(new Pause("c1"), 7));
    schedule.add(placed(new Resume("c2"), 9));
    schedule.at(8);
    CommandSchedule restored = new CommandSchedule();
    restored.restore(List.of(schedule.inForce()), schedule.ahead());

    assertThat(restored.at(8).paused()).isTrue();
    assertThat(restored.at(9).paused()).isFalse();
  }

  private static RollBack back(String id, String key) {
    return new RollBack(
        id, Optional.empty(), key, new Version(1, 2), new SnapshotMessage.Inline(new byte[0]));
  }

  @Test
  void anOrderToGoBackIsDueOnceAtItsPosition() {
    RollBack order = back("c1", "oslo");
    schedule.add(placed(order, 100));
    schedule.at(99);
    assertThat(schedule.takeDue()).isEmpty();
    schedule.at(101);
    assertThat(schedule.takeDue()).containsExactly(order);
    schedule.add(placed(order, 100)); // as a restart finds it
    schedule.at(200);

    assertThat(schedule.takeDue()).isEmpty();
    assertThat(schedule.inForce().seen()).containsExactly("c1");
  }

  @Test
  void aBranchOverrulesOrdersOfTheSameModelAlone() {
    PlacedCommand other = new PlacedCommand(back("c1", "rome"), 90, 1);
    PlacedCommand abandoned = new PlacedCommand(back("c2", "oslo"), 90, 1);
    PlacedCommand atOnce = new PlacedCommand(back("c3", "oslo"), 60, 1);
    PlacedCommand after = new PlacedCommand(back("c4", "oslo"), 60, 2);
    List.of(other, abandoned, atOnce, after).forEach(schedule::add);

    // Of one position: it may have been carried out by now, and then both are.
    assertThat(schedule.ahead()).containsExactly(atOnce, after, other);
  }

  @Test
  void aRefusalTakesThePlaceOfItsOrder() {
    PlacedCommand order = placed(back("c1", "oslo"), 100);
    PlacedCommand refused = placed(new Refused("c1", Optional.empty(), "gone"), 100);
    List<PlacedCommand> log = List.of(order, refused);
    log.forEach(schedule::add);
    log.forEach(schedule::add); // as a restart finds it
    assertThat(schedule.ahead()).containsExactly(refused);
    schedule.at(100);

    assertThat(schedule.takeDue()).isEmpty();
    assertThat(schedule.inForce()).isEqualTo(ControlSettings.NONE.with(refused.command()));
  }

  @Test
  void aRefusalOfAnOrderThatWasSentTwiceLeavesTheFirst() {
    PlacedCommand order = placed(back("c1", "oslo"), 100);
    schedule.add(order);
    schedule.add(placed(new Refused("c1", Optional.empty(), "gone"), 150));

    assertThat(schedule.ahead()).containsExactly(order);
  }

  @Test
  void onlyTheLatestIdsAreRemembered() {
    for (int i = 0; i < 1500; i++) {
      schedule.add(placed(new Pause("c" + i), i));
    }

    assertThat(schedule.at(1500).seen()).hasSize(1000).endsWith("c1499");
  }
}
