package io.gradstream.schemas;

import java.io.Serializable;

/**
 * A checkpoint of a learner, by the run that wrote it.
 *
 * @param run -1: none, or one of before runs were numbered
 * @param number rises within a run; -1: none
 */
public record CheckpointId(long run, long number) implements Serializable {

  public static final CheckpointId NONE = new CheckpointId(-1, -1);
}
