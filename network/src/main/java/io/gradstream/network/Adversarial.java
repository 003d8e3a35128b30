package io.gradstream.network;

import io.gradstream.network.heads.Opposition;
import io.gradstream.network.kernels.SplitMix;
import io.gradstream.network.layers.Chain;
import io.gradstream.network.layers.Compute;
import io.gradstream.network.layers.Dense;
import io.gradstream.network.layers.RandomWeights;
import io.gradstream.network.layers.Site;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.InvalidLayerException;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.Shape;
import io.gradstream.network.updates.Updates;
import java.util.List;
import java.util.stream.Stream;

/**
 * A generator and a discriminator, each learning against the other: Goodfellow et al. 2014, with
 * one step of each. It answers with the probability that a staged row is real.
 *
 * <p>The weights of the generator come first, then those of the discriminator. A step of both is
 * one update of the network.
 */
final class Adversarial implements Program {

  private static final String DISCRIMINATOR = "discriminator";

  private final Signal rows; // [batch, input], the real ones
  private final Signal noise; // [batch, noise]
  private final int noiseStream;
  private final Chain generator;
  private final int generated; // weights of the generator
  private final Signal judged; // [2 batch, input]: real rows, then generated ones
  private final Chain discriminator;
  private final int trained; // weights of both
  private final Opposition opposition;

  /**
   * @param site of the whole network, whose input are the real rows
   */
  Adversarial(HeadSpec.Adversarial spec, List<LayerSpec> layers, Site site) {
    Layout layout = site.layout();
    int batch = site.batch();
    rows = site.input();
    noise = Signal.constant(layout, batch, Shape.of(spec.noise()));
    noiseStream = layout.randomStream();
    Site own = new Site(layout, batch, noise, List.of(), site.tables(), false);
    generator = new Chain(List.of(), "", noise, own);
    generator.addAll(layers, "generator.", own);
    requireRows(generator.output());
    generated = layout.weights();
    judged = Signal.reserve(layout, 2 * batch, rows.shape(), Signal.NONE);
    Site pair = new Site(layout, 2 * batch, judged, site.parts(), site.tables(), false);
    discriminator = discriminator(spec.discriminator(), judged, pair);
    trained = layout.weights();
    opposition = Opposition.of(spec.loss(), site);
    requireNoTables(site);
  }

  private void requireRows(Signal made) {
    if (!made.shape().equals(rows.shape()) || !made.wantsDeltas()) {
      throw InvalidLayerException.ofNetwork(
          new IllegalArgumentException(
              "adversarial expects layers that learn to make "
                  + rows.shape()
                  + " of noise "
                  + noise.shape()
                  + "; they make "
                  + made.shape()));
    }
  }

  private static void requireNoTables(Site site) {
    if (!site.tables().isEmpty()) {
      throw InvalidLayerException.ofNetwork(
          new IllegalArgumentException(
              "adversarial expects an input of numbers alone: without categories or tokens"));
    }
  }

  private static Chain discriminator(List<LayerSpec> layers, Signal judged, Site site) {
    Chain chain = new Chain(List.of(), "", judged, site);
    try {
      chain.addAll(layers, DISCRIMINATOR + ".", site);
    } catch (InvalidLayerException e) {
      throw e.inBranch(DISCRIMINATOR);
    }
    Signal last = chain.output();
    try {
      last.shape().vector("the output layer of the discriminator");
    } catch (IllegalArgumentException e) {
      throw InvalidLayerException.ofNetwork(e);
    }
    String name = DISCRIMINATOR + ".output";
    chain.add(name, Dense.output(name, 1, last, site));
    return chain;
  }

  @Override
  public Signal output() {
    return discriminator.output();
  }

  /** There are none. */
  @Override
  public void checkTarget(float target) {}

  @Override
  public void initialize(Compute compute, RandomWeights random) {
    generator.initialize(compute, random);
    discriminator.initialize(compute, random);
  }

  @Override
  public void predict(Compute compute, int n) {
    judge(compute, n, rows.values(), 0);
    discriminator.forward(compute, n);
    compute.activations().sigmoid(n, output().values());
  }

  /** Real and generated rows are judged together, and then the generated ones alone. */
  @Override
  public boolean differsInTraining() {
    return true;
  }

  @Override
  public StepResult train(Compute compute, Updates updates, int n) {
    compute.random().normal(noiseStream, compute.memory(), noise.values(), n * noise.width());
    generator.forward(compute, n);
    float discrimination = discriminate(compute, n);
    if (!Float.isFinite(discrimination) || !updates.areFinite(generated, trained)) {
      return new StepResult(discrimination, false);
    }
    updates.begin();
    updates.apply(generated, trained);
    discriminator.commit(compute, 2 * n);
    float generation = generate(compute, n);
    if (Float.isFinite(generation) && updates.areFinite(0, generated)) {
      updates.apply(0, generated);
      generator.commit(compute, n);
    }
    updates.end();
    return new StepResult(discrimination + generation, true);
  }

  /** The discriminator's loss and gradient, of n real rows and n generated ones. */
  private float discriminate(Compute compute, int n) {
    judge(compute, n, rows.values(), 0);
    judge(compute, n, generator.output().values(), n);
    discriminator.forward(compute, 2 * n);
    int logits = output().values();
    int deltas = output().deltas();
    float loss =
        opposition.real(compute, n, logits, deltas)
            + opposition.generated(compute, n, logits + n, deltas + n);
    discriminator.backward(compute, 2 * n);
    return loss;
  }

  /** The generator's loss and gradient, through the discriminator, whose own is of no use here. */
  private float generate(Compute compute, int n) {
    judge(compute, n, generator.output().values(), 0);
    discriminator.forward(compute, n);
    float loss = opposition.deceived(compute, n, output().values(), output().deltas());
    discriminator.backward(compute, n);
    compute.rows().copy(n * judged.width(), judged.deltas(), generator.output().deltas());
    generator.backward(compute, n);
    return loss;
  }

  /** Puts n rows where the discriminator reads them, from one row on. */
  private void judge(Compute compute, int n, int from, int first) {
    int width = judged.width();
    compute.rows().copy(n * width, from, judged.values() + first * width);
  }

  @Override
  public void sample(Compute compute, SplitMix random, int n, float[][] samples, int first) {
    float[] memory = compute.memory();
    for (int i = 0; i < n * noise.width(); i++) {
      memory[noise.values() + i] = random.normal();
    }
    generator.forward(compute, n);
    int width = rows.width();
    for (int row = 0; row < n; row++) {
      samples[first + row] = new float[width];
      System.arraycopy(
          memory, generator.output().values() + row * width, samples[first + row], 0, width);
    }
  }

  @Override
  public long flops() {
    return generator.flops() + discriminator.flops();
  }

  @Override
  public List<Chain.Part> parts() {
    return Stream.concat(generator.parts().stream(), discriminator.parts().stream()).toList();
  }
}
