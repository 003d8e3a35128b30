package io.gradstream.model;

import io.gradstream.features.encode.Encoder;
import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.encode.TargetScaler;
import io.gradstream.features.event.Event;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkPlan;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.Version;
import java.util.ArrayList;
import java.util.List;

/**
 * Encoder and network of one model key, as one. The learner changes it; serving only predicts. Not
 * thread safe; frees its off-heap memory on {@link #close()}.
 */
public final class Model implements Predictor {

  private static final TrainingSpec NOTHING_TO_LEARN = TrainingSpec.of(new OptimizerSpec.Sgd(1));

  private final ModelSpec spec;
  private final Network network;
  private final boolean keepsRows; // whether encoded rows are looked at again after a step
  private final float[] dense; // [batch or 1, encoder.width()]
  private final int[] rows; // [encoder.tables()]
  private final int from; // field that the target is a change from, or -1
  private final double[] bases; // [batch], that field of the staged events, otherwise 0
  private final Encoder.RowClaimed resetRow;
  private String key;
  private Encoder encoder;
  private TargetScaler targets = new TargetScaler();

  /**
   * A new model with the weights of its seed.
   *
   * @param batch largest number of events predicted or learned at once
   * @throws IllegalArgumentException when features, layers and target do not fit one another
   */
  public Model(ModelSpec spec, String key, TrainingSpec training, int batch) {
    this.spec = spec;
    this.key = key;
    encoder = spec.encoder();
    network = new Network(spec.networkSpec(), training, batch, spec.seedOf(key));
    keepsRows = spec.target().isInEveryEvent();
    dense = new float[Math.multiplyExact(keepsRows ? batch : 1, encoder.width())];
    rows = new int[encoder.tables()];
    from = spec.changeFrom();
    bases = new double[batch];
    resetRow = network::resetRow;
  }

  /**
   * A read-only model as it was at a snapshot.
   *
   * @throws CorruptSnapshotException when the snapshot's parts do not fit its spec
   */
  public static Model of(ModelSnapshot snapshot) {
    Model model = null;
    try {
      plan(snapshot);
      model = new Model(snapshot.spec(), snapshot.key(), NOTHING_TO_LEARN, 1);
      model.restore(snapshot);
      return model;
    } catch (MalformedRecordException | IllegalArgumentException | ArithmeticException e) {
      if (model != null) {
        model.close();
      }
      throw new CorruptSnapshotException(
          "altered snapshot: its parts do not fit its spec: " + e.getMessage(), e);
    }
  }

  /**
   * Becomes another key's new model, with the weights of its seed, without giving memory back.
   * Encoder and target scaler are new objects from then on.
   */
  public void startAnew(String newKey) {
    key = newKey;
    encoder = spec.encoder();
    targets = new TargetScaler();
    network.reset(spec.seedOf(newKey));
  }

  /**
   * Takes over what fits of another model of the same key and the same kind of target: tensors, the
   * statistics and tables of the features both have, the target's scale. The other is of no further
   * use before it starts anew.
   */
  public void takeOver(Model other) {
    network.takeOver(other.network);
    encoder.takeOver(other.encoder);
    targets = other.targets;
  }

  /**
   * Read-only. Binary: [probability of the positive class]; multi-class: [probability of each
   * class]; regression: [value in the label's own unit]; reconstruction: [its mean loss]; next
   * token: [probability of each token to be the one after the text]; generation: [probability that
   * the event is real].
   */
  @Override
  public float[] predict(Event event) {
    encode(0, event);
    if (spec.target() instanceof TargetSpec.NextToken && dense[network.targetWidth()] != 0) {
      stageEnd(event);
    }
    network.predict(1);
    return output(0);
  }

  /** What an event that is its own label would lose. Read-only. */
  public RowLoss loss(Event event) {
    encode(0, event);
    network.predict(1);
    return loss(0);
  }

  /** Of a text longer than the network reads: its last tokens. */
  private void stageEnd(Event event) {
    FeatureSpec.Tokens feature = spec.tokens();
    int[] tokens =
        new TokenText(feature).tokens(event.text(spec.events().indexOf(feature.field())));
    int steps = network.targetWidth();
    for (int step = 0; step < steps; step++) {
      dense[step] = tokens[tokens.length - steps + step];
    }
    stage(0, event);
  }

  /** Encodes and stages an event for a forward pass. Changes nothing else. */
  public void encode(int row, Event event) {
    encoder.encode(event, dense, start(row), rows, 0);
    stage(row, event);
  }

  /**
   * Encodes and stages an event for a step of training; it enters the statistics. An event that is
   * its own label is staged with it.
   */
  public void learn(int row, Event event) {
    encoder.learn(event, dense, start(row), rows, 0, resetRow);
    stage(row, event);
    if (spec.target() instanceof TargetSpec.NextToken) {
      network.targets(row, dense, start(row) + 1);
    }
  }

  private void stage(int row, Event event) {
    network.input(row, dense, start(row), rows, 0);
    if (from >= 0) {
      bases[row] = event.number(from);
    }
  }

  /** What a staged row's label is a change from, in the label's unit; 0 for a label as it is. */
  public double base(int row) {
    return bases[row];
  }

  private int start(int row) {
    return keepsRows ? row * encoder.width() : 0;
  }

  /**
   * What the network said of a staged row, after a forward pass, in the form of {@link #predict}.
   */
  public float[] output(int row) {
    if (spec.target() instanceof TargetSpec.Regression) {
      return new float[] {(float) (targets.unscale(network.output(row, 0)) + base(row))};
    }
    if (spec.target() instanceof TargetSpec.Reconstruction) {
      return new float[] {(float) loss(row).sum()};
    }
    int from = 0;
    float[] output = new float[outputs()];
    if (spec.target() instanceof TargetSpec.NextToken) {
      from = lastStep(row) * output.length;
    }
    for (int column = 0; column < output.length; column++) {
      output[column] = network.output(row, from + column);
    }
    return output;
  }

  /** Of a staged event that is its own label, after a forward pass. */
  public RowLoss loss(int row) {
    return OwnLabel.of(spec.target(), network, row, dense, start(row));
  }

  /** The step after which the staged text goes on. */
  private int lastStep(int row) {
    int steps = network.targetWidth();
    int step = 0;
    while (step + 1 < steps && dense[start(row) + step + 1] != 0) {
      step++;
    }
    return step;
  }

  @Override
  public ModelSpec spec() {
    return spec;
  }

  @Override
  public String key() {
    return key;
  }

  public Encoder encoder() {
    return encoder;
  }

  public Network network() {
    return network;
  }

  /** Scales a regression target; unused otherwise. */
  public TargetScaler targets() {
    return targets;
  }

  public ModelSnapshot snapshot(Version version, Lineage lineage) {
    List<byte[]> categories = new ArrayList<>();
    for (int table = 0; table < encoder.tables(); table++) {
      categories.add(encoder.categories(table));
    }
    return new ModelSnapshot(
        spec,
        key,
        version,
        lineage,
        encoder.statistics(),
        categories,
        targets.statistics(),
        weights(),
        Network.kernelType());
  }

  @Override
  public void close() {
    network.close();
  }

  private int outputs() {
    if (spec.target() instanceof TargetSpec.NextToken) {
      return spec.tokens().vocabulary();
    }
    return spec.target() instanceof TargetSpec.MultiClass classes ? classes.classes().size() : 1;
  }

  /** Those that predict: their moving average, where there is one. */
  private float[] weights() {
    float[] weights = new float[network.tensors().size()];
    for (int block = 0; block < network.blocks(network.served()); block++) {
      float[] part = network.block(network.served(), block);
      System.arraycopy(part, 0, weights, block * Network.BLOCK, part.length);
    }
    return weights;
  }

  private void restore(ModelSnapshot snapshot) {
    requireParts(snapshot);
    encoder.restoreStatistics(snapshot.statistics());
    for (int table = 0; table < encoder.tables(); table++) {
      encoder.restoreCategories(table, snapshot.categories().get(table));
    }
    targets.restoreStatistics(snapshot.targets());
    restoreWeights(snapshot.weights());
  }

  private void requireParts(ModelSnapshot snapshot) {
    if (snapshot.categories().size() != encoder.tables()) {
      throw new IllegalArgumentException(
          "category tables must be %d: %d"
              .formatted(encoder.tables(), snapshot.categories().size()));
    }
  }

  /**
   * What a snapshot's network takes, before it is taken: a spec of a few bytes can declare tables
   * and layers of any size, but its snapshot holds all their weights.
   *
   * @throws IllegalArgumentException when it does not
   */
  static NetworkPlan plan(ModelSnapshot snapshot) {
    int weights = snapshot.weights().length;
    for (FeatureSpec feature : snapshot.spec().features()) {
      if (feature instanceof FeatureSpec.Category category && category.capacity() > weights) {
        throw new IllegalArgumentException(
            "capacity must be within the weights, which are %d: %d"
                .formatted(weights, category.capacity()));
      }
    }
    NetworkPlan plan = NetworkPlan.of(snapshot.spec().networkSpec(), NOTHING_TO_LEARN, 1);
    if (plan.weightBytes() != (long) weights * Float.BYTES) {
      throw new IllegalArgumentException(
          "weights must be %d: %d".formatted(plan.weightBytes() / Float.BYTES, weights));
    }
    return plan;
  }

  private void restoreWeights(float[] weights) {
    for (int block = 0; block < network.blocks(NetworkVector.WEIGHTS); block++) {
      int from = block * Network.BLOCK;
      float[] part = new float[Math.min(Network.BLOCK, weights.length - from)];
      System.arraycopy(weights, from, part, 0, part.length);
      network.setBlock(NetworkVector.WEIGHTS, block, part);
    }
  }
}
