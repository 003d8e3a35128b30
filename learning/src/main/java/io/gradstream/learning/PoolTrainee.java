package io.gradstream.learning;

import io.gradstream.features.Event;
import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.model.Anchor;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.PoolMember;
import io.gradstream.model.PoolModel;
import io.gradstream.model.PoolRow;
import io.gradstream.model.RowLoss;
import io.gradstream.model.TargetSpec;
import io.gradstream.network.Activity;
import io.gradstream.network.Network;
import io.gradstream.network.StepResult;
import io.gradstream.schemas.Compact;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.Version;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * A pool of networks over one history. While the stream is young each example is a step of its own;
 * once it is grown, a mini-batch is one. A member that does far worse than the best learns nothing
 * again, and once the stream is grown only in every fourth step.
 */
final class PoolTrainee extends Trainee {

  // Indexes of Part.HISTORY.
  private static final int KNOWN = 0;
  private static final int LESSONS = 1;
  private static final int WAITING = 2;

  // Most floats that are learned again: 8 MiB of a single model; 256 KiB of each of many, of which
  // 64
  // are in memory at once.
  private static final int REPLAY_OF_ONE = 1 << 21;
  private static final int REPLAY_OF_MANY = 1 << 16;

  private static final double WORSE = 1.25; // times the best's loss
  private static final double AND_WORSE_BY = 0.005; // of classes, nats
  private static final long GROWN = 20_000;
  private static final int SELDOM = 4; // steps
  private static final double TIMES = 10; // as LossAlarm has it

  private final PoolModel model;
  private final Optional<LateLabels> late;
  private final Scores scores;
  private final Replay replay;
  private final PoolMembers members;
  private final float specLearningRate;
  private final boolean number;
  private final PoolRow[] rows; // [examples at once]
  private final float[][] targets; // [examples at once, anchors or 1]
  private final float knowsNothing; // loss of a model that does
  private EncodedRows listener = (inputs, tables, label) -> {};
  private float learningRate;

  PoolTrainee(ModelSpec spec, LearnSpec learn, String key, Optional<Lateness> lateness) {
    late = lateness.map(LateLabels::new);
    model = new PoolModel(spec, key, learn.training().plasticity(), late.isPresent());
    scores = Scores.of(spec.target());
    number = spec.target() instanceof TargetSpec.Regression;
    rows = new PoolRow[Math.min(PoolModel.MOST_ROWS, learn.batch())];
    targets = new float[rows.length][number ? Anchor.values().length : 1];
    Arrays.setAll(rows, row -> model.newRow());
    replay =
        new Replay(
            spec.pool().orElseThrow().replay(),
            rows[0].inputs().length,
            rows[0].tables().length,
            targets[0].length,
            spec.keyField().isPresent() ? REPLAY_OF_MANY : REPLAY_OF_ONE);
    members = new PoolMembers(model.members());
    specLearningRate = learn.training().optimizer().learningRate();
    learningRate = specLearningRate;
    knowsNothing = number ? 1 : (float) Math.log(model.classes());
  }

  @Override
  String key() {
    return model.key();
  }

  @Override
  void startAnew(String key) {
    model.startAnew(key);
    setLearningRate(specLearningRate);
    scores.clear();
    late.ifPresent(LateLabels::startAnew);
    replay.startAnew();
  }

  @Override
  float[] predict(Event event) {
    return model.predict(event);
  }

  @Override
  RowLoss loss(Event event) {
    throw new UnsupportedOperationException("a pool has labels of its own");
  }

  /** One by one while the stream is young, so that nothing is lost of it; then some at once. */
  @Override
  int wanted() {
    return replay.examples() < GROWN ? 1 : rows.length;
  }

  @Override
  StepResult step(MiniBatch batch) {
    for (int row = 0; row < batch.size(); row++) {
      encode(batch.get(row), row);
    }
    StepResult result = train(batch.size());
    for (int row = 0; row < batch.size(); row++) {
      scores.score(model.answer(rows[row], row), batch.get(row).target());
      model.judge(rows[row], batch.get(row).target());
      replay.add(rows[row].inputs(), rows[row].tables(), targets[row]);
    }
    return result;
  }

  /** With the history before the example, which then enters it. */
  private void encode(Example example, int row) {
    late.ifPresent(labels -> labels.advance(model.lessons(), example));
    model.encodeToLearn(example.event(), rows[row]);
    listener.encoded(rows[row].inputs(), rows[row].tables(), example.target());
    for (int target = 0; target < targets[row].length; target++) {
      targets[row][target] = model.target(rows[row], Anchor.values()[target], example.target());
    }
    model.learn(example.event(), example.target());
    late.ifPresent(labels -> labels.learned(example));
  }

  private StepResult train(int examples) {
    double best = Double.POSITIVE_INFINITY;
    for (int m = 0; m < members.size(); m++) {
      best = Math.min(best, model.mix().loss(m));
    }
    float loss = 0;
    boolean updated = false;
    for (int m = 0; m < members.size(); m++) {
      StepResult result = train(m, examples, model.mix().loss(m) > limit(best));
      loss += result.loss() / members.size();
      updated |= result.updated();
    }
    return new StepResult(loss, updated);
  }

  private double limit(double best) {
    return WORSE * best + (number ? 0 : AND_WORSE_BY);
  }

  private StepResult train(int index, int examples, boolean farWorse) {
    PoolMember member = members.get(index);
    for (int row = 0; row < examples; row++) {
      member.input(row, rows[row].inputs(), 0, rows[row].tables(), 0);
    }
    if (member instanceof PoolMember.Linear linear) {
      return learn(linear, examples);
    }
    if (farWorse && replay.examples() >= GROWN && replay.examples() / rows.length % SELDOM != 0) {
      member.predict(examples);
      return new StepResult(0, true);
    }
    return learn(index, (PoolMember.Perceptron) member, examples, farWorse ? 0 : replay.draws());
  }

  private StepResult learn(PoolMember.Linear member, int examples) {
    member.predict(examples);
    for (int row = 0; row < examples; row++) {
      member.learn(row, targets[row][target(member)]);
    }
    return new StepResult(0, true);
  }

  private StepResult learn(int index, PoolMember.Perceptron member, int examples, int draws) {
    for (int row = 0; row < examples; row++) {
      member.network().target(row, targets[row][target(member)]);
    }
    for (int draw = 0; draw < draws; draw++) {
      int drawn = replay.drawn(memberSeed(index), draw);
      replay.stage(drawn, member, examples + draw);
      member.network().target(examples + draw, replay.target(drawn, target(member)));
    }
    return member.network().train(examples + draws);
  }

  private long memberSeed(int index) {
    return model.spec().seedOf(model.key()) + SplitMix.of(index);
  }

  private int target(PoolMember member) {
    return number ? member.anchor().ordinal() : 0;
  }

  @Override
  Scores scores() {
    return scores;
  }

  @Override
  boolean explodes(StepResult result) {
    return !(result.loss() <= TIMES * knowsNothing);
  }

  @Override
  int categories() {
    return model.encoder().claimed();
  }

  @Override
  Activity activity() {
    return members.activity();
  }

  @Override
  float learningRate() {
    return learningRate;
  }

  /** All members' rates by the same factor. */
  @Override
  void setLearningRate(float rate) {
    learningRate = rate;
    members.setRates(rate == specLearningRate ? 1 : rate / specLearningRate);
  }

  @Override
  long steps() {
    return replay.examples();
  }

  /** The members' are in their part of the state. */
  @Override
  void setSteps(long steps) {}

  @Override
  ModelSnapshot snapshot(Version version, Lineage lineage) {
    return model.snapshot(version, lineage);
  }

  @Override
  void takeOver(Trainee other) {
    scores.restore(other.scores().state());
    if (other instanceof PoolTrainee stored) {
      model.takeOver(stored.model);
      late.ifPresent(labels -> stored.late.ifPresent(labels::takeOver));
      if (model.readsAs(stored.model)) {
        replay.takeOver(stored.replay);
      }
    }
  }

  @Override
  void write(LearnerStore store, boolean all) {
    EncoderParts.write(model.encoder(), store);
    store.putPart(Part.HISTORY, KNOWN, model.history().state());
    if (late.isPresent()) {
      store.putPart(Part.HISTORY, LESSONS, model.lessons().state());
      store.putPart(Part.HISTORY, WAITING, PartBytes.write(late.get()::write));
    }
    store.putPart(Part.MIX, 0, PartBytes.write(this::writeMix));
    store.putPart(Part.SCORES, 0, scores.state());
    members.write(store, all);
    replay.write(store, all);
  }

  private void writeMix(DataOutput out) throws IOException {
    model.writeMix(out);
    Compact.writeUnsigned(replay.examples(), out);
    members.writeSteps(out);
  }

  @Override
  void read(LearnerStore store) {
    EncoderParts.read(model.encoder(), store);
    PartBytes.restore(Part.HISTORY, KNOWN, store, model.history()::restore);
    if (late.isPresent()) {
      PartBytes.restore(Part.HISTORY, LESSONS, store, model.lessons()::restore);
      PartBytes.read(Part.HISTORY, store.part(Part.HISTORY, WAITING), late.get()::read);
    }
    PartBytes.read(Part.MIX, store.part(Part.MIX, 0), in -> readMix(in, store));
    scores.restore(store.part(Part.SCORES, 0));
    members.read(store);
  }

  private void readMix(DataInput in, LearnerStore store) throws IOException {
    model.readMix(in);
    replay.read(store, Compact.readUnsigned(in));
    members.readSteps(in);
  }

  @Override
  void markClean() {
    replay.markClean();
    members.markClean();
  }

  @Override
  void listen(EncodedRows told) {
    listener = told;
  }

  @Override
  Map<String, Network> networks() {
    return members.networks();
  }

  @Override
  void learnAnew(long seed) {
    members.learnAnew(seed);
    model.mix().startAnew();
  }

  @Override
  public void close() {
    model.close();
  }
}
