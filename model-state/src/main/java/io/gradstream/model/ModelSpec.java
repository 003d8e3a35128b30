package io.gradstream.model;

import io.gradstream.features.Encoder;
import io.gradstream.features.EventSchema;
import io.gradstream.features.FeatureSpec;
import io.gradstream.network.HeadSpec;
import io.gradstream.network.LayerSpec;
import io.gradstream.network.NetworkSpec;
import io.gradstream.network.NetworkSpec.EmbeddingSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The part of a learner's spec that shapes its models: enough to encode an event and predict. It
 * travels in every snapshot, so that a reader needs nothing else.
 *
 * @param events its array fields as long as the features need them
 * @param keyField the event's field that picks the model; absent for a learner with a single one
 */
public record ModelSpec(
    String learner,
    long seed,
    EventSchema events,
    Optional<String> keyField,
    List<FeatureSpec> features,
    TargetSpec target,
    List<LayerSpec> layers) {

  public ModelSpec {
    events = events.fitting(features);
    features = List.copyOf(features);
    layers = List.copyOf(layers);
  }

  /**
   * The seed of one key's model: the FNV-1a hash of the key's UTF-8 bytes joined to the learner's
   * seed, then spread over all bits by the finalizer of SplitMix64 (Steele, Lea, Flood 2014), so
   * that keys that differ in one character start from unrelated weights.
   */
  public long seedOf(String key) {
    return spread(spread(seed) ^ fnv1a(key.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The network's shape: as many dense inputs and embedding tables as the features encode to, an
   * output layer that fits the target.
   *
   * @throws IllegalArgumentException when a feature does not fit the event's fields
   */
  public NetworkSpec networkSpec() {
    return networkSpec(new Encoder(events, features));
  }

  NetworkSpec networkSpec(Encoder encoder) {
    List<EmbeddingSpec> embeddings =
        encoder.tableSpecs().stream()
            .map(table -> new EmbeddingSpec(table.name(), table.rows(), table.width()))
            .toList();
    return new NetworkSpec(encoder.width(), embeddings, layers, head());
  }

  private HeadSpec head() {
    if (target instanceof TargetSpec.MultiClass multiClass) {
      return new HeadSpec.MultiClass(multiClass.classes().size());
    }
    return target instanceof TargetSpec.Regression
        ? new HeadSpec.Regression()
        : new HeadSpec.Binary();
  }

  private static long fnv1a(byte[] bytes) {
    long hash = 0xcbf29ce484222325L;
    for (byte next : bytes) {
      hash = (hash ^ (next & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }

  private static long spread(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
