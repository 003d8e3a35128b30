package io.gradstream.operators.learn;

import io.gradstream.learning.challengers.Turn;
import io.gradstream.learning.resident.Resident;
import io.gradstream.learning.resident.ResidentLearners;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.CorruptSnapshotException;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.operators.StateNames;
import io.gradstream.operators.control.CommandSchedule;
import io.gradstream.operators.control.PlacingOperator;
import io.gradstream.operators.record.Count;
import io.gradstream.operators.report.Counts;
import io.gradstream.operators.report.StoredCount;
import io.gradstream.schemas.ControlCommand.OfModel;
import io.gradstream.schemas.ControlCommand.Promote;
import io.gradstream.schemas.ControlCommand.RollBack;
import io.gradstream.schemas.SnapshotMessage.Inline;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out orders about single models at their positions: behind all that is learned before one,
 * and before whatever is learned behind it. A model goes back to a version of before, or another
 * one of those who learn answers. An order that cannot be carried out is told and left, by what it
 * holds and the model's state alone, so that every replay leaves it too. Not thread safe.
 */
final class ModelOrders {

  private static final Logger LOG = LoggerFactory.getLogger(ModelOrders.class);

  private final LearnerSpec spec;
  private final CommandSchedule commands;
  private final TaskInfo task;
  private final Consumer<String> keys;
  private final ResidentLearners residents;
  private final StoredCount learned;
  private final Publishing publishing;
  private final Counts counts;
  private long reached = Long.MIN_VALUE; // by the watermark since the start

  /**
   * @param task tells whose models are of this subtask
   * @param keys makes a key the current one
   * @param learned models that have learned anything
   */
  ModelOrders(
      LearnerSpec spec,
      CommandSchedule commands,
      TaskInfo task,
      Consumer<String> keys,
      ResidentLearners residents,
      StoredCount learned,
      Publishing publishing,
      Counts counts) {
    this.spec = spec;
    this.commands = commands;
    this.task = task;
    this.keys = keys;
    this.residents = residents;
    this.learned = learned;
    this.publishing = publishing;
    this.counts = counts;
  }

  /** All that is learned up to a time has been learned. */
  void reached(long time) {
    reached = time;
  }

  /** Carries out what holds behind that, as {@link #upTo} does. */
  boolean asFarAsReached() throws IOException {
    return upTo(reached == Long.MAX_VALUE ? reached : reached + 1);
  }

  /**
   * All that is learned before a time has been learned: carries out what holds from there on.
   *
   * @return whether there was anything; another key may be the current one then
   */
  boolean upTo(long time) throws IOException {
    commands.at(time);
    List<OfModel> due = commands.takeDue();
    for (OfModel order : due) {
      if (isOwn(order.key())) {
        carryOut(order);
      }
    }
    return !due.isEmpty();
  }

  private boolean isOwn(String key) {
    int subtask =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            key, StateNames.MAX_PARALLELISM, task.getNumberOfParallelSubtasks());
    return subtask == task.getIndexOfThisSubtask();
  }

  private void carryOut(OfModel order) throws IOException {
    keys.accept(order.key());
    Resident resident = residents.get(order.key());
    int leftOut;
    try {
      requireRoom(resident);
      leftOut = turn(order).take(resident.contest());
    } catch (CorruptSnapshotException | IllegalArgumentException e) {
      LOG.warn(
          "Model '{}' of '{}' is not to {}, as was ordered: {}",
          order.key(),
          spec.name(),
          words(order),
          e.getMessage());
      return;
    }
    if (!resident.exists()) {
      learned.add(order.key(), 1);
    }
    resident.learned();
    counts.add(Count.UPDATES);
    counts.add(Count.PROMOTIONS, order instanceof Promote ? 1 : 0);
    publishing.changed(resident.learner());
    LOG.info(
        "Model '{}' of '{}' has been ordered to {}, and does as version {}.",
        order.key(),
        spec.name(),
        words(order),
        resident.learner().version());
    if (leftOut > 0) {
      LOG.warn(
          "{} examples that were gathered for its next step are left out: it has no room for their classes.",
          leftOut);
    }
  }

  private static String words(OfModel order) {
    return order instanceof RollBack back
        ? "go back to version " + back.version()
        : "be from now on that of " + ((Promote) order).name();
  }

  private void requireRoom(Resident resident) {
    if (!resident.exists() && learned.total() >= spec.limits().keys()) {
      throw new IllegalArgumentException("limits.keys is reached: " + spec.limits().keys());
    }
  }

  /** The subtask that {@linkplain PlacingOperator gives positions} has put a model into it. */
  private static Turn turn(OfModel order) {
    return order instanceof RollBack back
        ? new Turn.GoBack(SnapshotCodec.decode(((Inline) back.content()).bytes()))
        : new Turn.Promote(((Promote) order).name());
  }
}
