package io.gradstream.network.updates;

import io.gradstream.network.kernels.StepKernels;
import io.gradstream.network.spec.TrainingSpec.Clipping;
import java.util.List;

/** The gradients of a step: of a range of the dense part, and of the touched rows of all tables. */
final class Gradients {

  /** Sums are taken by single precision within a block, by double precision across blocks. */
  private static final int BLOCK = 1 << 14;

  private final StepKernels kernels;
  private final int weights; // where the flat weight vector starts
  private final int
      gradients; // where the dense part's gradient starts, in the order of the weights
  private final List<SparseTensor> tables;

  Gradients(StepKernels kernels, int weights, int gradients, List<SparseTensor> tables) {
    this.kernels = kernels;
    this.weights = weights;
    this.gradients = gradients;
    this.tables = tables;
  }

  /** Whether the gradients of weights {@code [from, to)} and of all tables are finite. */
  boolean areFinite(int from, int to) {
    boolean finite = kernels.isFinite(to - from, dense(from));
    for (int t = 0; finite && t < tables.size(); t++) {
      SparseTensor table = tables.get(t);
      finite = kernels.isFinite(table.gradientCount(), table.gradients());
    }
    return finite;
  }

  void clip(Clipping clipping, int from, int to) {
    if (clipping instanceof Clipping.Value value) {
      clamp(value.limit(), from, to);
    }
    if (clipping instanceof Clipping.Norm norm) {
      double length = Math.sqrt(squaredSum(from, to));
      if (length > norm.limit()) {
        scale((float) (norm.limit() / length), from, to);
      }
    }
  }

  private void clamp(float limit, int from, int to) {
    kernels.clamp(to - from, limit, dense(from));
    for (int t = 0; t < tables.size(); t++) {
      SparseTensor table = tables.get(t);
      kernels.clamp(table.gradientCount(), limit, table.gradients());
    }
  }

  private void scale(float factor, int from, int to) {
    kernels.scale(to - from, factor, dense(from));
    for (int t = 0; t < tables.size(); t++) {
      SparseTensor table = tables.get(t);
      kernels.scale(table.gradientCount(), factor, table.gradients());
    }
  }

  private double squaredSum(int from, int to) {
    double sum = squares(to - from, dense(from));
    for (int t = 0; t < tables.size(); t++) {
      sum += squares(tables.get(t).gradientCount(), tables.get(t).gradients());
    }
    return sum;
  }

  private double squares(int n, int at) {
    double sum = 0;
    for (int i = 0; i < n; i += BLOCK) {
      sum += kernels.dot(Math.min(BLOCK, n - i), at + i, at + i);
    }
    return sum;
  }

  double absoluteSum(int from, int to) {
    double sum = absolutes(to - from, dense(from));
    for (int t = 0; t < tables.size(); t++) {
      sum += absolutes(tables.get(t).gradientCount(), tables.get(t).gradients());
    }
    return sum;
  }

  private double absolutes(int n, int at) {
    double sum = 0;
    for (int i = 0; i < n; i += BLOCK) {
      sum += kernels.absoluteSum(Math.min(BLOCK, n - i), at + i);
    }
    return sum;
  }

  /** Adds l2 times the weights to the dense part. */
  void decay(float l2, int from, int to) {
    if (l2 > 0f) {
      kernels.addScaled(to - from, l2, weights + from, dense(from));
    }
  }

  private int dense(int from) {
    return gradients + from;
  }
}
