package io.gradstream.faults;

/**
 * How the learner of a proof is run; none of it may be seen in what it learns.
 *
 * @param backend where keyed state lies
 * @param snapshotFiles whether every snapshot is a file
 * @param exactlyOnce whether predictions go out in transactions
 */
public record Variant(Shape.Backend backend, boolean snapshotFiles, boolean exactlyOnce) {

  /** State on the heap, small snapshots on the topic. */
  public static Variant usual(boolean exactlyOnce) {
    return new Variant(Shape.Backend.HEAP, false, exactlyOnce);
  }

  /** Eight seeds in a row go through all of them. */
  static Variant of(long seed) {
    return new Variant(
        (seed & 1) == 0 ? Shape.Backend.HEAP : Shape.Backend.ROCKSDB,
        (seed & 2) != 0,
        (seed & 4) != 0);
  }

  /** The same with predictions in transactions. */
  Variant inTransactions() {
    return new Variant(backend, snapshotFiles, true);
  }

  @Override
  public String toString() {
    return "state: %s, snapshots: %s, predictions: %s"
        .formatted(
            backend,
            snapshotFiles ? "files" : "records",
            exactlyOnce ? "exactly once" : "at least once");
  }
}
