package io.gradstream.schemas;

import java.util.List;
import java.util.Optional;

/**
 * What a version was learned from.
 *
 * @param learnedThrough position of the last learned example; absent before the first
 * @param examples how many examples were learned, over all generations of this model
 * @param skipped how many examples a pause left out, or going back undid
 * @param partitions per partition of the record that completed an example, what was learned of it
 * @param source the version that the model went back to last; absent when it never did
 */
public record Lineage(
    Optional<Position> learnedThrough,
    long examples,
    long skipped,
    List<PartitionProgress> partitions,
    Optional<Version> source) {

  public static final Lineage NONE = new Lineage(Optional.empty(), 0, 0, List.of());

  public Lineage {
    partitions = List.copyOf(partitions);
  }

  /** Of a model that never went back. */
  public Lineage(
      Optional<Position> learnedThrough,
      long examples,
      long skipped,
      List<PartitionProgress> partitions) {
    this(learnedThrough, examples, skipped, partitions, Optional.empty());
  }
}
