package io.gradstream.benchmarks.libtorch;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Forward, loss, backward, update, on the same mini-batch each time.
 *
 * @param loss mean over the mini-batch
 */
record TrainingStep(Supplier<Tensor> loss, Update update) implements Workload {

  @Override
  @SuppressWarnings("try") // a scope is there to be closed
  public void step() {
    try (PointerScope scope = new PointerScope()) {
      update.clear();
      loss.get().backward();
      update.step();
    }
  }
}
