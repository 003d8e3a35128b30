package io.gradstream.network;

import io.gradstream.network.BlockSpec.Residual;

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
    output = site.signal(spec.output(input.shape()), input.lengths());
  }

  @Override
  public Signal output() {
    return output;
  }

  @Override
  public void forward(Compute compute, int rows) {
    layers.forward(compute, rows);
    int n = rows * output.width();
    compute.kernels().copy(n, input.values(), output.values());
    compute.kernels().add(n, layers.output().values(), output.values());
  }

  @Override
  public void forwardStep(Compute compute, int step) {
    layers.forwardStep(compute, step);
    int width = output.shape().last();
    int at = step * width;
    compute.kernels().copy(width, input.values() + at, output.values() + at);
    compute.kernels().add(width, layers.output().values() + at, output.values() + at);
  }

  /** dx = dy + f'(x) dy. */
  @Override
  public void backward(Compute compute, int rows) {
    int n = rows * output.width();
    if (layers.output().wantsDeltas()) {
      compute.kernels().copy(n, output.deltas(), layers.output().deltas());
    }
    layers.backward(compute, rows);
    if (input.wantsDeltas()) {
      compute.kernels().copy(n, output.deltas(), input.deltas());
      compute.kernels().add(n, branch.deltas(), input.deltas());
    }
  }

  @Override
  public void initialize(Compute compute, RandomWeights random) {
    layers.initialize(compute, random);
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
