package io.gradstream.benchmarks.libtorch;

import io.gradstream.benchmarks.libtorch.Weights.Linear;
import io.gradstream.benchmarks.libtorch.Weights.Norm;
import java.util.List;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** A causal transformer, norms first: 2 layers, 64 wide, 4 heads, inner width 256, context 64. */
final class LanguageModel {

  static final int VOCABULARY = 65;
  static final int CONTEXT = 64;
  static final int WIDTH = 64;
  static final int HEADS = 4;
  static final int INNER = 256;

  /** How attention is computed. */
  enum Attention {
    /** One operator. */
    SCALED_DOT_PRODUCT,
    /** Products, mask and softmax. */
    BY_HAND
  }

  private final Attention attention;
  private final int batch;
  private final Weights weights = new Weights(true);
  private final Tensor embedding = weights.random(1, VOCABULARY, WIDTH);
  private final Tensor position = weights.random(1, CONTEXT, WIDTH);
  private final List<Block> blocks = List.of(new Block(weights), new Block(weights));
  private final Norm norm = weights.norm(WIDTH);
  private final Linear head = weights.linear(WIDTH, VOCABULARY);
  private final Tensor tokens; // [batch, context]
  private final Tensor next; // [batch context]
  private final Tensor mask = // [context, context]: whether a step is later
      torch.ones(CONTEXT, CONTEXT).triu(1).to(torch.ScalarType.Bool);
  private final TensorOptional noMask = new TensorOptional();
  private final DoubleOptional defaultScale = new DoubleOptional();
  private final Scalar minusInfinity = new Scalar(Float.NEGATIVE_INFINITY);
  private final Scalar scale = new Scalar((float) Math.sqrt((double) HEADS / WIDTH));

  LanguageModel(Attention attention, int batch) {
    this.attention = attention;
    this.batch = batch;
    tokens = Weights.integers(1, VOCABULARY, batch, CONTEXT);
    next = Weights.integers(1, VOCABULARY, batch * (long) CONTEXT);
  }

  TensorVector parameters() {
    return weights.all();
  }

  Tensor loss() {
    Tensor x = torch.embedding(embedding, tokens).add_(position); // [batch, context, width]
    for (Block block : blocks) {
      x = x.add(block.output().of(attend(block.projection().of(block.norm1().of(x)))));
      x = x.add(block.dense(x));
    }
    Tensor logits = head.of(norm.of(x)).view(-1, VOCABULARY);
    return torch.cross_entropy_loss(logits, next);
  }

  /** Of [batch, context, 3 width], queries, keys and values side by side. */
  private Tensor attend(Tensor projected) {
    Tensor parts = // [3, batch, heads, context, width / heads]
        projected.view(batch, CONTEXT, 3, HEADS, WIDTH / HEADS).permute(2, 0, 3, 1, 4);
    Tensor query = parts.select(0, 0);
    Tensor key = parts.select(0, 1);
    Tensor value = parts.select(0, 2);
    Tensor attended =
        switch (attention) {
          case SCALED_DOT_PRODUCT ->
              torch.scaled_dot_product_attention(
                  query, key, value, noMask, 0, true, defaultScale, false);
          case BY_HAND -> {
            Tensor scores = torch.matmul(query, key.transpose(2, 3)).mul(scale);
            Tensor masked = scores.masked_fill_(mask, minusInfinity);
            yield torch.matmul(torch.softmax(masked, -1), value);
          }
        };
    return attended.transpose(1, 2).reshape(batch, CONTEXT, WIDTH);
  }

  /** Weights of a layer. */
  record Block(
      Norm norm1, Linear projection, Linear output, Norm norm2, Linear inner, Linear outer) {

    Block(Weights weights) {
      this(
          weights.norm(WIDTH),
          weights.linear(WIDTH, 3 * WIDTH),
          weights.linear(WIDTH, WIDTH),
          weights.norm(WIDTH),
          weights.linear(WIDTH, INNER),
          weights.linear(INNER, WIDTH));
    }

    Tensor dense(Tensor x) {
      return outer.of(torch.relu(inner.of(norm2.of(x))));
    }
  }
}
