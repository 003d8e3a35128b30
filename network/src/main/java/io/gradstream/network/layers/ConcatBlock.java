package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.BlockSpec.Branch;
import io.gradstream.network.spec.BlockSpec.Concat;
import io.gradstream.network.spec.InvalidLayerException;
import io.gradstream.network.spec.Shape;
import java.util.ArrayList;
import java.util.List;

/** Several ways through, their outputs side by side in the last dimension. */
final class ConcatBlock implements Layer {

  private final Signal input;
  private final List<Signal> inputs = new ArrayList<>(); // x, each with the deltas of one branch
  private final List<Chain> branches = new ArrayList<>();
  private final Signal output;

  ConcatBlock(Concat spec, String name, Signal input, Site site) {
    this.input = input;
    for (Branch branch : spec.branches()) {
      Signal own = input.branch(site.layout(), site.batch());
      inputs.add(own);
      branches.add(chain(branch, name, own, site));
    }
    Shape shape = spec.output(input.shape());
    output = site.signal(shape, shape.isSequence() ? lengths() : Signal.NONE);
  }

  private static Chain chain(Branch branch, String name, Signal input, Site site) {
    try {
      return new Chain(branch.layers(), name + "." + branch.name() + ".", input, site);
    } catch (InvalidLayerException e) {
      throw e.inBranch(branch.name());
    }
  }

  private int lengths() {
    return branches.get(0).output().lengths();
  }

  @Override
  public Signal output() {
    return output;
  }

  @Override
  public void forward(Compute compute, int rows) {
    for (int b = 0; b < branches.size(); b++) {
      branches.get(b).forward(compute, rows);
    }
    gather(compute, 0, rows * output.shape().positions());
  }

  @Override
  public void forwardStep(Compute compute, int step) {
    for (int b = 0; b < branches.size(); b++) {
      branches.get(b).forwardStep(compute, step);
    }
    gather(compute, step, 1);
  }

  /** y[p] = [first branch[p], second branch[p], ...] for the positions from {@code first} on. */
  private void gather(Compute compute, int first, int positions) {
    int column = 0;
    for (int b = 0; b < branches.size(); b++) {
      Signal part = branches.get(b).output();
      int width = part.shape().last();
      for (int p = first; p < first + positions; p++) {
        int to = output.values() + p * output.shape().last() + column;
        compute.rows().copy(width, part.values() + p * width, to);
      }
      column += width;
    }
  }

  @Override
  public void backward(Compute compute, int rows) {
    scatter(compute, rows * output.shape().positions());
    for (int b = branches.size() - 1; b >= 0; b--) {
      branches.get(b).backward(compute, rows);
    }
    if (input.wantsDeltas()) {
      sum(compute, rows * input.width());
    }
  }

  private void scatter(Compute compute, int positions) {
    int column = 0;
    for (int b = 0; b < branches.size(); b++) {
      Signal part = branches.get(b).output();
      int width = part.shape().last();
      if (part.wantsDeltas()) {
        for (int p = 0; p < positions; p++) {
          int from = output.deltas() + p * output.shape().last() + column;
          compute.rows().copy(width, from, part.deltas() + p * width);
        }
      }
      column += width;
    }
  }

  /** dx = the sum of the branches' dx. */
  private void sum(Compute compute, int n) {
    compute.rows().copy(n, inputs.get(0).deltas(), input.deltas());
    for (int b = 1; b < inputs.size(); b++) {
      compute.rows().add(n, inputs.get(b).deltas(), input.deltas());
    }
  }

  @Override
  public void initialize(Compute compute, RandomWeights random) {
    branches.forEach(branch -> branch.initialize(compute, random));
  }

  @Override
  public void collectUnits(List<HiddenUnits> into) {
    branches.forEach(branch -> branch.collectUnits(into));
  }

  @Override
  public long flops() {
    return branches.stream().mapToLong(Layer::flops).sum();
  }

  @Override
  public boolean differsInTraining() {
    return branches.stream().anyMatch(Layer::differsInTraining);
  }

  @Override
  public void commit(Compute compute, int rows) {
    for (int b = 0; b < branches.size(); b++) {
      branches.get(b).commit(compute, rows);
    }
  }
}
