package io.gradstream.model;

import io.gradstream.features.encode.Encoder;
import io.gradstream.features.encode.StateBytes;
import io.gradstream.features.event.Event;
import io.gradstream.model.targets.ClassRows;
import io.gradstream.model.targets.RowLoss;
import io.gradstream.network.Network;
import io.gradstream.network.RecursiveLeastSquares;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.Version;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model of one key, as one: rows of its events, the members that learn them and answer, one
 * network or several, and how their answers are combined. The learner changes it; serving only
 * predicts. Not thread safe; lets its memory go on {@link #close()}.
 */
public final class Model implements AutoCloseable {

  private final ModelSpec spec;
  private final TrainingSpec training;
  private final int batch;
  private final LabelFrame labels;
  private final ClassRows classes;
  private final Rows rows;
  private final Pool pool;
  private final Row asked; // of a prediction
  private final List<Row> several = new ArrayList<>(); // of a pass
  private String key;

  /**
   * A new model with the weights of its seed.
   *
   * @param batch largest number of rows learned at once
   * @throws IllegalArgumentException when features, layers and target do not fit one another
   */
  public Model(ModelSpec spec, String key, TrainingSpec training, int batch) {
    this(spec, key, training, batch, false);
  }

  /**
   * A new model with the weights of its seed.
   *
   * @param labelsComeLater whether {@link Rows#lessons} is a history of its own, behind that of all
   *     that was learned
   */
  public Model(
      ModelSpec spec, String key, TrainingSpec training, int batch, boolean labelsComeLater) {
    this.spec = spec;
    this.key = key;
    this.training = training;
    this.batch = batch;
    labels = LabelFrame.of(spec);
    classes = ClassRows.of(spec.target());
    rows = new Rows(spec, labelsComeLater, labels);
    pool = newPool();
    asked = rows.newRow();
  }

  /** Other members over the same rows, with the weights of the key's seed. */
  public Pool newPool() {
    return rows.plan().pool(key, labels, classes, training, batch);
  }

  /**
   * A read-only model as it was at a snapshot.
   *
   * @throws CorruptSnapshotException when the snapshot's parts do not fit its spec
   */
  public static Model of(ModelSnapshot snapshot) {
    return SnapshotParts.restore(snapshot, false);
  }

  /**
   * The same, and it predicts {@linkplain #most several rows} in one pass where that takes little
   * memory.
   *
   * @throws CorruptSnapshotException when the snapshot's parts do not fit its spec
   */
  public static Model toServe(ModelSnapshot snapshot) {
    return SnapshotParts.restore(snapshot, true);
  }

  /** Memory that a snapshot's model takes to serve, roughly: weights, workspace, history. */
  public static long bytes(ModelSnapshot snapshot) {
    return SnapshotParts.bytes(snapshot);
  }

  /** Becomes another key's new model, with the weights of its seed, without giving memory back. */
  public void startAnew(String newKey) {
    key = newKey;
    rows.startAnew();
    classes.startAnew();
    pool.startAnew(newKey);
  }

  /**
   * Takes over what fits of another model of the same key and the same kind of target: tensors, the
   * statistics and tables of the features both have, the target's scale; of several members those
   * that are declared alike. Between one network and several nothing fits. The other is of no
   * further use before it starts anew.
   */
  public void takeOver(Model other) {
    if (spec.pool().isPresent() == other.spec.pool().isPresent()) {
      rows.takeOver(other.rows);
      classes.takeOver(other.classes);
      pool.takeOver(other.pool);
    }
  }

  /**
   * Becomes what a snapshot of the same spec and key holds, to be learned on from. What members
   * need to learn and no snapshot holds begins anew: moments, steps, which units are of use. Least
   * squares keep how certain they are of each input, which no label is in: as sure as at their
   * start they would forget the snapshot's weights within a few examples.
   *
   * @param snapshot one that {@link #of} takes
   */
  public void goBackTo(ModelSnapshot snapshot) {
    Map<RecursiveLeastSquares, byte[]> squares = new IdentityHashMap<>();
    for (Member member : pool.members()) {
      member.squares().ifPresent(of -> squares.put(of, StateBytes.write(of::write)));
    }
    startAnew(key);
    squares.forEach((of, bytes) -> StateBytes.restore("least squares", bytes, of::read));
    SnapshotParts.restore(snapshot, this);
    rows.learnAsKnown();
  }

  /** Whether a row of inputs is what it is in another model. */
  public boolean readsAs(Model other) {
    return spec.pool().isPresent() == other.spec.pool().isPresent() && rows.readsAs(other.rows);
  }

  /**
   * Read-only. Binary: [probability of the positive class]; multi-class: [probability of each
   * class, or of each that was met, see {@link #classes}]; regression: [value in the label's own
   * unit]; reconstruction: [its mean loss]; next token: [probability of each token to be the one
   * after the text]; generation: [probability that the event is real].
   */
  public double[] predict(Event event) {
    encode(event, asked);
    return pool.predict(asked);
  }

  private void encode(Event event, Row row) {
    rows.encode(event, row);
    if (spec.target().writesText()) {
      spec.target()
          .shorten(event, spec.events(), spec.features(), row.inputs, network().targetWidth());
    }
  }

  /**
   * What {@link #predict(Event)} gives for each event, bit for bit, by one pass through the
   * members.
   *
   * @param events at most {@link #most()}
   * @param into gets an answer of each
   */
  public void predict(List<Event> events, List<double[]> into) {
    while (several.size() < events.size()) {
      several.add(rows.newRow());
    }
    for (int place = 0; place < events.size(); place++) {
      encode(events.get(place), several.get(place));
      pool.stage(place, several.get(place));
    }
    pool.predict(events.size());
    for (int place = 0; place < events.size(); place++) {
      into.add(pool.answer(several.get(place), place));
    }
  }

  /** Most rows of one pass. */
  public int most() {
    return batch;
  }

  /** Loss of an event that is its own label. Read-only. */
  public RowLoss loss(Event event) {
    rows.encode(event, asked);
    pool.predict(asked);
    return pool.loss(asked, 0);
  }

  public ModelSpec spec() {
    return spec;
  }

  public String key() {
    return key;
  }

  public Rows rows() {
    return rows;
  }

  public Encoder encoder() {
    return rows.encoder();
  }

  /** What members learn of labels. */
  public LabelFrame labels() {
    return labels;
  }

  /** Rows of the output layer, where classes claim them as labels come. */
  public ClassRows classes() {
    return classes;
  }

  /** Members that answer. */
  public Pool pool() {
    return pool;
  }

  /**
   * The network, where the model is one.
   *
   * @throws IllegalStateException when it is several
   */
  public Network network() {
    if (pool.members().size() != 1) {
      throw new IllegalStateException("one of several networks: " + pool.networks().keySet());
    }
    return pool.members().get(0).network().orElseThrow();
  }

  public ModelSnapshot snapshot(Version version, Lineage lineage) {
    return SnapshotParts.of(this, version, lineage);
  }

  @Override
  public void close() {
    pool.close();
  }
}
