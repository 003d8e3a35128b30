package io.gradstream.benchmarks.libtorch;

import io.gradstream.benchmarks.libtorch.Weights.Linear;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.TransformerEncoderLayerImpl;
import org.bytedeco.pytorch.TransformerEncoderLayerOptions;
import org.bytedeco.pytorch.global.torch;

/** The {@link LanguageModel} of libtorch's own layers: norms last, none at the end. */
final class EncoderLayers {

  private static final int CONTEXT = LanguageModel.CONTEXT;
  private static final int VOCABULARY = LanguageModel.VOCABULARY;

  private final Weights weights = new Weights(true);
  private final Tensor embedding = weights.random(1, VOCABULARY, LanguageModel.WIDTH);
  private final Tensor position = weights.random(1, CONTEXT, 1, LanguageModel.WIDTH);
  private final Linear head = weights.linear(LanguageModel.WIDTH, VOCABULARY);
  private final List<TransformerEncoderLayerImpl> layers = List.of(layer(), layer());
  private final TensorVector parameters = new TensorVector(weights.all().get());
  private final Tensor tokens; // [context, batch]
  private final Tensor next; // [context batch]
  private final Tensor mask = // [context, context]
      torch.full(new long[] {CONTEXT, CONTEXT}, new Scalar(Float.NEGATIVE_INFINITY)).triu(1);
  private final Tensor noPadding = new Tensor();

  EncoderLayers(int batch) {
    tokens = Weights.integers(1, VOCABULARY, CONTEXT, batch);
    next = Weights.integers(1, VOCABULARY, CONTEXT * (long) batch);
    for (TransformerEncoderLayerImpl layer : layers) {
      for (Tensor tensor : layer.parameters().get()) {
        parameters.push_back(tensor);
      }
    }
  }

  private static TransformerEncoderLayerImpl layer() {
    TransformerEncoderLayerOptions options =
        new TransformerEncoderLayerOptions(LanguageModel.WIDTH, LanguageModel.HEADS);
    options.dim_feedforward().put(LanguageModel.INNER);
    options.dropout().put(0.0);
    return new TransformerEncoderLayerImpl(options);
  }

  TensorVector parameters() {
    return parameters;
  }

  Tensor loss() {
    Tensor x = torch.embedding(embedding, tokens).add_(position); // [context, batch, width]
    for (TransformerEncoderLayerImpl layer : layers) {
      x = layer.forward(x, mask, noPadding);
    }
    return torch.cross_entropy_loss(head.of(x).view(-1, VOCABULARY), next);
  }
}
