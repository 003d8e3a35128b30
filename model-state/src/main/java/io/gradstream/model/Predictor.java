package io.gradstream.model;

import io.gradstream.features.event.Event;

/**
 * What predicts as a snapshot's model did: one network, or a pool of them. Not thread safe; frees
 * its off-heap memory on {@link #close()}.
 */
public sealed interface Predictor extends AutoCloseable permits Model, PoolModel {

  /**
   * A read-only model as it was at a snapshot.
   *
   * @throws CorruptSnapshotException when the snapshot's parts do not fit its spec
   */
  static Predictor of(ModelSnapshot snapshot) {
    return snapshot.spec().pool().isPresent() ? PoolModel.of(snapshot) : Model.of(snapshot);
  }

  /** Memory that a snapshot's model takes, roughly: weights, workspace, history. */
  static long bytes(ModelSnapshot snapshot) {
    return snapshot.spec().pool().isPresent()
        ? PoolModel.bytes(snapshot)
        : Model.plan(snapshot).bytes();
  }

  /** Read-only: see {@link Model#predict}. */
  float[] predict(Event event);

  ModelSpec spec();

  String key();

  @Override
  void close();
}
