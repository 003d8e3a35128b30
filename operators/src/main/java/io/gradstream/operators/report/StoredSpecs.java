package io.gradstream.operators.report;

import io.gradstream.learning.change.IncompatibleStateException;
import io.gradstream.learning.change.SpecChange;
import io.gradstream.learning.change.SpecHistory;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.operators.StateNames;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * The specs that an operator's state was written under, beside that state. All subtasks have the
 * same; the first one writes them. A checkpoint made before there was such a list counts as one of
 * the present spec.
 */
public final class StoredSpecs {

  private final ListState<byte[]> list;
  private final SpecHistory history;

  private StoredSpecs(ListState<byte[]> list, SpecHistory history) {
    this.list = list;
    this.history = history;
  }

  /**
   * @param none what holds when nothing is stored
   * @throws SuppressRestartsException when a stored spec cannot be read: it never will be
   */
  public static StoredSpecs restore(StateInitializationContext context, SpecHistory none)
      throws Exception {
    ListState<byte[]> list = context.getOperatorStateStore().getUnionListState(StateNames.SPECS);
    if (!context.isRestored() || !list.get().iterator().hasNext()) {
      return new StoredSpecs(list, none);
    }
    try {
      return new StoredSpecs(list, SpecHistory.read(list.get()));
    } catch (IncompatibleStateException e) {
      throw new SuppressRestartsException(e);
    }
  }

  /** The specs so far, as of the checkpoint. */
  public SpecHistory history() {
    return history;
  }

  /**
   * What the present spec changes.
   *
   * @param warmStart whether it is enough that something fits
   * @throws SuppressRestartsException when the state is of no use to it: a restart changes nothing
   */
  public SpecChange changeTo(LearnerSpec present, boolean warmStart) {
    SpecChange change = history.changeTo(present);
    boolean refused =
        switch (change.kept()) {
          case STATE, MODEL -> false;
          case WHAT_FITS -> !warmStart;
          case NOTHING -> true;
        };
    if (refused) {
      throw new SuppressRestartsException(IncompatibleStateException.of(change, present));
    }
    return change;
  }

  /** Writes what holds now. */
  public void keep(SpecHistory now, TaskInfo task) throws Exception {
    list.update(task.getIndexOfThisSubtask() == 0 ? now.entries() : List.of());
  }
}
