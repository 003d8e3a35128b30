package io.gradstream.model;

import io.gradstream.network.Network;
import io.gradstream.network.RecursiveLeastSquares;
import io.gradstream.network.memory.TensorTable.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the weights of a layer are from what they were in another snapshot: Euclidean norms over
 * all its tensors that both have, in the same shape.
 *
 * @param member name of the network or the least squares
 * @param layer first part of its tensors' names
 * @param weights how many
 * @param before norm of those of the earlier snapshot
 * @param change norm of the difference
 */
public record WeightChange(
    String member, String layer, long weights, double before, double change) {

  /** Layer of least squares, which have none. */
  public static final String LEAST_SQUARES = "least squares";

  /**
   * By member and layer, in the order of the earlier model.
   *
   * @throws CorruptSnapshotException when the parts of one do not fit its spec
   */
  public static List<WeightChange> between(ModelSnapshot before, ModelSnapshot now) {
    try (Model earlier = Model.of(before);
        Model later = Model.of(now)) {
      List<WeightChange> changes = new ArrayList<>();
      Map<String, Member> others = new LinkedHashMap<>();
      later.pool().members().forEach(member -> others.put(member.name(), member));
      for (Member member : earlier.pool().members()) {
        Member other = others.get(member.name());
        if (other != null) {
          add(member, other, changes);
        }
      }
      return changes;
    }
  }

  private static void add(Member member, Member other, List<WeightChange> to) {
    if (member.network().isPresent() && other.network().isPresent()) {
      add(member.name(), member.network().get(), other.network().get(), to);
    } else if (member.squares().isPresent() && other.squares().isPresent()) {
      Sums sums = new Sums();
      sums.add(weights(member.squares().get()), weights(other.squares().get()));
      to.add(sums.of(member.name(), LEAST_SQUARES));
    }
  }

  private static void add(String member, Network before, Network now, List<WeightChange> to) {
    float[] was = SnapshotParts.weights(List.of(before));
    float[] is = SnapshotParts.weights(List.of(now));
    Map<String, Sums> layers = new LinkedHashMap<>();
    for (Tensor tensor : before.tensors().tensors()) {
      now.tensors()
          .find(tensor.name(), tensor.shape())
          .ifPresent(
              place ->
                  layers
                      .computeIfAbsent(layer(tensor.name()), of -> new Sums())
                      .add(was, tensor.offset(), is, place.offset(), tensor.size()));
    }
    layers.forEach((layer, sums) -> to.add(sums.of(member, layer)));
  }

  private static String layer(String tensor) {
    int dot = tensor.lastIndexOf('.');
    return dot < 0 ? tensor : tensor.substring(0, dot);
  }

  private static double[] weights(RecursiveLeastSquares squares) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      squares.writeWeights(new DataOutputStream(bytes));
      double[] weights = new double[bytes.size() / Double.BYTES];
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
      for (int i = 0; i < weights.length; i++) {
        weights[i] = in.readDouble();
      }
      return weights;
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  /** Sums of squares. */
  private static final class Sums {
    private long weights;
    private double before;
    private double change;

    void add(float[] was, int wasFrom, float[] is, int isFrom, int count) {
      for (int i = 0; i < count; i++) {
        add(was[wasFrom + i], is[isFrom + i]);
      }
    }

    void add(double[] was, double[] is) {
      for (int i = 0; i < Math.min(was.length, is.length); i++) {
        add(was[i], is[i]);
      }
    }

    private void add(double was, double is) {
      weights++;
      before += was * was;
      change += (is - was) * (is - was);
    }

    WeightChange of(String member, String layer) {
      return new WeightChange(member, layer, weights, Math.sqrt(before), Math.sqrt(change));
    }
  }
}
