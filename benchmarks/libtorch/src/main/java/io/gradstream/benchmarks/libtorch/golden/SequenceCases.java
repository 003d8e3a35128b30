package io.gradstream.benchmarks.libtorch.golden;

import io.gradstream.benchmarks.libtorch.golden.LayerCase.Formula;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Layers of sequences, and the blocks made of them. */
final class SequenceCases {

  private static final int STEPS = 5;
  static final int WIDTH = 12;
  private static final int HEADS = 3;
  private static final Scalar NOTHING = new Scalar(0);

  private SequenceCases() {}

  static Map<String, Formula> all() {
    Map<String, Formula> cases = new LinkedHashMap<>();
    cases.put("embedding", SequenceCases::embedded);
    cases.put("position-learned", SequenceCases::learnedPositions);
    cases.put("position-sinusoidal", SequenceCases::sinusoidalPositions);
    cases.put("attention", layer -> lone(layer, false));
    cases.put("attention-causal", layer -> lone(layer, true));
    cases.put("attention-padded", layer -> paddedAttention(layer, false));
    cases.put("attention-padded-causal", layer -> paddedAttention(layer, true));
    cases.put("residual", SequenceCases::residual);
    cases.put("concat", SequenceCases::concatenated);
    cases.put("transformer", layer -> transformer(layer, true));
    cases.put("transformer-all-steps", layer -> transformer(layer, false));
    return cases;
  }

  /** Vectors of tokens; 0 is padding, whose vector is zero. */
  private static Tensor embedded(LayerCase layer) {
    return embedding(layer, layer.tokens(STEPS, 3, 1, 4, 1, 5, 2, 6, 5, 0, 0, 3, 3, 0, 0, 0));
  }

  static Tensor embedding(LayerCase layer, Tensor tokens) {
    Tensor table = layer.within("tokenEmbedding1").table(7, WIDTH);
    return torch.embedding(table, tokens.to(torch.ScalarType.Long), 0, false, false);
  }

  private static Tensor learnedPositions(LayerCase layer) {
    Tensor x = layer.input(3, STEPS, WIDTH);
    return x.add(layer.within("position1").weight("table", STEPS, WIDTH));
  }

  /** Vaswani et al. 2017, section 3.5: sines in the even columns, cosines in the odd. */
  private static Tensor sinusoidalPositions(LayerCase layer) {
    Tensor x = layer.input(3, STEPS, WIDTH);
    Tensor pairs = torch.arange(new Scalar((double) (WIDTH / 2))).to(torch.ScalarType.Double);
    Tensor frequencies = pairs.mul(new Scalar(-2 * Math.log(10000) / WIDTH)).exp();
    Tensor steps = torch.arange(new Scalar((double) STEPS)).to(torch.ScalarType.Double);
    Tensor angles = torch.outer(steps, frequencies); // [steps, width / 2]
    Tensor both = torch.stack(new TensorVector(angles.sin(), angles.cos()), 2);
    return x.add(both.view(STEPS, WIDTH));
  }

  private static Tensor lone(LayerCase layer, boolean causal) {
    return attention(layer.within("attention1"), layer.input(3, STEPS, WIDTH), causal);
  }

  /** [rows, steps, width] to the same; every step is one. */
  private static Tensor attention(LayerCase layer, Tensor x, boolean causal) {
    return attention(layer, x, x.new_ones(x.size(0), STEPS), causal);
  }

  /**
   * @param valid [rows, steps], 0 where a step is padding: nothing attends to it, and it to nothing
   */
  private static Tensor attention(LayerCase layer, Tensor x, Tensor valid, boolean causal) {
    Tensor projected = linear(layer, x, "projection", "projectionBias", WIDTH, 3 * WIDTH);
    Tensor parts = // [3, rows, heads, steps, width / heads]
        projected.view(x.size(0), STEPS, 3, HEADS, WIDTH / HEADS).permute(2, 0, 3, 1, 4);
    Tensor scores = torch.matmul(parts.select(0, 0), parts.select(0, 1).transpose(2, 3));
    Tensor scaled = scores.div(new Scalar(Math.sqrt((double) WIDTH / HEADS)));
    Tensor seen = valid.view(-1, 1, 1, STEPS); // [rows, heads, queries, keys]
    seen = causal ? seen.mul(x.new_ones(STEPS, STEPS).tril()) : seen;
    Tensor masked = scaled.masked_fill(seen.eq(NOTHING), new Scalar(Double.NEGATIVE_INFINITY));
    Tensor attended = torch.matmul(torch.softmax(masked, -1), parts.select(0, 2));
    Tensor joined = attended.transpose(1, 2).reshape(x.size(0), STEPS, WIDTH);
    Tensor context = joined.mul(valid.unsqueeze(2));
    return linear(layer, context, "output", "outputBias", WIDTH, WIDTH);
  }

  private static Tensor dense(LayerCase layer, Tensor x, String name, long in, long out) {
    return linear(layer.within(name), x, "weight", "bias", in, out);
  }

  private static Tensor linear(
      LayerCase layer, Tensor x, String weight, String bias, long in, long out) {
    return torch.linear(x, layer.weight(weight, in, out).t(), layer.optional(bias, out));
  }

  /** An embedding, then attention that sees no padding. */
  private static Tensor paddedAttention(LayerCase layer, boolean causal) {
    Tensor tokens = layer.tokens(STEPS, 3, 1, 4, 1, 5, 2, 6, 5, 0, 0, 3, 0, 0, 0, 0);
    Tensor x = embedding(layer, tokens);
    Tensor valid = tokens.ne(NOTHING).to(torch.ScalarType.Double);
    return attention(layer.within("attention2"), x, valid, causal);
  }

  private static Tensor residual(LayerCase layer) {
    Tensor x = layer.input(3, 7);
    Tensor hidden = torch.tanh(dense(layer, x, "residual1.dense1", 7, 5));
    return x.add(dense(layer, hidden, "residual1.dense2", 5, 7));
  }

  private static Tensor concatenated(LayerCase layer) {
    Tensor x = layer.input(3, 7);
    Tensor left = torch.tanh(dense(layer, x, "concat1.left.dense1", 7, 5));
    return torch.cat(new TensorVector(left, x), 1);
  }

  /** Norms first. */
  private static Tensor transformer(LayerCase layer, boolean causal) {
    Tensor x = layer.input(2, STEPS, WIDTH);
    Tensor first = norm(layer, x, "transformer1.residual1.layerNorm1");
    layer.within("transformer1.residual1.attention2");
    Tensor attended = x.add(attention(layer, first, causal));
    Tensor second = norm(layer, attended, "transformer1.residual2.layerNorm1");
    Tensor inner = dense(layer, second, "transformer1.residual2.dense2", WIDTH, 20);
    Tensor activated = torch.gelu(inner, "tanh");
    return attended.add(dense(layer, activated, "transformer1.residual2.dense3", 20, WIDTH));
  }

  private static Tensor norm(LayerCase layer, Tensor x, String name) {
    layer.within(name);
    return torch.layer_norm(
        x,
        new long[] {WIDTH},
        layer.optional("gain", WIDTH),
        layer.optional("shift", WIDTH),
        PlainCases.EPSILON,
        false);
  }
}
