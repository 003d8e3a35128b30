package io.gradstream.operators.control;

import io.gradstream.schemas.CheckpointId;
import io.gradstream.schemas.PlacedCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** A log in memory that outlives who writes it. */
final class KeptLog implements RunLog {

  private final List<PlacedCommand> placed = new ArrayList<>();
  private final Map<Long, Long> reached = new HashMap<>(); // by branch
  private int bounds;

  Found found(long branch) {
    return new Found(
        List.copyOf(placed),
        reached.containsKey(branch) ? OptionalLong.of(reached.get(branch)) : OptionalLong.empty(),
        OptionalLong.of(0));
  }

  /** The farthest position that anything in it has. */
  long farthest() {
    return LongStream.concat(
            placed.stream().mapToLong(PlacedCommand::at),
            reached.values().stream().mapToLong(Long::longValue))
        .max()
        .orElse(0);
  }

  List<PlacedCommand> placed() {
    return placed;
  }

  /** How often a bound was written. */
  int bounds() {
    return bounds;
  }

  @Override
  public Found open(Run run, CheckpointId from, long branch, OptionalLong next) {
    return found(branch);
  }

  @Override
  public void place(PlacedCommand command) {
    placed.add(command);
  }

  @Override
  public void reach(long branch, long time) {
    reached.put(branch, time);
    bounds++;
  }

  @Override
  public void completed(long checkpoint) {}

  @Override
  public void close() {}
}
