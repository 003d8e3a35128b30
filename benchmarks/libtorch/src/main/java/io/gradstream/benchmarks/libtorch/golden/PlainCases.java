package io.gradstream.benchmarks.libtorch.golden;

import io.gradstream.benchmarks.libtorch.golden.LayerCase.Formula;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Layers that treat every position alike. */
final class PlainCases {

  static final double EPSILON = 1e-5;
  private static final double LEAKY_SLOPE = 0.01;
  private static final double MOMENTUM = 0.1;
  private static final float MANY = 1000; // positions learned from before: the start is over

  private PlainCases() {}

  static Map<String, Formula> all() {
    Map<String, Formula> cases = new LinkedHashMap<>();
    activations()
        .forEach(
            (name, activation) -> {
              cases.put("activation-" + name, layer -> activation.apply(layer.input(3, 9)));
              cases.put("dense-" + name, layer -> dense(layer, activation, layer.input(3, 5)));
            });
    cases.put("dense-sequence", layer -> dense(layer, torch::relu, layer.input(3, 4, 5)));
    cases.put("layer-norm", PlainCases::layerNorm);
    cases.put("rms-norm", PlainCases::rmsNorm);
    cases.put("batch-norm", layer -> batchNorm(layer, layer.input(7, 5)));
    cases.put("batch-norm-image", layer -> batchNorm(layer, layer.input(3, 2, 3, 5)));
    cases.put("batch-norm-corrected", layer -> renormalized(layer, 3, 5));
    cases.put("batch-norm-bounded", layer -> renormalized(layer, 1.1, 0.2));
    return cases;
  }

  private static Map<String, UnaryOperator<Tensor>> activations() {
    Map<String, UnaryOperator<Tensor>> all = new LinkedHashMap<>();
    all.put("linear", x -> x.mul(new Scalar(1.0)));
    all.put("relu", torch::relu);
    all.put("leaky-relu", x -> torch.leaky_relu(x, new Scalar(LEAKY_SLOPE)));
    all.put("gelu", x -> torch.gelu(x, "tanh"));
    all.put("silu", torch::silu);
    all.put("tanh", torch::tanh);
    all.put("sigmoid", torch::sigmoid);
    all.put("softmax", x -> torch.softmax(x, -1));
    return all;
  }

  private static Tensor dense(LayerCase layer, UnaryOperator<Tensor> activation, Tensor x) {
    Tensor weight = layer.within("dense1").weight("weight", 5, 11); // [in, out]
    return activation.apply(torch.linear(x, weight.t(), layer.optional("bias", 11)));
  }

  private static Tensor layerNorm(LayerCase layer) {
    Tensor x = layer.input(2, 3, 11);
    return torch.layer_norm(
        x,
        new long[] {11},
        layer.within("layerNorm1").optional("gain", 11),
        layer.optional("shift", 11),
        EPSILON,
        false);
  }

  private static Tensor rmsNorm(LayerCase layer) {
    Tensor x = layer.input(2, 3, 11);
    return torch.rms_norm(
        x,
        new long[] {11},
        layer.within("rmsNorm1").optional("gain", 11),
        new DoubleOptional(EPSILON));
  }

  /** Channels are the last dimension of x. */
  private static Tensor batchNorm(LayerCase layer, Tensor x) {
    Tensor positions = x.view(-1, 5); // libtorch's channels are the second dimension
    learnStatistics(layer.within("batchNorm1"), positions);
    Tensor y =
        torch.batch_norm(
            positions,
            layer.optional("gain", 5),
            layer.optional("shift", 5),
            new TensorOptional(),
            new TensorOptional(),
            true,
            0,
            EPSILON,
            false);
    return y.view_as(x);
  }

  /** Ioffe 2017, algorithm 1: y = ((x - mean) / deviation r + d) gain + shift. */
  private static Tensor renormalized(LayerCase layer, double maxScale, double maxShift) {
    Tensor x = layer.input(7, 5);
    Statistics running = learnStatistics(layer.within("batchNorm1"), x);
    Statistics batch = Statistics.of(x);
    Tensor r = clamped(batch.deviation().div(running.deviation()), 1 / maxScale, maxScale);
    Tensor moved = batch.mean().sub(running.mean()).div(running.deviation());
    Tensor d = clamped(moved, -maxShift, maxShift);
    Tensor standard = x.sub(batch.mean()).div(batch.deviation());
    return standard.mul(r).add(d).mul(layer.weight("gain", 5)).add(layer.weight("shift", 5));
  }

  private static Tensor clamped(Tensor x, double from, double to) {
    return torch.clamp(
        x.detach(), new ScalarOptional(new Scalar(from)), new ScalarOptional(new Scalar(to)));
  }

  /** Mean and variance of each channel. */
  private record Statistics(Tensor mean, Tensor variance) {

    /** Statistics of x [positions, channels]. */
    static Statistics of(Tensor x) {
      Tensor mean = x.mean(0);
      return new Statistics(mean, square(x.sub(mean)).mean(0));
    }

    Tensor deviation() {
      return variance.add(new Scalar(EPSILON)).sqrt();
    }

    /** A mean of this and the other, which counts for {@code share}. */
    Statistics mixed(Statistics other, double share) {
      Scalar kept = new Scalar(1 - share);
      Scalar taken = new Scalar(share);
      Tensor mixedMean = mean.mul(kept).add(other.mean.mul(taken));
      Tensor squares = variance.add(square(mean)).mul(kept);
      Tensor otherSquares = other.variance.add(square(other.mean)).mul(taken);
      return new Statistics(mixedMean, squares.add(otherSquares).sub(square(mixedMean)));
    }

    private static Tensor square(Tensor x) {
      return x.mul(x);
    }
  }

  /** The running statistics before the step; what they are after it is kept too. */
  private static Statistics learnStatistics(LayerCase layer, Tensor x) {
    Numbers numbers = layer.numbers();
    Statistics running =
        new Statistics(
            layer.state("mean", numbers.normal(0.5, 5)),
            layer.state("variance", numbers.positive(5)));
    layer.state("count", Numbers.of(new float[] {MANY}, 1));
    Statistics after = running.mixed(Statistics.of(x), MOMENTUM);
    layer.changed("mean", after.mean());
    layer.changed("variance", after.variance());
    layer.changed("count", Numbers.of(new float[] {MANY + x.size(0)}, 1));
    return running;
  }
}
