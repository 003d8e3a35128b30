package io.gradstream.operators.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.operators.control.SmallJob.Step;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.ControlCommand.Pause;
import io.gradstream.schemas.ControlCommand.Resume;
import io.gradstream.schemas.ControlCommand.RollBack;
import io.gradstream.schemas.ControlCommand.SetLearningRate;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every interleaving of the steps of a small job: an example is learned with one setting, however
 * often and by whichever subtask it is learned; and no command is lost.
 */
class CommandsWalkTest {

  private static final List<ControlCommand> COMMANDS =
      List.of(new Pause("c1"), new SetLearningRate("c2", 0.5f));

  private static final List<ControlCommand> TWICE =
      List.of(new Pause("c1"), new Resume("c2"), new Pause("c1"));

  private static final List<ControlCommand> BACK =
      List.of(
          new SetLearningRate("c1", 0.5f),
          new RollBack(
              "c2",
              Optional.empty(),
              "",
              new Version(1, 2),
              new SnapshotMessage.Inline(new byte[0])));

  private final Set<String> seen = new HashSet<>();

  @Test
  void twoCommandsThreeBarriersTwoFailures() throws Exception {
    walk(COMMANDS, new ArrayList<>(), Map.of(Step.BARRIER, 3, Step.FAILURE, 2, Step.BACK, 0));

    assertThat(seen).hasSizeGreaterThan(1_000);
  }

  @Test
  void twoCommandsAndAWayBack() throws Exception {
    walk(COMMANDS, new ArrayList<>(), Map.of(Step.BARRIER, 0, Step.FAILURE, 1, Step.BACK, 1));

    assertThat(seen).hasSizeGreaterThan(1_000);
  }

  /** It stands between the same two examples however often they are learned: see SmallJob. */
  @Test
  void anOrderToGoBackAndAWayBack() throws Exception {
    walk(BACK, new ArrayList<>(), Map.of(Step.BARRIER, 0, Step.FAILURE, 1, Step.BACK, 1));
    assertThat(seen).hasSizeGreaterThan(1_000);
  }

  @Test
  void anOrderToGoBackTwoBarriersAndAFailure() throws Exception {
    walk(BACK, new ArrayList<>(), Map.of(Step.BARRIER, 2, Step.FAILURE, 1, Step.BACK, 0));

    assertThat(seen).hasSizeGreaterThan(1_000);
  }

  /** The first position counts, whatever lies between the two and is learned of them. */
  @Test
  void anOrderThatIsSentTwice() throws Exception {
    walk(TWICE, new ArrayList<>(), Map.of(Step.BARRIER, 2, Step.FAILURE, 1, Step.BACK, 0));

    assertThat(seen).hasSizeGreaterThan(1_000);
  }

  private void walk(List<ControlCommand> commands, List<Step> path, Map<Step, Integer> most)
      throws Exception {
    SmallJob job = new SmallJob(commands, most);
    for (Step step : path) {
      job.take(step);
    }
    requireConsistent(job, path);
    if (!seen.add(job.state())) {
      return;
    }
    for (Step step : Step.values()) {
      if (job.can(step)) {
        path.add(step);
        walk(commands, path, most);
        path.remove(path.size() - 1);
      }
    }
    job.finish();
    requireConsistent(job, path);
    List<String> ids = commands.stream().map(ControlCommand::id).toList();
    if (!job.settings().stream().allMatch(settings -> settings.seen().containsAll(ids))) {
      throw new AssertionError("after %s: %s".formatted(path, job.settings()));
    }
  }

  private static void requireConsistent(SmallJob job, List<Step> path) {
    if (!job.contradictions().isEmpty()) {
      throw new AssertionError("after %s: %s".formatted(path, job.contradictions()));
    }
  }
}
