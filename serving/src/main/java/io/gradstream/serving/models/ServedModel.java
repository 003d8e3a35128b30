package io.gradstream.serving.models;

import io.gradstream.features.event.Event;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.made.Maker;
import io.gradstream.model.targets.Target;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.Version;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * One version of one model, ready to predict. Thread safe: a model has one workspace, so queries of
 * the same model take turns. Its memory is let go when it is closed and the last query that has
 * borrowed it has given it back.
 */
public final class ServedModel implements AutoCloseable {

  /** What a category's entry costs on the heap beyond its own bytes, roughly. */
  private static final int CATEGORY_OVERHEAD = 8;

  private static final long FIXED_BYTES = 64 * 1024;

  private final Object life = new Object(); // so that nobody waits for a prediction to borrow it
  private final Model model;
  private final Version version;
  private final Lineage lineage;
  private final Instant published;
  private final long bytes;
  private long rowNanos; // that a row took in the last pass; 0 before the first
  private int borrowers;
  private boolean closed; // as soon as nobody has borrowed it

  private ServedModel(ModelSnapshot snapshot, Instant published) {
    this.model = Model.toServe(snapshot);
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

  /** Whether it stays as it is until {@link #giveBack}; false when it is closed. */
  boolean borrow() {
    synchronized (life) {
      if (!closed) {
        borrowers++;
      }
      return !closed;
    }
  }

  /** A query needs it no longer. */
  public void giveBack() {
    synchronized (life) {
      borrowers--;
      freeIfUnused();
    }
  }

  /**
   * Predicts the next events, at least one, until the time is over, by passes of as many rows as it
   * holds; only while it is borrowed.
   *
   * @param outputs of the events before; gets what {@link io.gradstream.model.Model#predict} gives
   *     for each of the next ones
   * @param nanos that may pass before no other event is begun
   */
  public synchronized void predict(List<Event> events, List<double[]> outputs, long nanos) {
    long start = System.nanoTime();
    long spent = 0;
    do {
      int from = outputs.size();
      int rows = Math.min(pass(nanos - spent), events.size() - from);
      model.predict(events.subList(from, from + rows), outputs);
      long now = System.nanoTime() - start;
      rowNanos = Math.max(1, (now - spent) / rows);
      spent = now;
    } while (outputs.size() < events.size() && spent < nanos);
  }

  /** Begins to make something; only while it is borrowed. */
  public synchronized <M extends Maker> M begin(Function<Model, M> making) {
    return making.apply(model);
  }

  /**
   * Makes more of it, at least one piece, until the time is over; only while it is borrowed.
   *
   * @param nanos after which no other piece is begun
   */
  public synchronized void make(Maker maker, long nanos) {
    maker.make(nanos);
  }

  /** Rows that so much time holds, as those before took. */
  private int pass(long nanos) {
    return rowNanos == 0 ? 1 : (int) Math.max(1, Math.min(model.most(), nanos / rowNanos));
  }

  public ModelSpec spec() {
    return model.spec();
  }

  /** What it predicts, with the classes that it has met where these come with labels. */
  public Target target() {
    return model.classes().isOpen()
        ? spec().target().met(model.classes().met().names())
        : spec().target();
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

  /** Estimated memory. */
  public long bytes() {
    return bytes;
  }

  /** Nobody can borrow it any longer. */
  @Override
  public void close() {
    synchronized (life) {
      if (!closed) {
        closed = true;
        freeIfUnused();
      }
    }
  }

  private void freeIfUnused() {
    if (closed && borrowers == 0) {
      model.close();
    }
  }

  /** Weights, workspace for one event, category tables. */
  private static long bytes(ModelSnapshot snapshot) {
    long categories = snapshot.categories().stream().mapToLong(table -> table.length).sum();
    return FIXED_BYTES + Model.bytes(snapshot) + CATEGORY_OVERHEAD * categories;
  }
}
