package io.gradstream.benchmarks.libtorch.golden;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Adagrad;
import org.bytedeco.pytorch.AdagradOptions;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** Ten steps of each optimizer along given gradients: [steps, weights] before and after. */
final class OptimizerCases {

  private static final int STEPS = 10;
  private static final int WEIGHTS = 11;
  private static final double RATE = 0.1;

  private OptimizerCases() {}

  static Map<String, Golden> all() {
    Map<String, Function<TensorVector, Optimizer>> optimizers = new LinkedHashMap<>();
    optimizers.put("sgd", weights -> new SGD(weights, new SGDOptions(RATE)));
    optimizers.put("momentum", weights -> new SGD(weights, momentum(false)));
    optimizers.put("nesterov", weights -> new SGD(weights, momentum(true)));
    optimizers.put("rms-prop", weights -> new RMSprop(weights, rmsProp()));
    optimizers.put("adam", weights -> new Adam(weights, new AdamOptions(RATE)));
    optimizers.put("adam-w", weights -> new AdamW(weights, adamW()));
    optimizers.put("adagrad", weights -> new Adagrad(weights, adagrad()));
    Map<String, Golden> cases = new LinkedHashMap<>();
    optimizers.forEach((name, optimizer) -> cases.put("optimizer-" + name, steps(optimizer)));
    return cases;
  }

  private static SGDOptions momentum(boolean nesterov) {
    SGDOptions options = new SGDOptions(RATE);
    options.momentum().put(0.9);
    options.nesterov().put(nesterov);
    return options;
  }

  private static RMSpropOptions rmsProp() {
    RMSpropOptions options = new RMSpropOptions(RATE);
    options.alpha().put(0.9);
    options.eps().put(1e-6);
    return options;
  }

  private static AdamWOptions adamW() {
    AdamWOptions options = new AdamWOptions(RATE);
    options.weight_decay().put(0.05);
    return options;
  }

  private static AdagradOptions adagrad() {
    AdagradOptions options = new AdagradOptions(RATE);
    options.eps().put(1e-6);
    return options;
  }

  private static Golden steps(Function<TensorVector, Optimizer> method) {
    Numbers numbers = new Numbers(1);
    Tensor weights = numbers.normal(1, WEIGHTS).set_requires_grad(true);
    Tensor gradients = numbers.normal(1, STEPS, WEIGHTS);
    Tensor after = gradients.clone();
    Golden golden = new Golden().put("weights", weights).put("gradients", gradients);
    Optimizer optimizer = method.apply(new TensorVector(weights));
    for (int step = 0; step < STEPS; step++) {
      weights.mutable_grad().put(gradients.select(0, step));
      optimizer.step();
      after.select(0, step).copy_(weights.detach());
    }
    return golden.put("after", after);
  }
}
