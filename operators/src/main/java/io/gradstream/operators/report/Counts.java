package io.gradstream.operators.report;

import io.gradstream.operators.record.Count;
import io.gradstream.operators.record.Tally;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts of one subtask. A report stands for its source's whole past, and readers add sources up;
 * so a subtask goes on with the counts of its own number, also when the job is rescaled, and the
 * first one keeps those whose subtask is gone: nothing is counted twice and nothing is lost. State
 * of one owner; not thread safe.
 */
public final class Counts {

  private final int owner;
  private final Set<Count> kinds;
  private final long[] values = new long[Count.values().length];
  private final List<Tally> orphans = new ArrayList<>();
  private boolean changed;

  /**
   * @param owner index of the subtask
   * @param kinds what the operator counts, so that a report names zeros too
   */
  Counts(int owner, Set<Count> kinds) {
    this.owner = owner;
    this.kinds = kinds;
  }

  /** Takes over what every subtask had in the checkpoint. */
  void restore(Iterable<Tally> tallies, int parallelism) {
    for (Tally tally : tallies) {
      if (tally.owner() == owner) {
        tally.counts().forEach((count, value) -> values[count.ordinal()] = value);
      } else if (owner == 0 && tally.owner() >= parallelism) {
        orphans.add(tally);
      }
    }
  }

  public void add(Count count) {
    add(count, 1);
  }

  public void add(Count count, long by) {
    values[count.ordinal()] += by;
    changed = true;
  }

  long get(Count count) {
    return values[count.ordinal()];
  }

  /** The count of this subtask, and of those that it keeps for subtasks that are gone. */
  long withOrphans(Count count) {
    long all = get(count);
    for (Tally orphan : orphans) {
      all += orphan.counts().getOrDefault(count, 0L);
    }
    return all;
  }

  /** Whether something was counted since this was last asked. */
  boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  List<Measure> measures() {
    return kinds.stream().map(count -> new Measure(count.measure(), get(count))).toList();
  }

  /** What a checkpoint keeps. */
  List<Tally> tallies() {
    Map<Count, Long> own = new EnumMap<>(Count.class);
    kinds.forEach(count -> own.put(count, get(count)));
    List<Tally> tallies = new ArrayList<>(orphans);
    tallies.add(new Tally(owner, own));
    return tallies;
  }
}
