package io.gradstream.operators.control;

import io.gradstream.schemas.CheckpointId;
import io.gradstream.schemas.PlacedCommand;
import java.util.List;
import java.util.OptionalLong;

/** A log that keeps nothing. */
final class ForgetfulLog implements RunLog {

  @Override
  public Found open(Run run, CheckpointId from, long branch, OptionalLong next) {
    return new Found(List.of(), OptionalLong.empty(), next);
  }

  @Override
  public void place(PlacedCommand command) {}

  @Override
  public void reach(long branch, long time) {}

  @Override
  public void completed(long checkpoint) {}

  @Override
  public void close() {}
}
