package io.gradstream.benchmarks.libtorch;

import io.gradstream.benchmarks.libtorch.LanguageModel.Block;
import io.gradstream.benchmarks.libtorch.Weights.Linear;
import io.gradstream.benchmarks.libtorch.Weights.Norm;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * The {@link LanguageModel} one token at a time, with the keys and values of those before it kept;
 * a step is a token, and the context starts anew when it is full.
 */
final class CachedModel implements Workload {

  private static final int CONTEXT = LanguageModel.CONTEXT;
  private static final int WIDTH = LanguageModel.WIDTH;
  private static final int HEADS = LanguageModel.HEADS;

  /** Keys and values of a layer, [heads, context, width / heads] each. */
  private record Cache(Tensor keys, Tensor values) {
    Cache() {
      this(torch.zeros(HEADS, CONTEXT, WIDTH / HEADS), torch.zeros(HEADS, CONTEXT, WIDTH / HEADS));
    }
  }

  private final LanguageModel.Attention attention;
  private final Weights weights = new Weights(false);
  private final Tensor embedding = weights.random(1, LanguageModel.VOCABULARY, WIDTH);
  private final Tensor position = weights.random(1, CONTEXT, WIDTH);
  private final List<Block> blocks = List.of(new Block(weights, WIDTH), new Block(weights, WIDTH));
  private final List<Cache> caches = List.of(new Cache(), new Cache());
  private final Norm norm = weights.norm(WIDTH);
  private final Linear head = weights.linear(WIDTH, LanguageModel.VOCABULARY);
  private final TensorOptional noMask = new TensorOptional();
  private final DoubleOptional defaultScale = new DoubleOptional();
  private final Scalar scale = new Scalar((float) Math.sqrt((double) HEADS / WIDTH));
  private int step;

  CachedModel(LanguageModel.Attention attention) {
    this.attention = attention;
  }

  @Override
  @SuppressWarnings("try") // a scope is there to be closed
  public void step() {
    try (PointerScope scope = new PointerScope();
        InferenceMode mode = new InferenceMode()) {
      probabilities(1 + step % (LanguageModel.VOCABULARY - 1), step);
      step = (step + 1) % CONTEXT;
    }
  }

  /** Probabilities of the token after this one, [1, vocabulary]. */
  private Tensor probabilities(int token, int at) {
    Tensor x = embedding.narrow(0, token, 1).add(position.narrow(0, at, 1)); // [1, width]
    for (int b = 0; b < blocks.size(); b++) {
      Block block = blocks.get(b);
      Tensor projected = block.projection().of(block.norm1().of(x));
      x = x.add(block.output().of(attend(projected, caches.get(b), at)));
      x = x.add(block.dense(x));
    }
    return torch.softmax(head.of(norm.of(x)), -1);
  }

  private Tensor attend(Tensor projected, Cache cache, int at) {
    Tensor parts = projected.view(3, HEADS, 1, WIDTH / HEADS);
    Tensor query = parts.select(0, 0); // [heads, 1, width / heads]
    cache.keys().narrow(1, at, 1).copy_(parts.select(0, 1));
    cache.values().narrow(1, at, 1).copy_(parts.select(0, 2));
    Tensor keys = cache.keys().narrow(1, 0, at + 1L);
    Tensor values = cache.values().narrow(1, 0, at + 1L);
    Tensor attended =
        switch (attention) {
          case SCALED_DOT_PRODUCT ->
              torch.scaled_dot_product_attention(
                  query.unsqueeze(0),
                  keys.unsqueeze(0),
                  values.unsqueeze(0),
                  noMask,
                  0,
                  false,
                  defaultScale,
                  false);
          case BY_HAND ->
              torch.bmm(
                  torch.softmax(torch.bmm(query, keys.transpose(1, 2)).mul_(scale), -1), values);
        };
    return attended.view(1, WIDTH);
  }
}
