package io.gradstream.benchmarks.libtorch;

import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Forms of libtorch's optimizers. Its C++ classes update tensor by tensor; the fused and the list
 * forms, which its Python classes choose, are operators.
 */
interface Update {

  double LEARNING_RATE = 0.001;

  /** Forgets the gradients of the step before. */
  void clear();

  /** Steps along the gradients. */
  void step();

  /** {@code torch::optim}. */
  record Class(Optimizer optimizer) implements Update {

    static Update sgd(TensorVector parameters) {
      return new Class(new SGD(parameters, new SGDOptions(LEARNING_RATE)));
    }

    static Update adam(TensorVector parameters) {
      return new Class(new Adam(parameters, new AdamOptions(LEARNING_RATE)));
    }

    @Override
    public void clear() {
      optimizer.zero_grad(true);
    }

    @Override
    public void step() {
      optimizer.step();
    }
  }

  /** Gradients that backward makes anew in each step. */
  abstract class Fresh implements Update {

    private final Tensor none = new Tensor();
    private final Tensor[] tensors;
    final TensorVector parameters;
    final IValue list;

    Fresh(TensorVector parameters) {
      this.parameters = parameters;
      tensors = parameters.get();
      list = Operator.list(parameters);
    }

    @Override
    public void clear() {
      for (Tensor tensor : tensors) {
        tensor.mutable_grad().put(none);
      }
    }

    @Override
    @SuppressWarnings("try") // a guard is there to be closed
    public final void step() {
      try (NoGradGuard guard = new NoGradGuard()) {
        update(Operator.gradients(parameters));
      }
    }

    abstract void update(IValue gradients);

    /** Tensors of zeros, one for each of {@code like}. */
    static TensorVector zeros(TensorVector like) {
      TensorVector zeros = new TensorVector();
      for (Tensor tensor : like.get()) {
        zeros.push_back(torch.zeros_like(tensor.detach()));
      }
      return zeros;
    }
  }

  /** {@code _fused_sgd_}: one call for all tensors. */
  final class FusedSgd extends Fresh {

    private final Operator fused = new Operator("aten::_fused_sgd_", "");
    private final IValue moments = Operator.list(new TensorVector());
    private final IValue zero = new IValue(0.0);
    private final IValue rate = new IValue(LEARNING_RATE);
    private final IValue no = new IValue(false);
    private final IValue none = new IValue();

    FusedSgd(TensorVector parameters) {
      super(parameters);
    }

    @Override
    void update(IValue gradients) {
      fused.call(
          list, gradients, moments, zero, // weight decay
          zero, // momentum
          rate, zero, // dampening
          no, // Nesterov
          no, // maximize
          no, // first step
          none, none);
    }
  }

  /** {@code _foreach_add_} of the gradients, scaled. */
  final class ListSgd extends Fresh {

    private final Operator add = new Operator("aten::_foreach_add_", "List");
    private final IValue rate = new IValue(new Scalar(-LEARNING_RATE));

    ListSgd(TensorVector parameters) {
      super(parameters);
    }

    @Override
    void update(IValue gradients) {
      add.call(list, gradients, rate);
    }
  }

  /** {@code _fused_adam_}: one call for all tensors. */
  final class FusedAdam extends Fresh {

    private final Operator fused = new Operator("aten::_fused_adam_", "");
    private final Operator add = new Operator("aten::_foreach_add_", "Scalar");
    private final IValue first;
    private final IValue second;
    private final IValue largest = Operator.list(new TensorVector());
    private final IValue steps;
    private final IValue one = new IValue(new Scalar(1));
    private final IValue rate = new IValue(LEARNING_RATE);
    private final IValue beta1 = new IValue(0.9);
    private final IValue beta2 = new IValue(0.999);
    private final IValue zero = new IValue(0.0);
    private final IValue epsilon = new IValue(1e-8);
    private final IValue no = new IValue(false);
    private final IValue none = new IValue();

    FusedAdam(TensorVector parameters) {
      super(parameters);
      first = Operator.list(zeros(parameters));
      second = Operator.list(zeros(parameters));
      TensorVector counts = new TensorVector();
      for (long i = 0; i < parameters.size(); i++) {
        counts.push_back(torch.tensor(0f));
      }
      steps = Operator.list(counts);
    }

    @Override
    void update(IValue gradients) {
      add.call(steps, one);
      fused.call(
          list, gradients, first, second, largest, steps, rate, beta1, beta2, zero, // weight decay
          epsilon, no, // AMSGrad
          no, // maximize
          none, none);
    }
  }
}
