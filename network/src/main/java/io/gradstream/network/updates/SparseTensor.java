package io.gradstream.network.updates;

import io.gradstream.network.kernels.StepKernels;

/** A table of which a step touches few rows: it keeps their gradients, one after the other. */
public interface SparseTensor {

  /** Where the gradients of this step start in the arena. */
  int gradients();

  /** Floats of gradient in this step. */
  int gradientCount();

  /** One step of each row that has a gradient. */
  void update(Parameters parameters, StepKernels kernels);
}
