package io.gradstream.network.spec;

import java.util.List;
import java.util.stream.Stream;

/**
 * Weights that a new model has instead of drawn ones, for instance those of a network that was
 * trained elsewhere. A tensor that is not among them is drawn.
 */
public record StartWeights(List<StartTensor> tensors) {

  public static final StartWeights NONE = new StartWeights(List.of());

  public StartWeights {
    tensors = List.copyOf(tensors);
    Stream<String> names = tensors.stream().map(StartTensor::name);
    Arguments.check(
        names.distinct().count() == tensors.size(),
        "tensors",
        "of different names",
        names(tensors));
  }

  private static List<String> names(List<StartTensor> tensors) {
    return tensors.stream().map(StartTensor::name).toList();
  }

  public boolean isEmpty() {
    return tensors.isEmpty();
  }
}
