package io.gradstream.model;

import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.Version;
import java.util.List;

/**
 * A model at a version, complete for serving. Holds no wall clock: same version, same bytes. The
 * arrays are not to be changed by a reader.
 *
 * @param statistics the encoder's running statistics
 * @param categories one table each, in the order of the encoder
 * @param targets the target scaler's state
 * @param weights the flat weight vector; of a pool its members', one after the other
 * @param pool history, mix and least squares of a pool, and behind them the bounds of answers,
 *     where these have any; else empty for one network
 * @param classes by the rows of the output layer, where they claim them as labels come; else none
 */
public record ModelSnapshot(
    ModelSpec spec,
    String key,
    Version version,
    Lineage lineage,
    byte[] statistics,
    List<byte[]> categories,
    byte[] targets,
    float[] weights,
    byte[] pool,
    List<String> classes) {

  public ModelSnapshot {
    categories = List.copyOf(categories);
    classes = List.copyOf(classes);
  }

  /** Snapshot of one network. */
  public ModelSnapshot(
      ModelSpec spec,
      String key,
      Version version,
      Lineage lineage,
      byte[] statistics,
      List<byte[]> categories,
      byte[] targets,
      float[] weights) {
    this(
        spec,
        key,
        version,
        lineage,
        statistics,
        categories,
        targets,
        weights,
        new byte[0],
        List.of());
  }
}
