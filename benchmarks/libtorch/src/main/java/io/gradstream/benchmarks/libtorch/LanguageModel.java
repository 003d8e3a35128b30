package io.gradstream.benchmarks.libtorch;

import io.gradstream.benchmarks.libtorch.Weights.Linear;
import io.gradstream.benchmarks.libtorch.Weights.Norm;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** A causal transformer, norms first: 4 heads, inner layers four times as wide, context 64. */
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
  private final int width;
  private final Weights weights = new Weights(true);
  private final Tensor embedding;
  private final Tensor position;
  private final List<Block> blocks;
  private final Norm norm;
  private final Linear head;
  private final Tensor tokens; // [batch, context]
  private final Tensor next; // [batch context]
  private final Tensor mask = // [context, context]: whether a step is later
      torch.ones(CONTEXT, CONTEXT).triu(1).to(torch.ScalarType.Bool);
  private final TensorOptional noMask = new TensorOptional();
  private final DoubleOptional defaultScale = new DoubleOptional();
  private final Scalar minusInfinity = new Scalar(Float.NEGATIVE_INFINITY);
  private final Scalar scale;

  LanguageModel(Attention attention, int layers, int width, int batch) {
    this.attention = attention;
    this.batch = batch;
    this.width = width;
    embedding = weights.random(1, VOCABULARY, width);
    position = weights.random(1, CONTEXT, width);
    blocks = Stream.generate(() -> new Block(weights, width)).limit(layers).toList();
    norm = weights.norm(width);
    head = weights.linear(width, VOCABULARY);
    scale = new Scalar((float) Math.sqrt((double) HEADS / width));
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

  /** Attention over [batch, context, 3 width], queries, keys and values side by side. */
  private Tensor attend(Tensor projected) {
    Tensor parts = // [3, batch, heads, context, width / heads]
        projected.view(batch, CONTEXT, 3, HEADS, width / HEADS).permute(2, 0, 3, 1, 4);
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
    return attended.transpose(1, 2).reshape(batch, CONTEXT, width);
  }

  /** Weights of a layer. */
  record Block(
      Norm norm1, Linear projection, Linear output, Norm norm2, Linear inner, Linear outer) {

    Block(Weights weights, int width) {
      this(
          weights.norm(width),
          weights.linear(width, 3 * width),
          weights.linear(width, width),
          weights.norm(width),
          weights.linear(width, 4 * width),
          weights.linear(4 * width, width));
    }

    Tensor dense(Tensor x) {
      return outer.of(torch.relu(inner.of(norm2.of(x))));
    }
  }
}
