package io.gradstream.model;

import io.gradstream.features.encode.Encoder;
import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.features.history.History;
import io.gradstream.features.history.HistorySpec;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkSpec.EmbeddingSpec;
import io.gradstream.network.spec.NetworkSpec.Part;
import io.gradstream.network.spec.Shape;
import io.gradstream.schemas.Fnv64;
import io.gradstream.schemas.SplitMix64;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The part of a learner's spec that shapes its models: enough to encode an event and predict. It
 * travels in every snapshot, so that a reader needs nothing else.
 *
 * @param events its array fields as long as the features need them
 * @param keyField the event's field that picks the model; absent for a learner with a single one
 * @param layers of the one network; none for a pool
 * @param pool of networks that answer together; absent for one network
 */
public record ModelSpec(
    String learner,
    long seed,
    EventSchema events,
    Optional<String> keyField,
    List<FeatureSpec> features,
    Target target,
    List<LayerSpec> layers,
    Optional<PoolSpec> pool) {

  private static final int MOST_SERIES = 4096;

  public ModelSpec {
    events = Encoder.fitting(events, features);
    features = List.copyOf(features);
    layers = List.copyOf(layers);
  }

  /** Spec of one network. */
  public ModelSpec(
      String learner,
      long seed,
      EventSchema events,
      Optional<String> keyField,
      List<FeatureSpec> features,
      Target target,
      List<LayerSpec> layers) {
    this(learner, seed, events, keyField, features, target, layers, Optional.empty());
  }

  /** The same models with another seed. */
  public ModelSpec withSeed(long seed) {
    return new ModelSpec(learner, seed, events, keyField, features, target, layers, pool);
  }

  /**
   * The same models with answers that have bounds.
   *
   * @param coverage share of the labels that they cover
   * @throws IllegalArgumentException when it predicts no number
   */
  ModelSpec withIntervals(double coverage) {
    return new ModelSpec(
        learner, seed, events, keyField, features, target.bounded(coverage), layers, pool);
  }

  /**
   * The seed of one key's model: the FNV-1a hash of the key's UTF-8 bytes joined to the learner's
   * seed, then spread over all bits by the finalizer of SplitMix64 (Steele, Lea, Flood 2014), so
   * that keys that differ in one character start from unrelated weights.
   */
  public long seedOf(String key) {
    long hash = Fnv64.of(key.getBytes(StandardCharsets.UTF_8));
    return SplitMix64.mix(SplitMix64.mix(seed) ^ hash);
  }

  /**
   * The network's shape: a part of the input for each feature that is no category, an embedding
   * table for each that is one, an output layer that fits the target.
   *
   * @throws IllegalArgumentException when a feature does not fit the event's fields or the target
   */
  public NetworkSpec networkSpec() {
    return networkSpec(new Encoder(events, features));
  }

  private NetworkSpec networkSpec(Encoder declared) {
    List<Part> parts = parts(declared);
    return new NetworkSpec(parts, embeddings(declared), layers, target.head(features));
  }

  static List<Part> parts(Encoder encoder) {
    return encoder.parts().stream()
        .map(part -> new Part(part.name(), new Shape(part.shape())))
        .toList();
  }

  static List<EmbeddingSpec> embeddings(Encoder encoder) {
    return encoder.tableSpecs().stream()
        .map(table -> new EmbeddingSpec(table.name(), table.rows(), table.width()))
        .toList();
  }

  /** What the model's events are encoded with. */
  public Encoder encoder() {
    return new Encoder(events, target.encoded(features));
  }

  /** Names of the event's fields that an answer needs: what features read, and the key. */
  public Set<String> needed() {
    Set<String> needed =
        features.stream()
            .flatMap(feature -> feature.reads().stream())
            .collect(Collectors.toCollection(HashSet::new));
    keyField.ifPresent(needed::add);
    target.from().ifPresent(needed::add);
    return needed;
  }

  /** The event that is asked about: fields that no answer needs may be missing. */
  public EventSchema asked() {
    Set<String> needed = needed();
    List<EventField> fields =
        events.fields().stream()
            .map(field -> needed.contains(field.name()) ? field : field.optional())
            .toList();
    return new EventSchema(fields, events.zone());
  }

  /** Whether the one network has a state that goes on from event to event. */
  public boolean isOverTheStream() {
    return layers.stream().anyMatch(LayerSpec::isOverTheStream);
  }

  /** Who answers together; nobody for one network. */
  public List<MemberSpec> members() {
    return pool.map(PoolSpec::members).orElse(List.of());
  }

  /** Index of the event's number that a regression's label is a change from, or -1. */
  int changeFrom() {
    return target.from().map(this::number).orElse(-1);
  }

  private int number(String field) {
    int index = events.indexOf(field);
    if (index < 0 || events.fields().get(index).type() != FieldType.NUMBER) {
      throw new IllegalArgumentException("the target's from must be a number: " + field);
    }
    if (pool.isEmpty() && !events.fields().get(index).required()) {
      throw new IllegalArgumentException("every event must have the target's from: " + field);
    }
    return index;
  }

  /** History that a pool's rows have, of no event yet; none without a pool. */
  public Optional<History> history() {
    return pool.map(
        of ->
            new History(
                new HistorySpec(
                    fields(FeatureSpec.Numeric.class),
                    fields(FeatureSpec.Category.class),
                    target.historyClasses(),
                    of.history(),
                    of.season(),
                    ownFields(),
                    target.classes(),
                    mostSeries()),
                events));
  }

  /**
   * Indexes of the categories by whose values members remember a number, in the members' order.
   *
   * @throws IllegalArgumentException when one is no category
   */
  List<Integer> ownFields() {
    return members().stream()
        .filter(MemberSpec.Own.class::isInstance)
        .map(member -> ownField(((MemberSpec.Own) member).category()))
        .toList();
  }

  /** Series that a category may tell apart: as many as it has values, up to a limit. */
  private int mostSeries() {
    int values =
        features.stream()
            .filter(FeatureSpec.Category.class::isInstance)
            .mapToInt(of -> ((FeatureSpec.Category) of).capacity())
            .max()
            .orElse(0);
    return Math.min(MOST_SERIES, values);
  }

  private int ownField(String category) {
    if (features.stream()
        .noneMatch(of -> of instanceof FeatureSpec.Category && of.field().equals(category))) {
      throw new IllegalArgumentException("own must be the field of a category: " + category);
    }
    return events.indexOf(category);
  }

  private List<Integer> fields(Class<? extends FeatureSpec> kind) {
    return features.stream()
        .filter(kind::isInstance)
        .map(feature -> events.indexOf(feature.field()))
        .toList();
  }
}
