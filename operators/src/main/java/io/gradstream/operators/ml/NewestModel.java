package io.gradstream.operators.ml;

import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.Version;
import java.util.Optional;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.Vector;

/**
 * The newest model seen, ready to predict; it never goes back to an older version. The operator and
 * the servable share it, so their predictions are equal bit for bit. Not thread safe; frees its
 * memory on {@link #close()}.
 */
final class NewestModel implements AutoCloseable {

  private Model model;
  private Version version;
  private int vectorSize;
  private Task task;

  /** Whether there is a model. */
  boolean isPresent() {
    return model != null;
  }

  /** The version that predicts; null before the first. */
  Version version() {
    return version;
  }

  /** Whether a model of that version would replace the one held. */
  boolean isOlderThan(Version candidate) {
    return version == null || candidate.compareTo(version) > 0;
  }

  /**
   * Takes the snapshot's model in place of an older one.
   *
   * @return whether it did
   * @throws io.gradstream.model.CorruptSnapshotException when the bytes cannot be trusted; the
   *     model held stays
   */
  boolean offer(byte[] snapshot) {
    ModelSnapshot decoded = SnapshotCodec.decode(snapshot);
    if (!isOlderThan(decoded.version())) {
      return false;
    }
    Model next = Model.of(decoded);
    close();
    model = next;
    version = decoded.version();
    vectorSize = decoded.spec().events().fields().size();
    task = Task.of(decoded.spec().target());
    return true;
  }

  /** Empty for no vector, or one of another size than the model learned. */
  Optional<VectorPrediction> predict(Vector features) {
    if (model == null || features == null || features.size() != vectorSize) {
      return Optional.empty();
    }
    double[] raw = task.raw(model.predict(VectorEvents.of(features)));
    return Optional.of(new VectorPrediction(task.prediction(raw), new DenseVector(raw), version));
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
      model = null;
    }
  }
}
