package io.gradstream.model;

import io.gradstream.features.EventSchema;
import io.gradstream.features.FeatureSpec;
import io.gradstream.network.LayerSpec;
import java.util.List;
import java.util.Optional;

/**
 * The part of a learner's spec that shapes its models: enough to encode an event and predict. It
 * travels in every snapshot, so that a reader needs nothing else.
 *
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
    features = List.copyOf(features);
    layers = List.copyOf(layers);
  }

  /** The seed of one key's model. */
  public long seedOf(String key) {
    throw new UnsupportedOperationException();
  }
}
