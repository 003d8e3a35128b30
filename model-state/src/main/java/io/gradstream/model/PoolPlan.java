package io.gradstream.model;

import io.gradstream.features.encode.Encoder;
import io.gradstream.features.encode.TableSpec;
import io.gradstream.features.history.History;
import io.gradstream.features.history.HistoryGroup;
import io.gradstream.network.NetworkPlan;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkSpec.EmbeddingSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.network.spec.ValueLoss;
import java.util.ArrayList;
import java.util.List;

/**
 * What a pool's members are, by the inputs there are: a row is what the encoder makes of the event,
 * then its history.
 */
public final class PoolPlan {

  private static final float HUBER = 1; // units of the anchor's mean error
  private static final int MOST_OF_LINEAR = 512; // inputs: their squares are kept

  private final ModelSpec spec;
  private final Encoder encoder;
  private final History history;

  PoolPlan(ModelSpec spec, Encoder encoder, History history) {
    this.spec = spec;
    this.encoder = encoder;
    this.history = history;
    head(); // refuses what a pool cannot predict
    if (!(spec.target() instanceof TargetSpec.Regression)
        && spec.pool().orElseThrow().members().stream()
            .anyMatch(MemberSpec.Linear.class::isInstance)) {
      throw new IllegalArgumentException("least squares are of a number: " + spec.target());
    }
  }

  /** Of the pool of a spec. */
  public static PoolPlan of(ModelSpec spec) {
    return new PoolPlan(spec, spec.encoder(), spec.history());
  }

  /** Inputs of a row. */
  public int width() {
    return encoder.width() + history.width();
  }

  /** A name for each input. */
  public List<String> columns() {
    List<String> columns = new ArrayList<>(encoder.columns());
    columns.addAll(history.columns());
    return columns;
  }

  /** The tables that a row has a place in, each. */
  public List<TableSpec> tables() {
    return encoder.tableSpecs();
  }

  /** What the networks take, in the order of the members; without the least squares. */
  public List<NetworkPlan> networks() {
    List<NetworkPlan> plans = new ArrayList<>();
    for (MemberSpec member : spec.pool().orElseThrow().members()) {
      if (member instanceof MemberSpec.Perceptron perceptron) {
        plans.add(NetworkPlan.of(network(perceptron), training(perceptron), PoolModel.MOST_ROWS));
      }
    }
    return plans;
  }

  /** Memory that a pool of the spec takes, roughly: networks, history, squares. */
  long bytes() {
    long bytes = history.bytes();
    for (NetworkPlan network : networks()) {
      bytes += network.bytes();
    }
    for (MemberSpec member : spec.pool().orElseThrow().members()) {
      if (member instanceof MemberSpec.Linear linear) {
        long inputs = width() - firstInput(linear);
        bytes += Double.BYTES * inputs * inputs;
      }
    }
    return bytes;
  }

  NetworkSpec network(MemberSpec.Perceptron member) {
    int width = encoder.width() + member.through().map(history::end).orElse(0);
    List<EmbeddingSpec> embeddings =
        encoder.tableSpecs().stream()
            .map(table -> new EmbeddingSpec(table.name(), table.rows(), table.width()))
            .toList();
    List<LayerSpec> layers =
        member.hidden().stream()
            .<LayerSpec>map(hidden -> new DenseSpec(hidden, Activation.RELU))
            .toList();
    return new NetworkSpec(width, embeddings, layers, head());
  }

  TrainingSpec training(MemberSpec.Perceptron member) {
    return TrainingSpec.of(new OptimizerSpec.Adam(member.learningRate(), 0.9f, 0.999f, 1e-8f));
  }

  /** Where a linear member's inputs begin: at its group, or later where these would be too many. */
  int firstInput(MemberSpec.Linear member) {
    int first = member.from().map(this::start).orElse(0);
    return Math.max(0, Math.max(Math.min(first, width() - 1), width() - MOST_OF_LINEAR));
  }

  private int start(HistoryGroup group) {
    int before = group.ordinal() - 1;
    return encoder.width() + (before < 0 ? 0 : history.end(HistoryGroup.values()[before]));
  }

  private HeadSpec head() {
    if (spec.target() instanceof TargetSpec.Binary binary) {
      return new HeadSpec.Binary(binary.labelSmoothing(), binary.positiveWeight());
    }
    if (spec.target() instanceof TargetSpec.MultiClass classes) {
      return new HeadSpec.MultiClass(
          classes.classes().size(), classes.labelSmoothing(), classes.classWeights());
    }
    if (spec.target() instanceof TargetSpec.Regression) {
      return new HeadSpec.Regression(new ValueLoss.Huber(HUBER));
    }
    throw new IllegalArgumentException("a pool predicts classes or a number: " + spec.target());
  }
}
