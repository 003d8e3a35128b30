package io.gradstream.network;

import io.gradstream.network.memory.TensorTable;
import io.gradstream.network.memory.TensorTable.Tensor;
import io.gradstream.network.spec.StartTensor;
import io.gradstream.network.spec.StartWeights;
import io.gradstream.network.spec.UnfitStartException;
import io.gradstream.network.updates.Parameters;
import java.util.stream.Collectors;

/** From {@link StartWeights} to the weights of a new model. */
final class Start {

  private Start() {}

  /**
   * @throws UnfitStartException naming the first tensor that the network does not have so
   */
  static void requireFit(StartWeights start, TensorTable tensors) {
    for (StartTensor given : start.tensors()) {
      Tensor own =
          tensors.tensors().stream()
              .filter(tensor -> tensor.name().equals(given.name()))
              .findFirst()
              .orElseThrow(() -> unknown(given, tensors));
      if (!own.shape().equals(given.shape())) {
        throw new UnfitStartException(
            "%s is %s, and that of the network %s"
                .formatted(given.name(), given.shape(), own.shape()));
      }
    }
  }

  private static UnfitStartException unknown(StartTensor given, TensorTable tensors) {
    String names =
        tensors.tensors().stream()
            .limit(20)
            .map(tensor -> tensor.name() + " " + tensor.shape())
            .collect(Collectors.joining(", "));
    return new UnfitStartException("the network has no %s; it has %s".formatted(given, names));
  }

  /** Puts them where drawn weights were. */
  static void put(StartWeights start, TensorTable tensors, Parameters parameters) {
    for (StartTensor given : start.tensors()) {
      Tensor own = tensors.find(given.name(), given.shape()).orElseThrow();
      for (int i = 0; i < given.size(); i++) {
        parameters.replace(own.offset() + i, given.value(i));
      }
    }
  }
}
