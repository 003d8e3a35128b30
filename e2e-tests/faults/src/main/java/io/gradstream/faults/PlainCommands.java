package io.gradstream.faults;

import io.gradstream.learning.Learner;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.ControlCommand.Pause;
import io.gradstream.schemas.ControlCommand.Refused;
import io.gradstream.schemas.ControlCommand.Resume;
import io.gradstream.schemas.ControlCommand.RollBack;
import io.gradstream.schemas.ControlCommand.SetLearningRate;
import io.gradstream.schemas.ControlRecordCodec;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.SnapshotMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What commands have come to at a position, by the control topic alone. Written anew, and not what
 * the job uses: it is what the job is compared with. Not thread safe.
 */
final class PlainCommands {

  private final ControlRecordCodec codec = new ControlRecordCodec();
  private final List<PlacedCommand> ahead = new ArrayList<>();
  private final Set<String> placed = new HashSet<>(); // ids
  private final Set<String> ofFaults = new HashSet<>(); // ids
  private final Set<String> acted = new HashSet<>(); // ids
  private boolean paused;
  private float rate; // 0: the spec's

  /** Takes in a record of the control topic, in the topic's order. */
  void add(TopicLog.Entry entry) {
    if (codec.decode(entry.value()) instanceof PlacedCommand command) {
      add(command);
    }
  }

  void add(PlacedCommand command) {
    ahead.removeIf(of -> of.branch() < command.branch() && isOverruled(of, command));
    ahead.removeIf(command::refuses);
    ahead.add(command);
    ahead.sort(Comparator.comparingLong(PlacedCommand::at)); // those of one position as they came
    boolean isOfTraffic = !command.id().startsWith(RollBacks.ID);
    (isOfTraffic ? placed : ofFaults).add(command.id());
  }

  private static boolean isOverruled(PlacedCommand of, PlacedCommand by) {
    if (of.command() instanceof RollBack back) {
      return by.command() instanceof RollBack other
          && other.key().equals(back.key())
          && of.at() > by.at();
    }
    return of.at() >= by.at()
        && !(by.command() instanceof RollBack || by.command() instanceof Refused)
        && isOfRate(of) == isOfRate(by);
  }

  private static boolean isOfRate(PlacedCommand command) {
    return command.command() instanceof SetLearningRate;
  }

  /** Commands of the traffic that have a position, each counted once. */
  long placed() {
    return placed.size();
  }

  /** Whether the command has a position. */
  boolean isPlaced(String id) {
    return placed.contains(id) || ofFaults.contains(id);
  }

  /**
   * Takes in what holds from an effective time on; asked in the order of time.
   *
   * @param models by model key
   */
  void advance(long time, Function<String, Learner> models) {
    while (!ahead.isEmpty() && ahead.get(0).at() <= time) {
      act(ahead.remove(0).command(), models);
    }
  }

  /** Makes hold for the learner what holds now. */
  void applyTo(Learner learner) {
    if (paused && !learner.isPaused()) {
      learner.pause();
    }
    if (!paused && learner.isPaused()) {
      learner.resume();
    }
    float wanted = rate == 0 ? learner.specLearningRate() : rate;
    if (learner.learningRate() != wanted) {
      learner.setLearningRate(wanted);
    }
  }

  private void act(ControlCommand command, Function<String, Learner> models) {
    if (!acted.add(command.id())) {
      return;
    }
    if (command instanceof Pause) {
      paused = true;
    } else if (command instanceof Resume) {
      paused = false;
    } else if (command instanceof SetLearningRate of) {
      rate = of.learningRate();
    } else if (command instanceof RollBack back) {
      byte[] snapshot = ((SnapshotMessage.Inline) back.content()).bytes(); // those here are small
      models.apply(back.key()).goBackTo(SnapshotCodec.decode(snapshot));
    }
  }
}
