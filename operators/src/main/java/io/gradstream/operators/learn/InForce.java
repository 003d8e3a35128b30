package io.gradstream.operators.learn;

import io.gradstream.features.event.EventProjection;
import io.gradstream.learning.change.SpecChange;
import io.gradstream.learning.change.SpecHistory;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.operators.StateNames;
import io.gradstream.operators.control.CommandSchedule;
import io.gradstream.operators.record.ControlSettings;
import io.gradstream.operators.report.JobMetric;
import io.gradstream.operators.report.LiveNumber;
import io.gradstream.operators.report.StoredSpecs;
import io.gradstream.schemas.CheckpointId;
import io.gradstream.schemas.PlacedCommand;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What holds for every model of a learner: its spec with those before it, the generation of its
 * models, and what control commands have come to and are yet to. All subtasks have the same, in
 * union lists that the first of them writes. Not thread safe.
 */
final class InForce {

  private static final Logger LOG = LoggerFactory.getLogger(InForce.class);

  private final ListState<Long> generationState;
  private final ListState<ControlSettings> controlState;
  private final StoredSpecs storedSpecs;
  private final ListState<PlacedCommand> commandsState;
  private final ListState<Long> runState;
  private final ListState<Long> quietState; // empty once the learner has caught up
  private final CommandSchedule commands = new CommandSchedule();
  private final CheckpointId from;
  private SpecHistory history;
  private SpecChange change; // since the checkpoint; null without one
  private CatchingUp catchingUp;
  private long run;

  private InForce(OperatorStateStore states, StateInitializationContext context, SpecHistory none)
      throws Exception {
    generationState = states.getUnionListState(StateNames.GENERATION);
    controlState = states.getUnionListState(StateNames.CONTROL);
    commandsState = states.getUnionListState(StateNames.COMMANDS_AHEAD);
    runState = states.getUnionListState(StateNames.RUN);
    quietState = states.getUnionListState(StateNames.QUIET_UNTIL);
    long writer = CheckpointId.NONE.run();
    if (context.isRestored()) {
      commands.restore(controlState.get(), commandsState.get());
      for (long restored : runState.get()) {
        writer = restored;
      }
    }
    from = new CheckpointId(writer, context.getRestoredCheckpointId().orElse(-1));
    storedSpecs = StoredSpecs.restore(context, generation(context, none));
    history = storedSpecs.history();
  }

  /** The history of a checkpoint that knows its generation and no specs. */
  private SpecHistory generation(StateInitializationContext context, SpecHistory none)
      throws Exception {
    long generation = none.generation();
    if (context.isRestored()) {
      for (long restored : generationState.get()) {
        generation = restored;
      }
    }
    return SpecHistory.of(generation, none.spec());
  }

  /**
   * Goes on from the checkpoint, if there is one, with the present spec.
   *
   * @param beginner whether nothing was learned when the checkpoint was made
   * @throws org.apache.flink.runtime.execution.SuppressRestartsException when the checkpoint is of
   *     no use to it
   */
  static InForce restore(
      StateInitializationContext context,
      LearnerSpec present,
      PipelineOptions options,
      boolean beginner)
      throws Exception {
    InForce restored =
        new InForce(
            context.getOperatorStateStore(),
            context,
            SpecHistory.of(options.run().number(), present));
    if (context.isRestored()) {
      restored.goOnWith(present, options, beginner);
      restored.catchingUp = new CatchingUp(restored.quietUntil());
    } else {
      restored.run = options.run().number();
      restored.catchingUp = new CatchingUp(options.quietUntil());
    }
    return restored;
  }

  private void goOnWith(LearnerSpec present, PipelineOptions options, boolean beginner) {
    change = storedSpecs.changeTo(present, options.warmStart(), beginner);
    boolean branches = !options.run().continues(from);
    run = options.run().number();
    history = branches ? history.branch(present, run) : history.with(present, run);
    if (branches) {
      LOG.info(
          "Learner '{}' goes on from a checkpoint that is not its newest (run {}, checkpoint {}):"
              + " its models are of a generation of their own from here, {}.",
          present.name(),
          from.run(),
          from.number(),
          history.generation());
    }
    if (change.changesLearningRate()) {
      commands.specRateChanged();
    }
    if (change.changesLearning()) {
      LOG.info(
          "The spec of learner '{}' has changed; of its models is kept: {}. From now on their"
              + " generation is {}.",
          present.name(),
          beginner ? "all, for nothing was learned" : change.kept(),
          history.generation());
    }
  }

  /** Whatever this run is told: one that goes on from a checkpoint goes on as that one was. */
  private long quietUntil() throws Exception {
    long until = PipelineOptions.NOTHING_BEFORE;
    for (long restored : quietState.get()) {
      until = restored;
    }
    return until;
  }

  /** Whether what it has learned is still behind what one before it had. */
  CatchingUp catchingUp() {
    return catchingUp;
  }

  CommandSchedule commands() {
    return commands;
  }

  /** Whether versions are of a generation that those of the checkpoint are not. */
  boolean isNewGeneration() {
    return history.generation() != storedSpecs.history().generation();
  }

  /** The specs that stored models were written under, the present one among them. */
  SpecHistory history() {
    return history;
  }

  /** Whether examples that waited under the spec of the checkpoint are those of the present one. */
  boolean keepsExamples() {
    return change == null || change.keepsExamples();
  }

  /** Brings events that waited under the spec of the checkpoint into the present one's schema. */
  EventProjection projection() {
    return new EventProjection(
        storedSpecs.history().spec().model().events(), history.spec().model().events());
  }

  /** Writes what holds now. */
  void keep(TaskInfo task) throws Exception {
    boolean first = task.getIndexOfThisSubtask() == 0; // what all have alike, one writes
    generationState.update(first ? List.of(history.generation()) : List.of());
    controlState.update(first ? List.of(commands.inForce()) : List.of());
    commandsState.update(first ? commands.ahead() : List.of());
    runState.update(first ? List.of(run) : List.of());
    quietState.update(first ? catchingUp.kept() : List.of());
    storedSpecs.keep(history, task);
  }

  /** What commands have come to. */
  LiveNumber[] numbers() {
    return new LiveNumber[] {
      new LiveNumber(JobMetric.PAUSED, () -> commands().inForce().paused() ? 1 : 0),
      new LiveNumber(JobMetric.COMMAND_IN_FORCE, () -> commands().since().orElse(0L))
    };
  }
}
