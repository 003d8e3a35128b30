package io.gradstream.serving.models;

import io.gradstream.features.event.Event;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.ModelSpec;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One version of one model, ready to predict. Thread safe: a model has one workspace, so queries of
 * the same model take turns (a prediction takes microseconds). Its off-heap memory is freed once
 * {@link #close()} has waited for the query in progress.
 */
public final class ServedModel implements AutoCloseable {

  /** What a category's entry costs on the heap beyond its own bytes, roughly. */
  private static final int CATEGORY_OVERHEAD = 8;

  private static final long FIXED_BYTES = 64 * 1024;

  private final Model model;
  private final Version version;
  private final Lineage lineage;
  private final Instant published;
  private final long bytes;
  private boolean closed;

  private ServedModel(ModelSnapshot snapshot, Instant published) {
    this.model = Model.of(snapshot);
    this.version = snapshot.version();
    this.lineage = snapshot.lineage();
    this.published = published;
    this.bytes = bytes(snapshot);
  }

  /**
   * @param published when the snapshot was put on the topic
   * @throws io.gradstream.model.CorruptSnapshotException when its parts do not fit its spec
   */
  public static ServedModel of(ModelSnapshot snapshot, Instant published) {
    return new ServedModel(snapshot, published);
  }

  /**
   * The outputs of each event, as {@link io.gradstream.model.Model#predict} gives them; nothing
   * when the model was closed meanwhile: a newer one is there, or it was evicted.
   */
  public synchronized Optional<List<float[]>> predict(List<Event> events) {
    return closed ? Optional.empty() : Optional.of(events.stream().map(model::predict).toList());
  }

  public ModelSpec spec() {
    return model.spec();
  }

  String key() {
    return model.key();
  }

  public Version version() {
    return version;
  }

  public Lineage lineage() {
    return lineage;
  }

  public Instant published() {
    return published;
  }

  /** Estimated memory, on the heap and off it. */
  public long bytes() {
    return bytes;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      model.close();
    }
  }

  /** Weights, workspace for one event, category tables. */
  private static long bytes(ModelSnapshot snapshot) {
    long categories = snapshot.categories().stream().mapToLong(table -> table.length).sum();
    return FIXED_BYTES + Model.bytes(snapshot) + CATEGORY_OVERHEAD * categories;
  }
}
