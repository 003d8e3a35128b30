package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.BlockSpec.Residual;
import io.gradstream.network.spec.Shape;
import java.util.List;

/** y = x + f(x), He et al. 2015. */
final class ResidualBlock implements Layer {

  private final Signal input;
  private final Signal branch; // x with the deltas of f alone
  private final Chain layers;
  private final Signal output;

  ResidualBlock(Residual spec, String name, Signal input, Site site) {
    this.input = input;
    branch = input.branch(site.layout(), site.batch());
    layers = new Chain(spec.layers(), name + ".", branch, site);
    Shape shape = spec.output(input.shape());
    int values = site.layout().signal(site.batch(), shape);
    Signal last = layers.output();
    int deltas = last.wantsDeltas() ? last.deltas() : site.layout().signal(site.batch(), shape);
    output = new Signal(shape, values, deltas, input.lengths());
  }

  @Override
  public Signal output() {
    return output;
  }

  @Override
  public void forward(Compute compute, int rows) {
    layers.forward(compute, rows);
    int n = rows * output.width();
    compute.rows().sum(n, input.values(), layers.output().values(), output.values());
  }

  @Override
  public void forwardStep(Compute compute, int step) {
    layers.forwardStep(compute, step);
    int width = output.shape().last();
    int at = step * width;
    int part = layers.output().values() + at;
    compute.rows().sum(width, input.values() + at, part, output.values() + at);
  }

  /** dx = dy + f'(x) dy. The deltas of y are those of f, which may overwrite them. */
  @Override
  public void backward(Compute compute, int rows) {
    int n = rows * output.width();
    if (input.wantsDeltas()) {
      compute.rows().copy(n, output.deltas(), input.deltas());
    }
    layers.backward(compute, rows);
    if (input.wantsDeltas()) {
      compute.rows().add(n, branch.deltas(), input.deltas());
    }
  }

  @Override
  public void initialize(Compute compute, RandomWeights random) {
    layers.initialize(compute, random);
  }

  @Override
  public void collectUnits(List<HiddenUnits> into) {
    layers.collectUnits(into);
  }

  @Override
  public long flops() {
    return layers.flops() + output.width();
  }

  @Override
  public boolean differsInTraining() {
    return layers.differsInTraining();
  }

  @Override
  public void commit(Compute compute, int rows) {
    layers.commit(compute, rows);
  }
}
