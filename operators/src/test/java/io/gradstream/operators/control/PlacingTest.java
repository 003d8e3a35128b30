package io.gradstream.operators.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.model.CorruptSnapshotException;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.ControlCommand.Pause;
import io.gradstream.schemas.ControlCommand.Refused;
import io.gradstream.schemas.ControlCommand.RollBack;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.Version;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PlacingTest {

  private final KeptLog log = new KeptLog();

  private Placing begin(long branch, long watermark) {
    return new Placing(log, OrderedModels.NONE, branch, watermark, log.found(branch));
  }

  @Test
  void usageExample() throws Exception {
    Placing placing = begin(0, Long.MIN_VALUE);
    placing.advance(100, 0);

    assertThat(placing.receive(new Pause("c1")))
        .contains(new PlacedCommand(new Pause("c1"), 101, 0));
    assertThat(log.placed()).hasSize(1);
  }

  @Test
  void beforeAnythingIsLearnedACommandHoldsForAll() throws Exception {
    assertThat(begin(0, Long.MIN_VALUE).receive(new Pause("c1")).orElseThrow().at())
        .isEqualTo(Long.MIN_VALUE + 1);
  }

  @Test
  void aCommandThatIsReadAgainKeepsItsPosition() throws Exception {
    Placing placing = begin(0, 100);
    PlacedCommand placed = placing.receive(new Pause("c1")).orElseThrow();
    placing.advance(200, 0);
    assertThat(placing.receive(new Pause("c1"))).isEmpty();

    Placing restarted = begin(0, 100);
    assertThat(restarted.receive(new Pause("c1"))).isEmpty();
    assertThat(restarted.receive(placed)).isEmpty();
    assertThat(log.placed()).containsExactly(placed);
  }

  /** It may have been so long ago that its id is not remembered: it would act again. */
  @Test
  void aCommandThatHasTakenEffectIsNotToldAgain() throws Exception {
    Placing placing = begin(0, 100);
    placing.receive(new Pause("c1"));
    placing.advance(200, 0);
    PlacedCommand ahead = placing.receive(new Pause("c2")).orElseThrow();

    assertThat(begin(0, 200).found()).containsExactly(ahead);
    assertThat(begin(0, 200).receive(new Pause("c1"))).isEmpty();
    assertThat(begin(0, 100).found()).hasSize(2);
  }

  /** What was learned before the failure is learned again; a new command must not lie in it. */
  @Test
  void afterAFailureACommandLiesBeyondAllThatMayHaveBeenLearned() throws Exception {
    Placing placing = begin(0, 100);
    for (long time = 101; time < 5000; time++) {
      placing.advance(time, time);
    }
    Placing restarted = begin(0, 100);
    restarted.advance(110, 5000);

    assertThat(restarted.receive(new Pause("c1")).orElseThrow().at()).isBetween(5000L, 6500L);
  }

  @Test
  void onABranchOfItsOwnNothingBeyondTheCheckpointHasBeenLearned() throws Exception {
    Placing placing = begin(0, 100);
    placing.advance(5000, 0);

    assertThat(begin(1, 100).receive(new Pause("c1")).orElseThrow().at()).isEqualTo(101);
  }

  @Test
  void theBoundIsWrittenAboutOnceASecond() throws Exception {
    Placing placing = begin(0, Long.MIN_VALUE);
    for (long time = 0; time < 60_000; time += 20) {
      placing.advance(time, time);
    }

    assertThat(log.bounds()).isBetween(50, 70);
  }

  /** After a silent night the bound must not lie a night ahead. */
  @Test
  void oneLeapIsNoSpeed() throws Exception {
    Placing placing = begin(0, Long.MIN_VALUE);
    for (long time = 0; time < 1000; time += 20) {
      placing.advance(time, time);
    }
    placing.advance(50_000_000, 1020);

    assertThat(log.found(0).reached()).isEqualTo(OptionalLong.of(50_001_000));
  }

  @Test
  void theEndOfAllTimeIsReachable() throws Exception {
    Placing placing = begin(0, Long.MIN_VALUE);
    placing.advance(0, 0);
    placing.advance(1000, 1);
    placing.advance(Long.MAX_VALUE, 2);

    assertThat(placing.receive(new Pause("c1")).orElseThrow().at()).isEqualTo(Long.MAX_VALUE);
    assertThat(List.of(log.found(0).reached().getAsLong())).containsExactly(Long.MAX_VALUE);
  }

  /** Models that can be read, or cannot. */
  private static final class Models implements OrderedModels {
    private boolean areThere = true;

    @Override
    public ControlCommand keep(ControlCommand command) {
      return areThere ? command : new Refused(command.id(), command.origin(), "absent");
    }

    @Override
    public ControlCommand load(ControlCommand kept) {
      if (!areThere && kept instanceof RollBack) {
        throw new CorruptSnapshotException("absent");
      }
      return kept;
    }
  }

  private static final RollBack BACK =
      new RollBack(
          "c1",
          Optional.empty(),
          "",
          new Version(1, 2),
          new SnapshotMessage.Reference("a.snapshot", 1, 2));

  private Placing begin(Models models, long branch, long watermark) {
    return new Placing(log, models, branch, watermark, log.found(branch));
  }

  @Test
  void anOrderWhoseModelCannotBeReadIsRefusedForGood() throws Exception {
    Models models = new Models();
    models.areThere = false;
    Placing placing = begin(models, 0, 100);
    assertThat(placing.receive(BACK).orElseThrow().command()).isInstanceOf(Refused.class);
    models.areThere = true;

    assertThat(begin(models, 0, 100).receive(BACK)).isEmpty();
    assertThat(log.placed())
        .containsExactly(new PlacedCommand(new Refused("c1", Optional.empty(), "absent"), 101, 0));
  }

  /** Nobody has learned as far: whoever replays the stream finds the refusal. */
  @Test
  void aModelThatIsGoneBeforeItsPositionIsReachedIsRefused() throws Exception {
    Models models = new Models();
    begin(models, 0, 100).receive(BACK);
    models.areThere = false;
    List<PlacedCommand> found = begin(models, 1, 100).found();
    models.areThere = true;

    assertThat(found).extracting(PlacedCommand::command).hasOnlyElementsOfType(Refused.class);
    assertThat(begin(models, 1, 100).found()).isEqualTo(found);
  }

  @Test
  void aModelThatWasLearnedWithAndIsGoneEndsTheTaskWithAWayOut() throws Exception {
    Models models = new Models();
    Placing placing = begin(models, 0, 100);
    placing.receive(BACK);
    placing.advance(200, 0);
    models.areThere = false;

    assertThatThrownBy(() -> begin(models, 0, 100).found())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot be read any longer")
        .hasMessageContaining("Put it back, or deploy from a newer savepoint");
    assertThat(log.placed()).hasSize(1);
  }
}
