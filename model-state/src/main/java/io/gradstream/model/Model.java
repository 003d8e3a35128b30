package io.gradstream.model;

import io.gradstream.features.Encoder;
import io.gradstream.features.Event;
import io.gradstream.features.TargetScaler;
import io.gradstream.network.Network;
import io.gradstream.network.OptimizerSpec;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.Version;

/**
 * Encoder and network of one model key, as one. The learner changes it; serving only predicts. Not
 * thread safe; frees its off-heap memory on {@link #close()}.
 */
public final class Model implements AutoCloseable {

  /**
   * A new model with the weights of its seed.
   *
   * @param batch largest number of events predicted or learned at once
   */
  public Model(ModelSpec spec, String key, OptimizerSpec optimizer, int batch) {
    throw new UnsupportedOperationException();
  }

  /** A read-only model as it was at a snapshot. */
  public static Model of(ModelSnapshot snapshot) {
    throw new UnsupportedOperationException();
  }

  /**
   * Read-only. Binary: [probability of the positive class]; multi-class: [probability of each
   * class]; regression: [value in the label's own unit].
   */
  public float[] predict(Event event) {
    throw new UnsupportedOperationException();
  }

  public ModelSpec spec() {
    throw new UnsupportedOperationException();
  }

  public String key() {
    throw new UnsupportedOperationException();
  }

  public Encoder encoder() {
    throw new UnsupportedOperationException();
  }

  public Network network() {
    throw new UnsupportedOperationException();
  }

  /** Scales a regression target; unused otherwise. */
  public TargetScaler targets() {
    throw new UnsupportedOperationException();
  }

  public ModelSnapshot snapshot(Version version, Lineage lineage) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
