package io.gradstream.learning;

import io.gradstream.features.Event;
import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.RowLoss;
import io.gradstream.network.Activity;
import io.gradstream.network.Network;
import io.gradstream.network.StepResult;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.Version;
import java.util.Map;

/** One encoder and one network. */
final class NetworkTrainee extends Trainee {

  private static final String MEMBER = "main";

  private final Model model;
  private final Step step;
  private final Objective objective;
  private final LossAlarm alarm;
  private final NetworkBlocks blocks;
  private final float specLearningRate;
  private final int batch;

  NetworkTrainee(ModelSpec spec, LearnSpec learn, String key, Step step) {
    this.step = step;
    model = new Model(spec, key, learn.training(), learn.batch());
    objective = Objective.of(spec.target());
    alarm = LossAlarm.of(spec.networkSpec().head());
    blocks = new NetworkBlocks(MEMBER, model.network());
    batch = learn.batch();
    specLearningRate = learn.training().optimizer().learningRate();
  }

  @Override
  String key() {
    return model.key();
  }

  @Override
  void startAnew(String key) {
    model.startAnew(key);
    model.network().setLearningRate(specLearningRate);
    objective.modelReplaced(model);
    objective.scores().clear();
  }

  @Override
  float[] predict(Event event) {
    return step.predict(model, event);
  }

  @Override
  RowLoss loss(Event event) {
    return step.loss(model, event);
  }

  @Override
  int wanted() {
    return batch;
  }

  @Override
  StepResult step(MiniBatch batch) {
    encode(batch);
    objective.stage(batch, model);
    StepResult result = step.train(model.network(), batch.size());
    objective.score(batch, model, step);
    return result;
  }

  /** Each example with the statistics of all before it, in order. */
  private void encode(MiniBatch batch) {
    for (int row = 0; row < batch.size(); row++) {
      model.learn(row, batch.get(row).event());
    }
  }

  @Override
  Scores scores() {
    return objective.scores();
  }

  @Override
  boolean explodes(StepResult result) {
    return alarm.rings(result.loss());
  }

  @Override
  int categories() {
    return model.encoder().claimed();
  }

  @Override
  Activity activity() {
    return model.network().activity();
  }

  @Override
  float learningRate() {
    return model.network().learningRate();
  }

  @Override
  void setLearningRate(float learningRate) {
    model.network().setLearningRate(learningRate);
  }

  @Override
  long steps() {
    return model.network().steps();
  }

  @Override
  void setSteps(long steps) {
    model.network().setSteps(steps);
  }

  @Override
  ModelSnapshot snapshot(Version version, Lineage lineage) {
    return model.snapshot(version, lineage);
  }

  @Override
  void takeOver(Trainee other) {
    if (other instanceof NetworkTrainee stored) {
      model.takeOver(stored.model);
    }
    objective.scores().restore(other.scores().state());
    objective.modelReplaced(model);
  }

  @Override
  void write(LearnerStore store, boolean all) {
    blocks.write(store, all);
    EncoderParts.write(model.encoder(), store);
    store.putPart(Part.TARGETS, 0, model.targets().statistics());
    store.putPart(Part.SCORES, 0, objective.scores().state());
  }

  @Override
  void read(LearnerStore store) {
    blocks.read(store);
    EncoderParts.read(model.encoder(), store);
    PartBytes.restore(Part.TARGETS, 0, store, model.targets()::restoreStatistics);
    objective.scores().restore(store.part(Part.SCORES, 0));
    objective.modelReplaced(model);
  }

  @Override
  void markClean() {
    model.network().markClean();
  }

  @Override
  Map<String, Network> networks() {
    return Map.of(MEMBER, model.network());
  }

  @Override
  void learnAnew(long seed) {
    model.network().reset(seed);
  }

  @Override
  public void close() {
    model.close();
  }
}
