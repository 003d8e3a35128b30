package io.gradstream.nd4j;

import io.gradstream.network.Network;
import io.gradstream.network.memory.TensorTable.Tensor;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.StartTensor;
import io.gradstream.network.spec.StartWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The weights of a network as arrays, by the names of their tensors. */
public final class WeightArrays {

  private WeightArrays() {}

  /** The weights that predict: averages, where there are any. In the network's order. */
  public static Map<String, INDArray> of(Network network) {
    float[] all = flat(network, network.served());
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    for (Tensor tensor : network.tensors().tensors()) {
      float[] values = Arrays.copyOfRange(all, tensor.offset(), tensor.offset() + tensor.size());
      arrays.put(tensor.name(), Nd4j.createFromArray(values).reshape('c', lengths(tensor.shape())));
    }
    return arrays;
  }

  /**
   * Puts weights into a network, and into their averages where there are any; moments stay. Tensors
   * that are not named stay as they are.
   *
   * @throws IllegalArgumentException when the network has no tensor of such a name and shape, or a
   *     value is not finite; nothing is changed then
   */
  public static void put(Map<String, INDArray> weights, Network network) {
    StartWeights start = start(weights);
    List<Tensor> places = start.tensors().stream().map(given -> place(given, network)).toList();
    List<NetworkVector> vectors =
        network.served() == NetworkVector.WEIGHTS
            ? List.of(NetworkVector.WEIGHTS)
            : List.of(NetworkVector.WEIGHTS, network.served());
    for (NetworkVector vector : vectors) {
      float[] all = flat(network, vector);
      for (int i = 0; i < places.size(); i++) {
        float[] values = start.tensors().get(i).values();
        System.arraycopy(values, 0, all, places.get(i).offset(), values.length);
      }
      setAll(network, vector, all);
    }
  }

  /** Weights as a new model may start with them: {@code WeightsFile.write} makes their file. */
  public static StartWeights start(Map<String, INDArray> weights) {
    List<StartTensor> tensors = new ArrayList<>();
    weights.forEach(
        (name, array) -> {
          List<Integer> shape = Arrays.stream(array.shape()).mapToObj(Math::toIntExact).toList();
          tensors.add(new StartTensor(name, shape, ArrayValues.of(array)));
        });
    return new StartWeights(tensors);
  }

  private static Tensor place(StartTensor given, Network network) {
    return network
        .tensors()
        .find(given.name(), given.shape())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the network has no %s; it has %s"
                        .formatted(
                            given,
                            network.tensors().tensors().stream()
                                .map(own -> own.name() + " " + own.shape())
                                .toList())));
  }

  private static float[] flat(Network network, NetworkVector vector) {
    float[] all = new float[network.tensors().size()];
    int at = 0;
    for (int block = 0; block < network.blocks(vector); block++) {
      float[] part = network.block(vector, block);
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private static void setAll(Network network, NetworkVector vector, float[] all) {
    for (int block = 0; block < network.blocks(vector); block++) {
      int from = block * Network.BLOCK;
      int to = Math.min(all.length, from + Network.BLOCK);
      network.setBlock(vector, block, Arrays.copyOfRange(all, from, to));
    }
  }

  private static long[] lengths(List<Integer> shape) {
    return shape.stream().mapToLong(Integer::longValue).toArray();
  }
}
