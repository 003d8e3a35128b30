package io.gradstream.network;

import io.gradstream.network.heads.Head;
import io.gradstream.network.layers.Chain;
import io.gradstream.network.layers.Compute;
import io.gradstream.network.layers.HiddenUnits;
import io.gradstream.network.layers.RandomWeights;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.updates.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Forward, loss, gradients, step. */
final class Supervised implements Program {

  private final Chain layers;
  private final Head head;
  private final int trained;

  /**
   * @param trained length of the dense gradient
   */
  Supervised(Chain layers, Head head, int trained) {
    this.layers = layers;
    this.head = head;
    this.trained = trained;
  }

  Chain layers() {
    return layers;
  }

  @Override
  public Signal output() {
    return layers.output();
  }

  @Override
  public void checkTarget(float target) {
    head.check(target);
  }

  @Override
  public void open(int classes, float[] weights) {
    head.open(classes, weights);
  }

  @Override
  public void initialize(Compute compute, RandomWeights random) {
    layers.initialize(compute, random);
  }

  @Override
  public void predict(Compute compute, int rows) {
    layers.forward(compute, rows);
    head.predict(compute, rows);
  }

  @Override
  public void predictStep(Compute compute, int step) {
    layers.forwardStep(compute, step);
    head.predictStep(compute, step);
  }

  @Override
  public boolean differsInTraining() {
    return layers.differsInTraining();
  }

  @Override
  public StepResult train(Compute compute, Updates updates, int rows) {
    layers.forward(compute, rows);
    float loss = head.loss(compute, rows);
    layers.backward(compute, rows);
    boolean learnable = Float.isFinite(loss) && updates.areFinite(0, trained);
    if (learnable) {
      updates.begin();
      updates.apply(0, trained);
      layers.commit(compute, rows);
      updates.end();
    }
    return new StepResult(loss, learnable);
  }

  @Override
  public List<HiddenUnits> hiddenUnits() {
    List<HiddenUnits> hidden = new ArrayList<>();
    layers.collectUnits(hidden);
    return hidden;
  }

  @Override
  public Optional<Signal> lastHidden() {
    return layers.lastHidden();
  }

  @Override
  public long flops() {
    return layers.flops();
  }

  @Override
  public List<Chain.Part> parts() {
    return layers.parts();
  }
}
