package io.gradstream.cli.prove;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.network.EngineVersion;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.Version;
import java.util.List;

/**
 * What a version of a model was learned from. It was true when it was made: all of it was learned
 * again, to the same bytes.
 *
 * @param key of the model; empty for the only one
 * @param sha256 of the snapshot's bytes, in hexadecimal digits
 * @param code which made it
 * @param spec that the learner was deployed with
 * @param orders that took effect meanwhile, as they follow one another on the control topic
 * @param partitions that were read, from the first record on that was learned from
 */
record Statement(
    String learner,
    String key,
    Version version,
    String sha256,
    String code,
    SpecBundle spec,
    List<PlacedCommand> orders,
    List<LearnedPartition> partitions) {

  static final String PRESENT_CODE = "gradstream " + EngineVersion.current();

  Statement {
    orders = List.copyOf(orders);
    partitions = List.copyOf(partitions);
  }

  /** Records of all partitions. */
  long records() {
    return partitions.stream().mapToLong(LearnedPartition::records).sum();
  }
}
