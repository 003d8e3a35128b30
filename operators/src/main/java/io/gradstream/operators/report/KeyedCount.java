package io.gradstream.operators.report;

import io.gradstream.operators.record.GroupCount;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * How many things lie in keyed state, counted per key group so that the number of a subtask stays
 * right when the job is rescaled. State of one owner; not thread safe.
 */
public final class KeyedCount {

  private final KeyGroupRange range;
  private final int maxParallelism;
  private final long[] counts;
  private long total;

  KeyedCount(KeyGroupRange range, int maxParallelism) {
    this.range = range;
    this.maxParallelism = maxParallelism;
    counts = new long[maxParallelism];
  }

  /** Counts what one subtask holds. */
  public static KeyedCount of(TaskInfo task) {
    int maxParallelism = task.getMaxNumberOfParallelSubtasks();
    return new KeyedCount(
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            maxParallelism, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask()),
        maxParallelism);
  }

  /** Takes over what every subtask had in the checkpoint; key groups of others are left out. */
  public void restore(Iterable<GroupCount> groups) {
    for (GroupCount group : groups) {
      if (range.contains(group.keyGroup())) {
        counts[group.keyGroup()] += group.count();
        total += group.count();
      }
    }
  }

  public void add(String key, long by) {
    if (by != 0) {
      counts[KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism)] += by;
      total += by;
    }
  }

  public long total() {
    return total;
  }

  /** What a checkpoint keeps. */
  public List<GroupCount> groups() {
    List<GroupCount> groups = new ArrayList<>();
    for (int group : range) {
      if (counts[group] != 0) {
        groups.add(new GroupCount(group, counts[group]));
      }
    }
    return groups;
  }
}
