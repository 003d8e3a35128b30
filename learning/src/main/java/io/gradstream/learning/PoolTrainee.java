package io.gradstream.learning;

import io.gradstream.features.Event;
import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.learning.codec.Compact;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.Anchor;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.PoolMember;
import io.gradstream.model.PoolModel;
import io.gradstream.model.RowLoss;
import io.gradstream.model.TargetSpec;
import io.gradstream.network.StepResult;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.Version;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A pool of networks over one history, each example a step. A member that does far worse than the
 * best learns nothing again, and once the stream is grown only every fourth example.
 */
final class PoolTrainee extends Trainee {

  private static final int MOST_REPLAY_FLOATS = 1 << 21; // 8 MiB
  private static final double WORSE = 1.25; // times the best's loss
  private static final double AND_WORSE_BY = 0.005; // of classes, nats
  private static final long GROWN = 20_000;
  private static final int SELDOM = 4;
  private static final double TIMES = 10; // as LossAlarm has it

  private final PoolModel model;
  private final Scores scores;
  private final Replay replay;
  private final List<NetworkBlocks> blocks = new ArrayList<>();
  private final float[] specRates; // [members]
  private final float specLearningRate;
  private final float[] targets; // one for each anchor, or one
  private final float knowsNothing; // loss of a model that does
  private float learningRate;

  PoolTrainee(LearnerSpec spec, String key) {
    model = new PoolModel(spec.model(), key);
    scores = Scores.of(spec.model().target());
    boolean number = spec.model().target() instanceof TargetSpec.Regression;
    targets = new float[number ? Anchor.values().length : 1];
    replay =
        new Replay(
            spec.model().pool().orElseThrow().replay(),
            model.inputs().length,
            model.tables().length,
            targets.length,
            MOST_REPLAY_FLOATS);
    specRates = new float[model.members().size()];
    for (int m = 0; m < specRates.length; m++) {
      blocks.add(null);
      if (model.members().get(m) instanceof PoolMember.Perceptron perceptron) {
        specRates[m] = perceptron.network().learningRate();
        blocks.set(m, new NetworkBlocks("member" + m, perceptron.network()));
      }
    }
    specLearningRate = spec.learn().training().optimizer().learningRate();
    learningRate = specLearningRate;
    knowsNothing = 1;
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

  @Override
  StepResult step(MiniBatch batch) {
    float loss = 0;
    boolean updated = false;
    for (int row = 0; row < batch.size(); row++) {
      StepResult result = learn(batch.get(row));
      loss += result.loss() / batch.size();
      updated |= result.updated();
    }
    return new StepResult(loss, updated);
  }

  private StepResult learn(Example example) {
    model.encodeToLearn(example.event());
    for (int target = 0; target < targets.length; target++) {
      targets[target] = model.target(Anchor.values()[target], example.target());
    }
    double best = Double.POSITIVE_INFINITY;
    for (int m = 0; m < specRates.length; m++) {
      best = Math.min(best, model.mix().loss(m));
    }
    float loss = 0;
    boolean updated = false;
    for (int m = 0; m < specRates.length; m++) {
      StepResult result = train(m, model.mix().loss(m) > limit(best));
      loss += result.loss() / specRates.length;
      updated |= result.updated();
    }
    scores.score(model.answer(), example.target());
    model.learn(example.event(), example.target());
    replay.add(model.inputs(), model.tables(), targets);
    return new StepResult(loss, updated);
  }

  private double limit(double best) {
    return WORSE * best + (targets.length == 1 ? AND_WORSE_BY : 0);
  }

  private StepResult train(int index, boolean farWorse) {
    PoolMember member = model.members().get(index);
    member.input(0, model.inputs(), 0, model.tables(), 0);
    if (member instanceof PoolMember.Linear linear) {
      linear.learn(targets[target(member)]);
      return new StepResult(0, true);
    }
    if (farWorse && replay.examples() >= GROWN && replay.examples() % SELDOM != 0) {
      member.predict();
      return new StepResult(0, true);
    }
    return train(index, (PoolMember.Perceptron) member, farWorse ? 0 : replay.draws());
  }

  private StepResult train(int index, PoolMember.Perceptron member, int draws) {
    member.network().target(0, targets[target(member)]);
    for (int draw = 0; draw < draws; draw++) {
      int drawn = replay.drawn(memberSeed(index), draw);
      replay.stage(drawn, member, 1 + draw);
      member.network().target(1 + draw, replay.target(drawn, target(member)));
    }
    return member.network().train(1 + draws);
  }

  private long memberSeed(int index) {
    return model.spec().seedOf(model.key()) + SplitMix.of(index);
  }

  private int target(PoolMember member) {
    return targets.length == 1 ? 0 : member.anchor().ordinal();
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
  float learningRate() {
    return learningRate;
  }

  /** All members' rates by the same factor. */
  @Override
  void setLearningRate(float rate) {
    learningRate = rate;
    for (int m = 0; m < specRates.length; m++) {
      if (model.members().get(m) instanceof PoolMember.Perceptron perceptron) {
        float own =
            rate == specLearningRate ? specRates[m] : specRates[m] * (rate / specLearningRate);
        perceptron.network().setLearningRate(Math.min(1, own));
      }
    }
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
      if (model.readsAs(stored.model)) {
        replay.takeOver(stored.replay);
      }
    }
  }

  @Override
  void write(LearnerStore store) {
    EncoderParts.write(model.encoder(), store);
    store.putPart(Part.HISTORY, 0, model.history().state());
    store.putPart(Part.MIX, 0, PartBytes.write(this::writeMix));
    store.putPart(Part.SCORES, 0, scores.state());
    for (int m = 0; m < specRates.length; m++) {
      if (model.members().get(m) instanceof PoolMember.Linear linear) {
        store.putPart(Part.LINEAR, m, PartBytes.write(linear.squares()::write));
      } else {
        blocks.get(m).write(store);
      }
    }
    replay.write(store);
  }

  private void writeMix(DataOutput out) throws IOException {
    model.writeMix(out);
    Compact.writeUnsigned(replay.examples(), out);
    for (PoolMember member : model.members()) {
      if (member instanceof PoolMember.Perceptron perceptron) {
        Compact.writeUnsigned(perceptron.network().steps(), out);
      }
    }
  }

  @Override
  void read(LearnerStore store) {
    EncoderParts.read(model.encoder(), store);
    PartBytes.restore(Part.HISTORY, 0, store, model.history()::restore);
    PartBytes.read(Part.MIX, store.part(Part.MIX, 0), in -> readMix(in, store));
    scores.restore(store.part(Part.SCORES, 0));
    for (int m = 0; m < specRates.length; m++) {
      if (model.members().get(m) instanceof PoolMember.Linear linear) {
        PartBytes.read(Part.LINEAR, store.part(Part.LINEAR, m), linear.squares()::read);
      } else {
        blocks.get(m).read(store);
      }
    }
  }

  private void readMix(DataInput in, LearnerStore store) throws IOException {
    model.readMix(in);
    replay.read(store, Compact.readUnsigned(in));
    for (PoolMember member : model.members()) {
      if (member instanceof PoolMember.Perceptron perceptron) {
        perceptron.network().setSteps(Compact.readUnsigned(in));
      }
    }
  }

  @Override
  void markClean() {
    replay.markClean();
    for (PoolMember member : model.members()) {
      if (member instanceof PoolMember.Perceptron perceptron) {
        perceptron.network().markClean();
      }
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
