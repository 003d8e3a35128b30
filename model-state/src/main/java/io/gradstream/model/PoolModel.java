package io.gradstream.model;

import io.gradstream.features.Encoder;
import io.gradstream.features.Event;
import io.gradstream.features.FeatureSpec;
import io.gradstream.features.history.History;
import io.gradstream.features.history.HistoryGroup;
import io.gradstream.features.history.HistorySpec;
import io.gradstream.network.Activation;
import io.gradstream.network.HeadSpec;
import io.gradstream.network.LayerSpec;
import io.gradstream.network.LayerSpec.DenseSpec;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkSpec;
import io.gradstream.network.NetworkSpec.EmbeddingSpec;
import io.gradstream.network.OptimizerSpec;
import io.gradstream.network.RecursiveLeastSquares;
import io.gradstream.network.TrainingSpec;
import io.gradstream.network.ValueLoss;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Encoder, history and the members of one model key's pool, as one. The learner changes it; serving
 * only predicts. A row of inputs is what the encoder makes of the event itself, then its history.
 * Not thread safe; frees its off-heap memory on {@link #close()}.
 */
public final class PoolModel implements AutoCloseable {

  /** Most examples of before that a member learns again beside a new one. */
  public static final int MOST_REHEARSED = 4;

  private static final float HUBER = 1; // units of the anchor's mean error
  private static final float FAR = 10; // units
  private static final double FORGETTING = 1 - 1.0 / 2000;
  private static final double RIDGE = 3;

  private final ModelSpec spec;
  private final PoolSpec pool;
  private final boolean number;
  private final List<PoolMember> members = new ArrayList<>();
  private final PoolMix mix;
  private final ValueAnchors anchors = new ValueAnchors();
  private final double[][] said; // [members, classes or 1]
  private final float[] inputs; // [width]
  private final int[] tables; // [encoder.tables()]
  private final Encoder.RowClaimed resetRow;
  private String key;
  private Encoder encoder;
  private History history;

  /**
   * A new pool with the weights of its seed.
   *
   * @throws IllegalArgumentException when features and target do not fit a pool
   */
  public PoolModel(ModelSpec spec, String key) {
    this.spec = spec;
    this.key = key;
    pool = spec.pool().orElseThrow();
    number = spec.target() instanceof TargetSpec.Regression;
    encoder = spec.encoder();
    history = newHistory();
    inputs = new float[encoder.width() + history.width()];
    tables = new int[encoder.tables()];
    for (int m = 0; m < pool.members().size(); m++) {
      members.add(member(pool.members().get(m), seed(m)));
    }
    int classes = classes(spec.target());
    mix =
        number
            ? new ValueMix(members.size() + Anchor.values().length)
            : new ClassMix(members.size(), classes);
    int speakers = members.size() + (number ? Anchor.values().length : 0);
    said = new double[speakers][number ? 1 : classes];
    resetRow = this::resetRow;
  }

  /** Of a label: 0 for a number. */
  static int classes(TargetSpec target) {
    if (target instanceof TargetSpec.MultiClass classes) {
      return classes.classes().size();
    }
    return target instanceof TargetSpec.Binary ? 2 : 0;
  }

  private History newHistory() {
    List<Integer> numbers = new ArrayList<>();
    List<Integer> categories = new ArrayList<>();
    for (FeatureSpec feature : spec.features()) {
      int field = spec.events().indexOf(feature.field());
      if (feature instanceof FeatureSpec.Numeric) {
        numbers.add(field);
      } else if (feature instanceof FeatureSpec.Category) {
        categories.add(field);
      }
    }
    return new History(
        new HistorySpec(
            numbers, categories, classes(spec.target()), pool.history(), pool.season()),
        spec.events());
  }

  private PoolMember member(MemberSpec member, long seed) {
    if (member instanceof MemberSpec.Perceptron perceptron) {
      return new PoolMember.Perceptron(network(perceptron, seed), member.anchor());
    }
    Optional<HistoryGroup> from = ((MemberSpec.Linear) member).from();
    int first =
        from.map(group -> encoder.width() + (group.ordinal() == 0 ? 0 : endBefore(group)))
            .orElse(0);
    first = Math.min(first, inputs.length - 1);
    return new PoolMember.Linear(
        new RecursiveLeastSquares(inputs.length - first, FORGETTING, RIDGE),
        member.anchor(),
        first,
        inputs.length);
  }

  private int endBefore(HistoryGroup group) {
    return history.end(HistoryGroup.values()[group.ordinal() - 1]);
  }

  private Network network(MemberSpec.Perceptron member, long seed) {
    int width = encoder.width() + member.through().map(history::end).orElse(0);
    List<EmbeddingSpec> embeddings =
        encoder.tableSpecs().stream()
            .map(table -> new EmbeddingSpec(table.name(), table.rows(), table.width()))
            .toList();
    List<LayerSpec> layers =
        member.hidden().stream()
            .<LayerSpec>map(hidden -> new DenseSpec(hidden, Activation.RELU))
            .toList();
    return new Network(
        new NetworkSpec(width, embeddings, layers, head()),
        TrainingSpec.of(new OptimizerSpec.Adam(member.learningRate(), 0.9f, 0.999f, 1e-8f)),
        1 + MOST_REHEARSED,
        seed);
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

  private long seed(int member) {
    return spec.seedOf(key) + 0x9e3779b97f4a7c15L * (member + 1);
  }

  private void resetRow(int table, int row) {
    for (PoolMember member : members) {
      if (member instanceof PoolMember.Perceptron perceptron) {
        perceptron.network().resetRow(table, row);
      }
    }
  }

  /** Becomes another key's new pool, without giving memory back. */
  public void startAnew(String newKey) {
    key = newKey;
    encoder = spec.encoder();
    history = newHistory();
    anchors.startAnew();
    mix.startAnew();
    for (int m = 0; m < members.size(); m++) {
      members.get(m).startAnew(seed(m));
    }
  }

  /** Read-only, in the form of {@link Model#predict}. */
  public float[] predict(Event event) {
    encoder.encode(event, inputs, 0, tables, 0);
    history.encode(event, inputs, encoder.width());
    for (int m = 0; m < members.size(); m++) {
      members.get(m).input(0, inputs, 0, tables, 0);
      members.get(m).predict();
    }
    return answer();
  }

  /** Encodes an event that is learned: claims rows of its categories, enters the scales. */
  public void encodeToLearn(Event event) {
    encoder.learn(event, inputs, 0, tables, 0, resetRow);
    history.encodeToLearn(event, inputs, encoder.width());
  }

  /** The event's inputs, [width]; valid until the next is encoded. */
  public float[] inputs() {
    return inputs;
  }

  /** The event's rows of the category tables; valid until the next is encoded. */
  public int[] tables() {
    return tables;
  }

  public List<PoolMember> members() {
    return members;
  }

  /** What a member learns of a label: the label, or its change from the member's anchor. */
  public float target(Anchor anchor, float label) {
    if (!number) {
      return label;
    }
    double change = (label - ValueAnchors.of(anchor, history)) / anchors.unit(anchor);
    return (float) Math.max(-FAR, Math.min(FAR, change));
  }

  /** The joint answer, once each member has a prediction of its row 0. */
  public float[] answer() {
    for (int m = 0; m < members.size(); m++) {
      hear(members.get(m), said[m]);
    }
    for (int speaker = members.size(); speaker < said.length; speaker++) {
      said[speaker][0] =
          ValueAnchors.of(Anchor.values()[speaker - members.size()], history);
    }
    return mix.answer(said);
  }

  private void hear(PoolMember member, double[] says) {
    if (number) {
      double change = Math.max(-FAR, Math.min(FAR, member.output(0)));
      says[0] =
          ValueAnchors.of(member.anchor(), history) + anchors.unit(member.anchor()) * change;
    } else if (says.length == 2) {
      says[1] = member.output(0);
      says[0] = 1 - says[1];
    } else {
      for (int c = 0; c < says.length; c++) {
        says[c] = member.output(c);
      }
    }
  }

  /** The label of the event that was answered last becomes known: to the mix and the history. */
  public void learn(Event event, float label) {
    mix.learn(said, label);
    if (number) {
      anchors.learn(history, label);
    }
    history.learn(event, label);
  }

  /** How members answer together, and the units of a number's changes. */
  public void writeMix(DataOutput out) throws IOException {
    mix.write(out);
    anchors.write(out);
  }

  public void readMix(DataInput in) throws IOException {
    mix.read(in);
    anchors.read(in);
  }

  public ModelSpec spec() {
    return spec;
  }

  public String key() {
    return key;
  }

  public Encoder encoder() {
    return encoder;
  }

  public History history() {
    return history;
  }

  public PoolMix mix() {
    return mix;
  }

  @Override
  public void close() {
    members.forEach(PoolMember::close);
  }
}
