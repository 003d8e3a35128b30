package io.gradstream.operators.learn;

import io.gradstream.operators.record.ControlSettings;
import io.gradstream.schemas.ControlCommand;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives every command one position that all subtasks and all replays agree on: the next checkpoint.
 *
 * <p>Commands come to the subtasks at different moments, but their stream is aligned by checkpoint
 * barriers like every other: the commands before barrier <em>n</em> are the same for all subtasks,
 * and barrier <em>n</em> is a consistent cut through everything that is learned. So a command waits
 * until the barrier and holds for what is learned after it. The settings in force lie in checkpoint
 * <em>n</em>; commands that wait lie in none, since at a barrier none is left.
 *
 * <p>A recovery goes on from a completed checkpoint:
 *
 * <ul>
 *   <li>from <em>n</em> or later: the settings are in its state, at the same cut. Same versions.
 *   <li>from before <em>n</em>, because <em>n</em> never completed: the command is read again and
 *       takes effect at another barrier. What was learned since <em>n</em> comes out differently;
 *       so until a checkpoint from <em>n</em> on has completed, {@link #holdsBack()} keeps versions
 *       learned with the new settings from being published. Nobody sees a version that is made
 *       twice with different bytes.
 * </ul>
 *
 * State of one owner; not thread safe.
 */
final class Control {

  private static final long NOTHING = -1;

  private final List<ControlCommand> waiting = new ArrayList<>();
  private ControlSettings inForce = ControlSettings.NONE;
  private long notBefore = NOTHING;

  /** Takes over what every subtask had in the checkpoint; they all had the same. */
  void restore(Iterable<ControlSettings> settings) {
    for (ControlSettings restored : settings) {
      inForce = restored;
    }
  }

  /** The spec's learning rate has been changed: the rate that was ordered before is outdated. */
  void specRateChanged() {
    inForce = inForce.withoutLearningRate();
  }

  void receive(ControlCommand command) {
    waiting.add(command);
  }

  /**
   * Puts the waiting commands in force, at the barrier of a checkpoint.
   *
   * @return whether the settings have changed
   */
  boolean takeEffect(long checkpoint) {
    ControlSettings before = inForce;
    waiting.forEach(command -> inForce = inForce.with(command));
    waiting.clear();
    if (inForce == before) {
      return false;
    }
    notBefore = checkpoint;
    return true;
  }

  /** A checkpoint has completed. */
  void completed(long checkpoint) {
    if (checkpoint >= notBefore) {
      notBefore = NOTHING;
    }
  }

  /** Whether versions learned now may still come out differently after a failure. */
  boolean holdsBack() {
    return notBefore != NOTHING;
  }

  ControlSettings inForce() {
    return inForce;
  }
}
