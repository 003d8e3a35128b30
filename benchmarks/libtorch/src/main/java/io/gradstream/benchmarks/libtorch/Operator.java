package io.gradstream.benchmarks.libtorch;

import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorList;
import org.bytedeco.pytorch.TensorVector;

/**
 * An operator without a Java method of its own, called through libtorch's dispatcher: the fused
 * optimizers and the operators over lists of tensors.
 */
final class Operator {

  private final OperatorHandle handle;
  private final IValueVector stack = new IValueVector();

  /**
   * @param name for instance {@code aten::_fused_adam_}
   * @param overload for instance {@code Scalar}, or empty
   */
  Operator(String name, String overload) {
    handle = Dispatcher.singleton().findSchemaOrThrow(name, overload);
  }

  /** Calls an operator that works in place and returns nothing. */
  void call(IValue... arguments) {
    for (IValue argument : arguments) {
      stack.push_back(argument);
    }
    handle.callBoxed(stack);
  }

  /** The tensors as an argument; it shares their memory. */
  static IValue list(TensorVector tensors) {
    GenericList list = new GenericList(new TensorList(tensors).elementType());
    for (long i = 0; i < tensors.size(); i++) {
      list.push_back(new IValue(tensors.get(i)));
    }
    return new IValue(list);
  }

  /** The tensors' gradients as an argument. */
  static IValue gradients(TensorVector tensors) {
    TensorVector gradients = new TensorVector();
    for (long i = 0; i < tensors.size(); i++) {
      Tensor gradient = tensors.get(i).grad();
      gradients.push_back(gradient);
    }
    return list(gradients);
  }
}
