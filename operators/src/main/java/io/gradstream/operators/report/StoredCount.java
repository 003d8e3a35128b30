package io.gradstream.operators.report;

import io.gradstream.operators.record.GroupCount;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;

/** A {@link KeyedCount} of one subtask that survives a restart, in a union list of its own. */
public final class StoredCount {

  private final ListState<GroupCount> list;
  private final KeyedCount count;
  private boolean changed;
  private final long restored;

  private StoredCount(ListState<GroupCount> list, KeyedCount count, long restored) {
    this.list = list;
    this.count = count;
    this.restored = restored;
  }

  public static StoredCount restore(
      StateInitializationContext context, ListStateDescriptor<GroupCount> state, TaskInfo task)
      throws Exception {
    ListState<GroupCount> list = context.getOperatorStateStore().getUnionListState(state);
    KeyedCount count = KeyedCount.of(task);
    long restored = 0;
    if (context.isRestored()) {
      count.restore(list.get());
      for (GroupCount group : list.get()) {
        restored += group.count();
      }
    }
    return new StoredCount(list, count, restored);
  }

  public void add(String key, long by) {
    count.add(key, by);
    changed |= by != 0;
  }

  public long total() {
    return count.total();
  }

  /** Whether it has changed since this was asked last. */
  public boolean takeChanged() {
    boolean taken = changed;
    changed = false;
    return taken;
  }

  /** What all subtasks together had in the checkpoint; 0 without one. */
  public long restored() {
    return restored;
  }

  /** Writes what there is now. */
  public void keep() throws Exception {
    list.update(List.copyOf(count.groups()));
  }
}
