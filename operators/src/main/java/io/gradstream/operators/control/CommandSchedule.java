package io.gradstream.operators.control;

import io.gradstream.operators.record.ControlSettings;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.ControlCommand.OfModel;
import io.gradstream.schemas.ControlCommand.Pause;
import io.gradstream.schemas.ControlCommand.Resume;
import io.gradstream.schemas.ControlCommand.SetLearningRate;
import io.gradstream.schemas.PlacedCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which settings hold at which position: those in force, and commands whose position is yet to
 * come. All subtasks receive the same commands in the same order, before the watermark passes their
 * positions. Not thread safe.
 */
public final class CommandSchedule {

  private final List<PlacedCommand> ahead = new ArrayList<>(); // by position, then as they came
  private final List<OfModel> due = new ArrayList<>(); // in their order
  private ControlSettings inForce = ControlSettings.NONE;
  private long since = Long.MIN_VALUE;
  private boolean news;

  /** Takes over what lay in a checkpoint. */
  public void restore(Iterable<ControlSettings> settings, Iterable<PlacedCommand> commands) {
    settings.forEach(restored -> inForce = restored);
    commands.forEach(ahead::add);
  }

  /** The spec's learning rate has been changed: rates that were ordered before are outdated. */
  public void specRateChanged() {
    for (PlacedCommand outdated : ahead()) {
      if (outdated.command() instanceof SetLearningRate) {
        ahead.remove(outdated);
        inForce = inForce.with(outdated.command());
      }
    }
    inForce = inForce.withoutLearningRate();
  }

  /**
   * A command has been given its position. One that is there already stays where it is, unless it
   * is refused now. One of a run that has been gone back behind, which would take back the new one
   * later, is overruled.
   */
  public void add(PlacedCommand command) {
    ahead.removeIf(of -> of.branch() < command.branch() && isTakenBack(command, of));
    ahead.removeIf(command::refuses);
    if (!isKnown(command)) {
      int place = ahead.size();
      while (place > 0 && ahead.get(place - 1).at() > command.at()) {
        place--;
      }
      ahead.add(place, command);
    }
  }

  private static boolean isTakenBack(PlacedCommand command, PlacedCommand by) {
    boolean holdsUntilTheNext = !(command.command() instanceof OfModel);
    return what(command.command()).equals(what(by.command()))
        && (by.at() > command.at() || holdsUntilTheNext && by.at() == command.at());
  }

  /** What a command is about: of two about the same, the later one counts. */
  private static String what(ControlCommand command) {
    if (command instanceof SetLearningRate) {
      return "rate";
    } else if (command instanceof Pause || command instanceof Resume) {
      return "pause";
    } else if (command instanceof OfModel order) {
      return "model " + order.key();
    }
    return "order " + command.id(); // refused: nothing
  }

  private boolean isKnown(PlacedCommand command) {
    return inForce.seen().contains(command.id())
        || ahead.stream().anyMatch(of -> of.id().equals(command.id()));
  }

  /** The settings for an example at that effective time; asked in the order of learning. */
  public ControlSettings at(long time) {
    while (!ahead.isEmpty() && ahead.get(0).at() <= time) {
      PlacedCommand next = ahead.remove(0);
      if (next.command() instanceof OfModel order) {
        due.add(order);
      }
      inForce = inForce.with(next.command());
      since = next.at();
      news = true;
    }
    return inForce;
  }

  /** Orders about single models whose position has come since this was asked last. */
  public List<OfModel> takeDue() {
    if (due.isEmpty()) {
      return List.of();
    }
    List<OfModel> taken = List.copyOf(due);
    due.clear();
    return taken;
  }

  /** Whether a command has taken effect since this was asked last. */
  public boolean takeNews() {
    boolean taken = news;
    news = false;
    return taken;
  }

  /** The settings that the latest example was learned with. */
  public ControlSettings inForce() {
    return inForce;
  }

  /** The commands whose position is yet to come. */
  public List<PlacedCommand> ahead() {
    return List.copyOf(ahead);
  }

  /** The position of the latest command that has taken effect since the last start. */
  public Optional<Long> since() {
    return since == Long.MIN_VALUE ? Optional.empty() : Optional.of(since);
  }
}
