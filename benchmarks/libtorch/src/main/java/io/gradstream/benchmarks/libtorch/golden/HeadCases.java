package io.gradstream.benchmarks.libtorch.golden;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.Reduction;

/** Losses: of logits or values x and targets t, the loss and its gradient. */
final class HeadCases {

  private static final int ROWS = 6;
  private static final int CLASSES = 5;
  private static final int MEAN = Reduction.Mean.value;

  private HeadCases() {}

  static Map<String, Golden> all() {
    Map<String, Golden> cases = new LinkedHashMap<>();
    binary(cases);
    multiClass(cases);
    values(cases);
    return cases;
  }

  private static void binary(Map<String, Golden> cases) {
    for (double smoothing : new double[] {0, 0.2}) {
      for (double positiveWeight : new double[] {1, 3}) {
        String name = "head-binary" + named(smoothing, positiveWeight != 1);
        cases.put(name, binary(name, smoothing, positiveWeight));
      }
    }
  }

  private static String named(double smoothing, boolean weighted) {
    return (smoothing > 0 ? "-smoothed" : "") + (weighted ? "-weighted" : "");
  }

  private static Golden binary(String name, double smoothing, double positiveWeight) {
    Tensor t = Numbers.of(new float[] {1, 0, 0, 1, 1, 0}, ROWS);
    Tensor smooth = t.mul(new Scalar(1 - smoothing)).add(new Scalar(smoothing / 2));
    Tensor weights = t.mul(new Scalar(positiveWeight - 1)).add(new Scalar(1.0));
    return golden(
        name,
        t,
        new long[] {ROWS},
        x ->
            torch.binary_cross_entropy_with_logits(
                x, smooth, new TensorOptional(weights), new TensorOptional(), MEAN));
  }

  private static void multiClass(Map<String, Golden> cases) {
    Tensor classes = Numbers.of(new float[] {3, 0, 4, 1, 1, 2}, ROWS);
    Tensor ones = classes.new_ones(CLASSES);
    Tensor weights = Numbers.of(new float[] {1, 0.5f, 2, 1.5f, 3}, CLASSES);
    for (double smoothing : new double[] {0, 0.2}) {
      for (Tensor weight : new Tensor[] {ones, weights}) {
        String name = "head-multi-class" + named(smoothing, weight == weights);
        cases.put(
            name,
            golden(
                name,
                classes,
                new long[] {ROWS, CLASSES},
                x -> crossEntropy(x, classes, weight, -100, smoothing)));
      }
      Tensor tokens = // 0 is padding
          Numbers.of(new float[] {3, 2, 4, 1, 2, 4, 0, 0}, 2, 4);
      String name = "head-next-token" + named(smoothing, false);
      cases.put(
          name,
          golden(
              name,
              tokens,
              new long[] {2, 4, CLASSES},
              x -> crossEntropy(x.view(-1, CLASSES), tokens.flatten(), ones, 0, smoothing)));
    }
  }

  private static Tensor crossEntropy(
      Tensor logits, Tensor classes, Tensor weights, long ignored, double smoothing) {
    return torch.cross_entropy_loss(
        logits,
        classes.to(torch.ScalarType.Long),
        new TensorOptional(weights),
        MEAN,
        ignored,
        smoothing);
  }

  /** Losses of values, each for a regression and for a reconstruction of rows. */
  private static void values(Map<String, Golden> cases) {
    Map<String, BinaryOperator<Tensor>> losses = new LinkedHashMap<>();
    losses.put("squared", (x, t) -> torch.mse_loss(x, t, MEAN).div(new Scalar(2.0)));
    losses.put("absolute", (x, t) -> torch.l1_loss(x, t, MEAN));
    losses.put("huber", (x, t) -> torch.huber_loss(x, t, MEAN, 0.7));
    losses.put("quantile", HeadCases::quantile);
    losses.forEach(
        (name, loss) -> {
          cases.put("head-regression-" + name, values("regression-" + name, loss, ROWS));
          cases.put("head-reconstruction-" + name, values("reconstruction-" + name, loss, ROWS, 3));
        });
    Tensor shares = new Numbers(1).positive(ROWS, 3);
    cases.put(
        "head-reconstruction-cross-entropy",
        golden(
            "reconstruction-cross-entropy",
            shares,
            new long[] {ROWS, 3},
            x -> torch.binary_cross_entropy_with_logits(x, shares)));
  }

  private static Golden values(String name, BinaryOperator<Tensor> loss, long... shape) {
    Tensor targets = new Numbers(name.length()).normal(1, shape);
    return golden(name, targets, shape, x -> loss.apply(x, targets));
  }

  /** Koenker and Bassett 1978 at 0.8, of the target less the value. */
  private static Tensor quantile(Tensor x, Tensor targets) {
    Tensor below = targets.sub(x);
    return torch.maximum(below.mul(new Scalar(0.8)), below.mul(new Scalar(-0.2))).mean();
  }

  private static Golden golden(
      String name, Tensor targets, long[] shape, UnaryOperator<Tensor> loss) {
    Tensor x = new Numbers(name.hashCode()).normal(1, shape).set_requires_grad(true);
    Tensor value = loss.apply(x);
    value.backward();
    return new Golden()
        .put("x", x)
        .put("targets", targets)
        .put("loss", value)
        .put("gradient.x", x.grad());
  }
}
