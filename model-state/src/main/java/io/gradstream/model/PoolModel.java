package io.gradstream.model;

import io.gradstream.features.encode.Encoder;
import io.gradstream.features.encode.StateBytes;
import io.gradstream.features.event.Event;
import io.gradstream.features.history.History;
import io.gradstream.network.Network;
import io.gradstream.network.RecursiveLeastSquares;
import io.gradstream.network.spec.PlasticitySpec;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.SplitMix64;
import io.gradstream.schemas.Version;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Encoder, history and the members of one model key's pool, as one. The learner changes it; serving
 * only predicts. A row of inputs is what the encoder makes of the event itself, then its history.
 * Not thread safe; frees its off-heap memory on {@link #close()}.
 */
public final class PoolModel implements Predictor {

  /** Most examples that a member learns in a step, those of before included. */
  public static final int MOST_ROWS = 8;

  private static final float FAR = 10; // units
  private static final double FORGETTING = 1 - 1.0 / 2000;
  private static final double RIDGE = 3;

  private final ModelSpec spec;
  private final PoolPlan plan;
  private final boolean number;
  private final boolean labelsComeLater;
  private final PlasticitySpec plasticity;
  private final List<PoolMember> members = new ArrayList<>();
  private final PoolMix mix;
  private final ValueAnchors anchors = new ValueAnchors();
  private final double[][] said; // [members, classes or 1]
  private final PoolRow asked; // of a prediction
  private final Encoder.RowClaimed resetRow;
  private String key;
  private Encoder encoder;
  private History history; // of all that was learned
  private History lessons; // of what was known when the event came that is learned

  /**
   * A new pool with the weights of its seed.
   *
   * @throws IllegalArgumentException when features and target do not fit a pool
   */
  public PoolModel(ModelSpec spec, String key) {
    this(spec, key, PlasticitySpec.NONE, false);
  }

  /**
   * @param plasticity of the networks
   * @param labelsComeLater whether {@link #lessons} is a history of its own, behind that of all
   *     that was learned
   */
  public PoolModel(ModelSpec spec, String key, PlasticitySpec plasticity, boolean labelsComeLater) {
    this.plasticity = plasticity;
    this.labelsComeLater = labelsComeLater;
    this.spec = spec;
    this.key = key;
    PoolSpec pool = spec.pool().orElseThrow();
    number = spec.target() instanceof TargetSpec.Regression;
    encoder = spec.encoder();
    history = spec.history();
    lessons = labelsComeLater ? history.scaledAlike() : history;
    plan = new PoolPlan(spec, encoder, history);
    asked = newRow();
    for (int m = 0; m < pool.members().size(); m++) {
      members.add(member(pool.members().get(m), seed(m)));
    }
    int classes = spec.classes();
    mix =
        number
            ? new ValueMix(pool.mix(), members.size() + Anchor.values().length)
            : new ClassMix(pool.mix(), members.size(), classes);
    int speakers = members.size() + (number ? Anchor.values().length : 0);
    said = new double[speakers][number ? 1 : classes];
    resetRow = this::resetRow;
  }

  private PoolMember member(MemberSpec member, long seed) {
    if (member instanceof MemberSpec.Perceptron perceptron) {
      Network network =
          new Network(
              plan.network(perceptron),
              plan.training(perceptron).with(plasticity),
              MOST_ROWS,
              seed);
      return new PoolMember.Perceptron(network, member.anchor());
    }
    int first = plan.firstInput((MemberSpec.Linear) member);
    return new PoolMember.Linear(
        new RecursiveLeastSquares(plan.width() - first, FORGETTING, RIDGE),
        member.anchor(),
        first,
        plan.width(),
        MOST_ROWS);
  }

  private long seed(int member) {
    return spec.seedOf(key) + SplitMix64.GOLDEN * (member + 1);
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
    history = spec.history();
    lessons = labelsComeLater ? history.scaledAlike() : history;
    anchors.startAnew();
    mix.startAnew();
    for (int m = 0; m < members.size(); m++) {
      members.get(m).startAnew(seed(m));
    }
  }

  /** A row to be filled. */
  public PoolRow newRow() {
    return new PoolRow(plan.width(), encoder.tables());
  }

  /**
   * Takes over what fits of another pool of the same key and target: what its encoder knows, the
   * history where it has the same features, members that are declared alike, how these answer
   * together. The other is of no further use before it starts anew.
   */
  public void takeOver(PoolModel other) {
    encoder.takeOver(other.encoder);
    if (history.columns().equals(other.history.columns())) {
      history.restore(other.history.state());
      if (labelsComeLater) {
        lessons.restore(other.lessons.state());
      }
    }
    List<MemberSpec> alike = other.spec.pool().orElseThrow().members();
    for (int m = 0; m < Math.min(members.size(), alike.size()); m++) {
      if (spec.pool().orElseThrow().members().get(m).equals(alike.get(m))) {
        members.get(m).takeOver(other.members.get(m));
      }
    }
    if (spec.pool().orElseThrow().members().equals(alike)) {
      StateBytes.restore("a mix", StateBytes.write(other::writeMix), this::readMix);
    }
  }

  /** Whether a row of inputs is what it is in another pool. */
  public boolean readsAs(PoolModel other) {
    return plan.columns().equals(other.plan.columns())
        && encoder.tableSpecs().equals(other.encoder.tableSpecs());
  }

  /** Read-only, in the form of {@link Model#predict}. */
  @Override
  public float[] predict(Event event) {
    encoder.encode(event, asked.inputs, 0, asked.tables, 0);
    history.encode(event, asked.inputs, encoder.width());
    remember(history, asked);
    for (PoolMember member : members) {
      member.input(0, asked.inputs, 0, asked.tables, 0);
      member.predict(1);
    }
    return answer(asked, 0);
  }

  /** Encodes an event that is learned: claims rows of its categories, enters the scales. */
  public void encodeToLearn(Event event, PoolRow row) {
    encoder.learn(event, row.inputs, 0, row.tables, 0, resetRow);
    lessons.encodeToLearn(event, row.inputs, encoder.width());
    remember(lessons, row);
  }

  private void remember(History known, PoolRow row) {
    if (number) {
      anchors.fill(row, known);
    } else {
      row.lastLabel = known.labels().count() == 0 ? -1 : (int) known.labels().of(1);
    }
  }

  /** Of the label; 0 for a number. */
  public int classes() {
    return spec.classes();
  }

  public List<PoolMember> members() {
    return members;
  }

  /** What a member learns of a label: the label, or its change from the member's anchor. */
  public float target(PoolRow row, Anchor anchor, float label) {
    if (!number) {
      return label;
    }
    int at = anchor.ordinal();
    return (float) within((label - row.anchors[at]) / row.units[at]);
  }

  private static double within(double change) {
    return Math.max(-FAR, Math.min(FAR, change));
  }

  /**
   * The joint answer to an event, once each member has said its own of the row at that place.
   *
   * @return in the form of {@link Model#predict}
   */
  public float[] answer(PoolRow row, int place) {
    for (int m = 0; m < members.size(); m++) {
      hear(members.get(m), row, place, said[m]);
    }
    for (int speaker = members.size(); speaker < said.length; speaker++) {
      said[speaker][0] = row.anchors[speaker - members.size()];
    }
    return mix.answer(said, row.lastLabel);
  }

  private void hear(PoolMember member, PoolRow row, int place, double[] says) {
    if (number) {
      int at = member.anchor().ordinal();
      says[0] = row.anchors[at] + row.units[at] * within(member.output(place, 0));
    } else if (says.length == 2) {
      says[1] = member.output(place, 0);
      says[0] = 1 - says[1];
    } else {
      for (int c = 0; c < says.length; c++) {
        says[c] = member.output(place, c);
      }
    }
  }

  /** The label of the event that was answered last becomes known to the mix. */
  public void judge(PoolRow row, float label) {
    mix.learn(said, row.lastLabel, label);
  }

  /** The label of the event that was encoded last becomes known to the history. */
  public void learn(Event event, float label) {
    if (number) {
      anchors.learn(lessons, label);
    }
    history.learn(event, label);
  }

  public ModelSnapshot snapshot(Version version, Lineage lineage) {
    return PoolSnapshot.of(this, version, lineage);
  }

  /**
   * A read-only pool as it was at a snapshot.
   *
   * @throws CorruptSnapshotException when the snapshot's parts do not fit its spec
   */
  static PoolModel of(ModelSnapshot snapshot) {
    return PoolSnapshot.restore(snapshot);
  }

  static long bytes(ModelSnapshot snapshot) {
    return PoolSnapshot.bytes(snapshot);
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

  public History history() {
    return history;
  }

  /**
   * The history that events are learned with: what was known when they came. The same as {@link
   * #history}, unless labels come later.
   */
  public History lessons() {
    return lessons;
  }

  public PoolMix mix() {
    return mix;
  }

  @Override
  public void close() {
    members.forEach(PoolMember::close);
  }
}
