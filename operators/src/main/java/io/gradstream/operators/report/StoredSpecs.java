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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The specs that an operator's state was written under, beside that state. All subtasks have the
 * same; the first one writes them. A checkpoint made before there was such a list counts as one of
 * the present spec.
 */
public final class StoredSpecs {

  /** Why a record that waited is of no use after a change of the spec. */
  public static final String WAITED_UNDER_ANOTHER =
      "it waited to be learned under a spec that has changed since; send it again to learn it";

  private static final Logger LOG = LoggerFactory.getLogger(StoredSpecs.class);

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
   * @param beginner whether nothing was learned yet, so that nothing has to fit
   * @throws SuppressRestartsException when the state is of no use to it: a restart changes nothing
   */
  public SpecChange changeTo(LearnerSpec present, boolean warmStart, boolean beginner) {
    SpecChange change = history.changeTo(present);
    boolean refused =
        switch (change.kept()) {
          case STATE, MODEL -> false;
          case WHAT_FITS -> !warmStart;
          case NOTHING -> true;
        };
    if (refused && !(beginner && change.isOpenToABeginner())) {
      throw new SuppressRestartsException(IncompatibleStateException.of(change, present, beginner));
    }
    return change;
  }

  /** Tells how many records waited under another spec and went to the dead letters. */
  public static void tellDropped(LearnerSpec spec, long records) {
    if (records > 0) {
      LOG.warn(
          "{} records that waited under the spec of before are none of the present spec of learner"
              + " '{}': they are in its dead letters.",
          records,
          spec.name());
    }
  }

  /** Writes what holds now. */
  public void keep(SpecHistory now, TaskInfo task) throws Exception {
    list.update(task.getIndexOfThisSubtask() == 0 ? now.entries() : List.of());
  }
}
