package io.gradstream.operators.record;

import java.util.Map;

/**
 * What one source of metric reports had counted, as it lies in a checkpoint. Immutable.
 *
 * @param owner the subtask whose name the counts are reported under
 */
public record Tally(int owner, Map<Count, Long> counts) {

  public Tally {
    counts = Map.copyOf(counts);
  }
}
