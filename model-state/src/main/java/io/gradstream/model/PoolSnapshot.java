package io.gradstream.model;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.encode.StateBytes;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkPlan;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.Version;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A pool as a snapshot and back: all that predicts. */
final class PoolSnapshot {

  /** Category values of a pool without any network, whose weights would hold them. */
  private static final int MOST_VALUES = 1 << 20;

  private PoolSnapshot() {}

  static ModelSnapshot of(PoolModel model, Version version, Lineage lineage) {
    List<byte[]> categories = new ArrayList<>();
    for (int table = 0; table < model.encoder().tables(); table++) {
      categories.add(model.encoder().categories(table));
    }
    return new ModelSnapshot(
        model.spec(),
        model.key(),
        version,
        lineage,
        model.encoder().statistics(),
        categories,
        new byte[0],
        weights(networks(model)),
        Network.kernelType(),
        StateBytes.write(out -> write(model, out)));
  }

  private static List<Network> networks(PoolModel model) {
    List<Network> networks = new ArrayList<>();
    for (PoolMember member : model.members()) {
      if (member instanceof PoolMember.Perceptron perceptron) {
        networks.add(perceptron.network());
      }
    }
    return networks;
  }

  private static float[] weights(List<Network> networks) {
    float[] weights = new float[networks.stream().mapToInt(of -> of.tensors().size()).sum()];
    int at = 0;
    for (Network network : networks) {
      for (int block = 0; block < network.blocks(network.served()); block++) {
        float[] part = network.block(network.served(), block);
        System.arraycopy(part, 0, weights, at, part.length);
        at += part.length;
      }
    }
    return weights;
  }

  private static void write(PoolModel model, DataOutputStream out) throws IOException {
    byte[] history = model.history().state();
    out.writeInt(history.length);
    out.write(history);
    model.writeMix(out);
    for (PoolMember member : model.members()) {
      if (member instanceof PoolMember.Linear linear) {
        linear.squares().writeWeights(out);
      }
    }
  }

  static PoolModel restore(ModelSnapshot snapshot) {
    PoolModel model = null;
    try {
      requireWeights(snapshot);
      model = new PoolModel(snapshot.spec(), snapshot.key());
      restore(snapshot, model);
      return model;
    } catch (MalformedRecordException | IllegalArgumentException | ArithmeticException e) {
      if (model != null) {
        model.close();
      }
      throw new CorruptSnapshotException(
          "altered snapshot: its parts do not fit its spec: " + e.getMessage(), e);
    }
  }

  /** Before any memory is taken: a spec of a few bytes can declare networks of any size. */
  private static void requireWeights(ModelSnapshot snapshot) {
    int weights = snapshot.weights().length;
    int mostValues = weights == 0 ? MOST_VALUES : weights;
    for (FeatureSpec feature : snapshot.spec().features()) {
      if (feature instanceof FeatureSpec.Category category && category.capacity() > mostValues) {
        throw new IllegalArgumentException(
            "capacity must be within the weights, which are %d: %d"
                .formatted(weights, category.capacity()));
      }
    }
    long planned =
        PoolPlan.of(snapshot.spec()).networks().stream().mapToLong(NetworkPlan::weightBytes).sum();
    if (planned != (long) weights * Float.BYTES) {
      throw new IllegalArgumentException(
          "weights must be %d: %d".formatted(planned / Float.BYTES, weights));
    }
    if (snapshot.categories().size() != snapshot.spec().encoder().tables()) {
      throw new IllegalArgumentException("category tables: " + snapshot.categories().size());
    }
  }

  private static void restore(ModelSnapshot snapshot, PoolModel model) {
    model.encoder().restoreStatistics(snapshot.statistics());
    for (int table = 0; table < model.encoder().tables(); table++) {
      model.encoder().restoreCategories(table, snapshot.categories().get(table));
    }
    int at = 0;
    for (Network network : networks(model)) {
      at = restore(snapshot.weights(), at, network);
    }
    StateBytes.restore("a pool", snapshot.pool(), in -> read(model, in));
  }

  private static int restore(float[] weights, int from, Network network) {
    int at = from;
    for (int block = 0; block < network.blocks(NetworkVector.WEIGHTS); block++) {
      float[] part = network.block(NetworkVector.WEIGHTS, block);
      System.arraycopy(weights, at, part, 0, part.length);
      network.setBlock(NetworkVector.WEIGHTS, block, part);
      at += part.length;
    }
    return at;
  }

  private static void read(PoolModel model, DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a history of %d bytes, of %d".formatted(length, in.available()));
    }
    model.history().restore(in.readNBytes(length));
    model.readMix(in);
    for (PoolMember member : model.members()) {
      if (member instanceof PoolMember.Linear linear) {
        linear.squares().readWeights(in);
      }
    }
  }

  static long bytes(ModelSnapshot snapshot) {
    return PoolPlan.of(snapshot.spec()).bytes();
  }
}
