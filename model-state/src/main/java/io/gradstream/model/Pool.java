package io.gradstream.model;

import io.gradstream.features.encode.StateBytes;
import io.gradstream.model.targets.ClassRows;
import io.gradstream.model.targets.Intervals;
import io.gradstream.model.targets.RowLoss;
import io.gradstream.model.targets.Target;
import io.gradstream.network.Network;
import io.gradstream.schemas.SplitMix64;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Members that answer together. One network is a pool of one, whose outputs are the answer. State
 * of one owner, not thread safe; lets its memory go on {@link #close()}.
 */
public final class Pool implements AutoCloseable {

  private static final double UNSEEN = 1e-4; // units of the label

  private final ModelSpec spec;
  private final Target target;
  private final LabelFrame labels;
  private final ClassRows classes;
  private final List<Member> members;
  private final Mix mix;
  private final Optional<Intervals> intervals;
  private final Map<String, Network> networks = new LinkedHashMap<>(); // by name
  private final int width; // outputs of a member
  private double[][] outputs; // [members and other speakers, width], when first asked for
  private double said; // of the row that was answered last, where it is a number

  Pool(ModelSpec spec, LabelFrame labels, ClassRows classes, List<Member> members) {
    this.spec = spec;
    this.target = spec.target();
    this.labels = labels;
    this.classes = classes;
    this.members = List.copyOf(members);
    mix = Mix.of(spec, members.size(), labels.speakers(), classes);
    intervals = target.intervals().map(Intervals::new);
    width = target.isNumber() ? 1 : Math.max(target.classes(), target.width(spec.features()));
    for (Member member : members) {
      member.network().ifPresent(network -> networks.put(member.name(), network));
    }
  }

  /** Members in the order of their outputs. */
  public List<Member> members() {
    return members;
  }

  public Mix mix() {
    return mix;
  }

  /** Bounds of its answers, where they have any. */
  public Optional<Intervals> intervals() {
    return intervals;
  }

  /** Networks by their names in a store. */
  public Map<String, Network> networks() {
    return networks;
  }

  /** Members as they are for the key's seed. */
  public void startAnew(String key) {
    for (int m = 0; m < members.size(); m++) {
      members.get(m).startAnew(seed(spec, key, m));
    }
    mix.startAnew();
    intervals.ifPresent(Intervals::startAnew);
  }

  static long seed(ModelSpec spec, String key, int member) {
    long seed = spec.seedOf(key);
    return spec.pool().isEmpty() ? seed : seed + SplitMix64.GOLDEN * (member + 1);
  }

  /** Members with weights of other seeds, and what was learned of their answers, begin anew. */
  public void reseed(long... seeds) {
    for (int m = 0; m < members.size(); m++) {
      members.get(m).startAnew(seeds[m]);
    }
    mix.startAnew();
    intervals.ifPresent(Intervals::startAnew);
  }

  /** Members' rates for that of the learner. */
  public void setLearningRate(float learningRate) {
    members.forEach(member -> member.setLearningRate(learningRate));
  }

  /** A new value has claimed a row of a category table. */
  public void resetRow(int table, int row) {
    members.forEach(member -> member.resetRow(table, row));
  }

  /** Stages a row for all members. */
  public void stage(int place, Row row) {
    for (Member member : members) {
      member.input(place, row.inputs, 0, row.tables, 0);
    }
  }

  /** Answers to a row, by a forward pass of its own. */
  double[] predict(Row row) {
    stage(0, row);
    predict(1);
    return answer(row, 0);
  }

  /** Forward pass of the first rows that are staged. */
  void predict(int rows) {
    members.forEach(member -> member.predict(rows));
  }

  /**
   * The answer to a staged row, after a forward pass or a step.
   *
   * @return as {@link Model#predict}
   */
  public double[] answer(Row row, int place) {
    if (outputs == null) {
      outputs = new double[members.size() + labels.speakers()][width];
    }
    for (int m = 0; m < members.size(); m++) {
      Member member = members.get(m);
      member.output(row, place, outputs[m]);
      if (target.isNumber()) {
        outputs[m][0] = labels.value(row, member.anchor(), outputs[m][0]);
      }
    }
    for (int speaker = 0; speaker < labels.speakers(); speaker++) {
      outputs[members.size() + speaker][0] = labels.speak(speaker, row);
    }
    double[] joint = mix.combine(outputs, row.lastLabel);
    if (target.isNumber()) {
      return bounded(joint[0], row);
    }
    double[] answer = target.answer(joint);
    return classes.isOpen() ? Arrays.copyOf(answer, classes.count()) : answer;
  }

  /** A number within those that make sense, and behind it its bounds, where it has any. */
  private double[] bounded(double joint, Row row) {
    said = number(Math.max(row.least, Math.min(row.most, joint)), row);
    return intervals
        .map(of -> new double[] {said, number(of.lower(said), row), number(of.upper(said), row)})
        .orElseGet(() -> new double[] {said});
  }

  /** A float, as most readers want it, where nobody could tell the difference. */
  private double number(double value, Row row) {
    boolean isNear = Math.abs((float) value - value) <= UNSEEN * labels.unit(row);
    return isNear ? (float) value : value;
  }

  /** The label of the row that was answered last becomes known to the mix and to the bounds. */
  public void update(Row row) {
    update(row, said);
  }

  /**
   * The same, where bounds follow another answer.
   *
   * @param given what was said of the row's event when that came; NaN for nothing
   */
  public void update(Row row, double given) {
    if (row.known < 2) {
      mix.startAnew(); // nobody could say anything of a number before the first
    }
    if (row.known > 0) {
      mix.update(outputs, row.lastLabel, row.learned);
    }
    if (labels.isKnown(row)) {
      intervals.ifPresent(of -> of.learn(given, row.label));
    }
  }

  /** What the first member loses on a staged row that is its own label. */
  public RowLoss loss(Row row, int place) {
    return target.loss(members.get(0).network().orElseThrow(), place, row.inputs);
  }

  /** Takes over members that are declared alike, and where all are, how they answer together. */
  void takeOver(Pool other) {
    intervals.ifPresent(mine -> other.intervals.ifPresent(mine::takeOver));
    List<MemberSpec> mine = spec.members();
    List<MemberSpec> theirs = other.spec.members();
    for (int m = 0; m < Math.min(members.size(), other.members.size()); m++) {
      if (spec.pool().isEmpty() || mine.get(m).equals(theirs.get(m))) {
        members.get(m).takeOver(other.members.get(m));
      }
    }
    if (mine.equals(theirs)) {
      if (mixesAs(other)) {
        StateBytes.restore("a mix", StateBytes.write(other.mix::write), mix::read);
      }
      labels.takeOver(other.labels);
    } else if (mix instanceof GatedMix grown && other.mix instanceof GatedMix before) {
      grown.takeOverLabels(before);
    }
  }

  /** Whether its mix, of the same members, has the form of another's. */
  private boolean mixesAs(Pool other) {
    return spec.pool().isEmpty()
        || spec.pool().get().mix().knowsAs(other.spec.pool().orElseThrow().mix());
  }

  /** How members answer together, and the units of a number's changes. */
  public void writeMix(DataOutput out) throws IOException {
    mix.write(out);
    labels.write(out);
  }

  public void readMix(DataInput in) throws IOException {
    mix.read(in);
    labels.read(in);
  }

  /** The same of a pool beside the model's own, whose units are read with that. */
  public void readMixBeside(DataInput in) throws IOException {
    mix.read(in);
    LabelFrame.of(spec).read(in);
  }

  @Override
  public void close() {
    members.forEach(Member::close);
  }
}
