package io.gradstream.operators.control;

import io.gradstream.model.CorruptSnapshotException;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.ControlCommand.Refused;
import io.gradstream.schemas.ControlRecord;
import io.gradstream.schemas.PlacedCommand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides where commands take effect.
 *
 * <p>Everything that is learned has an effective time, and learning goes only as far as the
 * watermark that passes here. So a command that comes while the watermark is <em>w</em> may take
 * effect at <em>w + 1</em>: no subtask has learned anything there. That is written down before the
 * command goes on, and whoever replays the stream finds it written down.
 *
 * <p>A failure takes the watermark back, and what had been learned beyond it is learned again, to
 * the same bytes: a command that comes now must not take effect there. Therefore a bound is written
 * down before the watermark passes it, and after a failure commands take effect beyond the bound.
 * It lies about a second's learning ahead, so that it is written about once a second.
 *
 * <p>Not thread safe.
 */
final class Placing {

  /** How far ahead of the watermark its bound lies: as far as that comes in this time. */
  private static final double AHEAD_MILLIS = 1000;

  private final RunLog log;
  private final OrderedModels models;
  private final long branch;
  private final List<PlacedCommand> found;
  private final Set<String> placed = new HashSet<>(); // and not seen placed on the topic yet
  private final long floor; // nothing beyond it was ever learned in this branch
  private long watermark;
  private long bound;
  private long changed; // wall clock of the last watermark
  private double speed; // of the watermark last time, in milliseconds of its time a millisecond

  /**
   * @param watermark of the checkpoint gone on from
   * @param found in the log
   */
  Placing(RunLog log, OrderedModels models, long branch, long watermark, RunLog.Found found) {
    this.log = log;
    this.models = models;
    this.branch = branch;
    this.watermark = watermark;
    bound = found.reached().orElse(watermark);
    floor = Math.max(watermark, bound);
    found.placed().forEach(command -> placed.add(command.id()));
    CommandSchedule schedule = new CommandSchedule(); // what is overruled is not told again
    found.placed().forEach(schedule::add);
    this.found = schedule.ahead().stream().filter(of -> of.at() > watermark).toList();
  }

  /**
   * What the log holds for those who learn from here on. A command whose position the watermark of
   * the checkpoint has passed lies in their state, however long ago it has taken effect.
   *
   * @throws IllegalStateException when the model of one cannot be read any longer, and something
   *     may have been learned with it
   */
  List<PlacedCommand> found() throws Exception {
    List<PlacedCommand> whole = new ArrayList<>();
    for (PlacedCommand command : found) {
      whole.add(whole(command));
    }
    return whole;
  }

  /**
   * Where nobody has learned as far as its position, a command that has lost its model is refused.
   */
  private PlacedCommand whole(PlacedCommand command) throws Exception {
    try {
      return loaded(command);
    } catch (CorruptSnapshotException e) {
      if (command.at() <= floor) {
        throw new IllegalStateException(
            "a model that this learner went back to cannot be read any longer, so what it learned since cannot be learned again: %s. Put it back, or deploy from a newer savepoint"
                .formatted(e.getMessage()),
            e);
      }
      Refused refused = new Refused(command.id(), command.command().origin(), e.getMessage());
      PlacedCommand decided = new PlacedCommand(refused, command.at(), branch);
      log.place(decided);
      return decided;
    }
  }

  private PlacedCommand loaded(PlacedCommand command) {
    return new PlacedCommand(models.load(command.command()), command.at(), command.branch());
  }

  /**
   * A record of the control topic.
   *
   * @return the command, or its refusal, with its position, unless it has one already
   */
  Optional<PlacedCommand> receive(ControlRecord record) throws Exception {
    if (record instanceof ControlCommand command) {
      return placed.contains(command.id()) ? Optional.empty() : Optional.of(place(command));
    }
    placed.remove(record.id()); // its command stands before it: it is not read again
    return Optional.empty();
  }

  private PlacedCommand place(ControlCommand command) throws Exception {
    long at = Math.max(watermark, floor);
    PlacedCommand decided =
        new PlacedCommand(models.keep(command), at == Long.MAX_VALUE ? at : at + 1, branch);
    log.place(decided);
    placed.add(command.id());
    return loaded(decided);
  }

  /**
   * The watermark is about to go on.
   *
   * @param now wall clock, epoch milliseconds; how far ahead the bound lies depends on it, nothing
   *     else
   */
  void advance(long to, long now) throws Exception {
    double ahead = ahead(to, now);
    if (to > bound || bound == Long.MIN_VALUE) {
      double far = to + ahead;
      bound = far >= Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(to, (long) far);
      log.reach(branch, bound);
    }
    watermark = to;
  }

  /** Of the last two speeds the lower: one leap over a silent night is no speed. */
  private double ahead(long to, long now) {
    if (watermark == Long.MIN_VALUE) {
      changed = now;
      return 0;
    }
    double before = speed;
    speed = ((double) to - watermark) / Math.max(1, now - changed);
    changed = now;
    return AHEAD_MILLIS * Math.min(speed, before);
  }

  /** Tells the log that this run is alive, or finds out that it is over. */
  void beat() throws Exception {
    log.reach(branch, bound);
  }

  long watermark() {
    return watermark;
  }
}
