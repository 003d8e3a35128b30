package io.gradstream.model;

import io.gradstream.features.encode.Encoder;
import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.encode.StateBytes;
import io.gradstream.features.history.History;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkPlan;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.Version;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A model as the parts of a snapshot and back: all that predicts. */
final class SnapshotParts {

  private static final TrainingSpec NOTHING_TO_LEARN = TrainingSpec.of(new OptimizerSpec.Sgd(1));

  /** Category values of a model without any network, whose weights would hold them. */
  private static final int MOST_VALUES = 1 << 20;

  private SnapshotParts() {}

  static ModelSnapshot of(Model model, Version version, Lineage lineage) {
    Encoder encoder = model.encoder();
    List<byte[]> categories = new ArrayList<>();
    for (int table = 0; table < encoder.tables(); table++) {
      categories.add(encoder.categories(table));
    }
    boolean isPool = model.spec().pool().isPresent();
    boolean isBounded = model.pool().intervals().isPresent();
    return new ModelSnapshot(
        model.spec(),
        model.key(),
        version,
        lineage,
        encoder.statistics(),
        categories,
        isPool ? new byte[0] : model.labels().statistics(),
        weights(model.pool().networks().values()),
        isPool || isBounded ? StateBytes.write(out -> write(model, out)) : new byte[0],
        model.classes().met().names());
  }

  /** Weights that predict: the moving averages, where there are any. */
  static float[] weights(Collection<Network> networks) {
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

  private static void write(Model model, DataOutputStream out) throws IOException {
    if (model.spec().pool().isPresent()) {
      writePool(model, out);
    }
    if (model.pool().intervals().isPresent()) {
      model.pool().intervals().get().write(out);
    }
  }

  private static void writePool(Model model, DataOutputStream out) throws IOException {
    byte[] history = model.rows().history().orElseThrow().state();
    out.writeInt(history.length);
    out.write(history);
    model.pool().writeMix(out);
    for (Member member : model.pool().members()) {
      if (member.squares().isPresent()) {
        member.squares().get().writeWeights(out);
      }
      if (member.memory().isPresent()) {
        member.memory().get().write(out);
      }
      if (member.centers().isPresent()) {
        member.centers().get().write(out);
      }
    }
  }

  /**
   * @param several whether it predicts several rows in one pass, where it can
   */
  static Model restore(ModelSnapshot snapshot, boolean several) {
    Model model = null;
    try {
      requireWeights(snapshot);
      int batch = several ? ModelPlan.of(snapshot.spec()).served(NOTHING_TO_LEARN) : 1;
      model = new Model(snapshot.spec(), snapshot.key(), NOTHING_TO_LEARN, batch);
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

  /**
   * Refuses what does not fit before any memory is taken: a spec of a few bytes can declare tables
   * and layers of any size, but its snapshot holds all their weights.
   */
  private static void requireWeights(ModelSnapshot snapshot) {
    int weights = snapshot.weights().length;
    boolean isPool = snapshot.spec().pool().isPresent();
    int mostValues = isPool && weights == 0 ? MOST_VALUES : weights;
    for (FeatureSpec feature : snapshot.spec().features()) {
      if (feature instanceof FeatureSpec.Category category && category.capacity() > mostValues) {
        throw new IllegalArgumentException(
            "capacity must be within the weights, which are %d: %d"
                .formatted(weights, category.capacity()));
      }
    }
    long planned =
        ModelPlan.of(snapshot.spec()).networks(NOTHING_TO_LEARN, 1).stream()
            .mapToLong(NetworkPlan::weightBytes)
            .sum();
    if (planned != (long) weights * Float.BYTES) {
      throw new IllegalArgumentException(
          "weights must be %d: %d".formatted(planned / Float.BYTES, weights));
    }
    int tables = snapshot.spec().encoder().tables();
    if (snapshot.categories().size() != tables) {
      throw new IllegalArgumentException(
          "category tables must be %d: %d".formatted(tables, snapshot.categories().size()));
    }
  }

  /** Into a model of the snapshot's spec that has started anew. */
  static void restore(ModelSnapshot snapshot, Model model) {
    Encoder encoder = model.encoder();
    encoder.restoreStatistics(snapshot.statistics());
    for (int table = 0; table < encoder.tables(); table++) {
      encoder.restoreCategories(table, snapshot.categories().get(table));
    }
    if (model.classes().isOpen()) {
      model.classes().set(snapshot.classes());
    }
    int at = 0;
    for (Network network : model.pool().networks().values()) {
      at = restore(snapshot.weights(), at, network);
    }
    if (model.spec().pool().isEmpty()) {
      model.labels().restoreStatistics(snapshot.targets());
    }
    if (model.spec().pool().isPresent() || model.pool().intervals().isPresent()) {
      StateBytes.restore("a pool", snapshot.pool(), in -> read(model, in));
    }
  }

  private static int restore(float[] weights, int from, Network network) {
    if (network.served() != NetworkVector.WEIGHTS) {
      restore(weights, from, network, network.served());
    }
    return restore(weights, from, network, NetworkVector.WEIGHTS);
  }

  private static int restore(float[] weights, int from, Network network, NetworkVector vector) {
    int at = from;
    for (int block = 0; block < network.blocks(vector); block++) {
      float[] part = network.block(vector, block);
      System.arraycopy(weights, at, part, 0, part.length);
      network.setBlock(vector, block, part);
      at += part.length;
    }
    return at;
  }

  private static void read(Model model, DataInputStream in) throws IOException {
    if (model.spec().pool().isPresent()) {
      readPool(model, in);
    }
    if (model.pool().intervals().isPresent()) {
      model.pool().intervals().get().read(in);
    }
  }

  private static void readPool(Model model, DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a history of %d bytes, of %d".formatted(length, in.available()));
    }
    History history = model.rows().history().orElseThrow();
    history.restore(in.readNBytes(length));
    model.pool().readMix(in);
    for (Member member : model.pool().members()) {
      if (member.squares().isPresent()) {
        member.squares().get().readWeights(in);
      }
      if (member.memory().isPresent()) {
        member.memory().get().read(in);
      }
      if (member.centers().isPresent()) {
        member.centers().get().read(in);
      }
    }
  }

  static long bytes(ModelSnapshot snapshot) {
    ModelPlan plan = ModelPlan.of(snapshot.spec());
    return plan.bytes(NOTHING_TO_LEARN, plan.served(NOTHING_TO_LEARN));
  }
}
