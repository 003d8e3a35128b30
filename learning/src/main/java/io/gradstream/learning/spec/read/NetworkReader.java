package io.gradstream.learning.spec.read;

import io.gradstream.features.encode.Encoder;
import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.encode.Part;
import io.gradstream.features.encode.TableSpec;
import io.gradstream.features.event.EventSchema;
import io.gradstream.learning.spec.keys.LayerForm;
import io.gradstream.learning.spec.keys.LayerKeys;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.learning.spec.yaml.NearestName;
import io.gradstream.learning.spec.yaml.Place;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.learning.spec.yaml.Section.Checked;
import io.gradstream.model.MemberSpec.Layers;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.BlockSpec;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the layers of a spec whose features and target are valid, each by the shape of its input.
 * Ends at the first that does not fit, for nothing can be said of those after it.
 */
final class NetworkReader {

  private static final String NETWORK = "network";
  private static final List<LayerSpec> DEFAULT =
      List.of(
          new LayerSpec.DenseSpec(64, Activation.RELU),
          new LayerSpec.DenseSpec(32, Activation.RELU));

  private final Section spec;
  private final List<FeatureSpec> features;
  private final Findings findings;
  private final Map<String, Shape> parts = new LinkedHashMap<>();
  private final Map<String, Place> places = new HashMap<>();

  /**
   * What layers read.
   *
   * @param tokens whose tokens these are, if any
   * @param selectable whether it is the network's own input, of which a part may be selected
   */
  private record Input(Shape shape, Optional<FeatureSpec.Tokens> tokens, boolean selectable) {
    Input after(Shape output) {
      return new Input(output, tokens, false);
    }
  }

  NetworkReader(Section spec, EventSchema events, List<FeatureSpec> features, Findings findings) {
    this(spec, events, features, 0, findings);
  }

  /**
   * @param past features of the history that are a part of the input
   */
  NetworkReader(
      Section spec, EventSchema events, List<FeatureSpec> features, int past, Findings findings) {
    this.spec = spec;
    this.features = features;
    this.findings = findings;
    Encoder encoder = new Encoder(events, features);
    for (Part part : encoder.parts()) {
      parts.put(part.name(), new Shape(part.shape()));
    }
    for (TableSpec table : encoder.tableSpecs()) {
      parts.putIfAbsent(table.name(), Shape.of(table.width()));
    }
    if (past > 0 && parts.put(Layers.HISTORY, Shape.of(past)) != null) {
      throw findings.stop(
          spec.at("features"),
          "must have other names than history, which is that of the history's part",
          Layers.HISTORY,
          "Rename the field, or leave out pool.history.");
    }
  }

  /**
   * Layers that read events.
   *
   * @param layers checked by {@link LayerKeys#LAYER}; none written: those of the default
   * @throws InvalidSpecException when one does not fit its input
   */
  List<LayerSpec> read(List<Section> layers) {
    if (layers.isEmpty()
        && !spec.isWritten(NETWORK)
        && !spec.section("pool").isWritten("members")) {
      requireVector(events(), false);
      return DEFAULT;
    }
    return through(layers, events());
  }

  /**
   * The network's layers.
   *
   * @throws InvalidSpecException when one does not fit its input
   */
  List<LayerSpec> layers(Target target) {
    Input input =
        target.noise().isPresent()
            ? new Input(Shape.of(target.noise().getAsInt()), Optional.empty(), false)
            : events();
    if (!spec.isWritten(NETWORK)) {
      requireVector(input, target.noise().isPresent());
      return DEFAULT;
    }
    return through(layers(spec.items(NETWORK)), input);
  }

  /**
   * The layers of a generator's discriminator, which reads events.
   *
   * @throws InvalidSpecException when one does not fit its input
   */
  List<LayerSpec> discriminator() {
    Input events = events();
    Input unselectable = events.after(events.shape());
    Section generate = spec.section("target").section("generate");
    return through(layers(generate.items("discriminator")), unselectable);
  }

  /** Where a layer is declared; the whole list for the path of none. */
  Place place(String path) {
    return places.getOrDefault(path, spec.at(NETWORK));
  }

  private Input events() {
    Shape shape =
        parts.size() == 1
            ? parts.values().iterator().next()
            : Shape.of(parts.values().stream().mapToInt(Shape::size).reduce(0, Math::addExact));
    return new Input(
        shape,
        features.size() == 1 && parts.size() == 1 ? tokens(features.get(0)) : Optional.empty(),
        true);
  }

  private static Optional<FeatureSpec.Tokens> tokens(FeatureSpec feature) {
    return feature instanceof FeatureSpec.Tokens tokens ? Optional.of(tokens) : Optional.empty();
  }

  /** What is there by default reads numbers side by side. */
  private void requireVector(Input input, boolean readsNoise) {
    boolean hasTokens = features.stream().anyMatch(FeatureSpec.Tokens.class::isInstance);
    if (readsNoise) {
      throw findings.stop(
          spec.at(NETWORK),
          "must be given for generate",
          "absent",
          "Write the layers that make an event of noise.");
    }
    if (hasTokens || !input.shape().isVector()) {
      throw findings.stop(
          spec.at(NETWORK),
          "must be given for " + (hasTokens ? "tokens" : "a sequence or an image"),
          "absent, and the input is " + input.shape(),
          hasTokens
              ? "Write for instance [{embedding: 32}, {gru: 64}]."
              : "Write for instance [{flatten: {}}, {dense: 64}].");
    }
  }

  private static List<Section> layers(List<Checked> items) {
    return items.stream().map(item -> (Section) item.value()).toList();
  }

  private List<LayerSpec> through(List<Section> layers, Input input) {
    List<LayerSpec> specs = new ArrayList<>();
    Input next = input;
    for (Section declared : layers) {
      LayerSpec layer = layer(declared, next);
      specs.add(layer);
      next = next(layer, next, declared.place());
    }
    return specs;
  }

  private Input next(LayerSpec layer, Input input, Place place) {
    Shape output = checked(place, () -> layer.output(input.shape()));
    if (layer instanceof BlockSpec.Select select) {
      return new Input(output, tokens(select.part()), false);
    }
    return input.after(output);
  }

  private Optional<FeatureSpec.Tokens> tokens(String part) {
    return features.stream()
        .filter(feature -> feature.field().equals(part))
        .flatMap(feature -> tokens(feature).stream())
        .findFirst();
  }

  private LayerSpec layer(Section layer, Input input) {
    places.put(layer.place().path(), layer.place());
    return checked(layer.place(), () -> LayerKeys.LAYER.read(layer).at(new Standing(layer, input)));
  }

  /** A layer of the spec, and what it reads. */
  private final class Standing implements LayerForm.Site {

    private final Section layer;
    private final Input input;

    Standing(Section layer, Input input) {
      this.layer = layer;
      this.input = input;
    }

    @Override
    public Shape input() {
      return input.shape();
    }

    @Override
    public Optional<FeatureSpec.Tokens> tokens() {
      return input.tokens();
    }

    @Override
    public List<LayerSpec> within(List<Section> layers) {
      return through(layers, input.after(input.shape()));
    }

    @Override
    public List<LayerSpec> instead(List<Section> layers) {
      return through(layers, input);
    }

    @Override
    public Shape part(String name) {
      return selected(name, layer.at("select"), input);
    }
  }

  private Shape selected(String part, Place place, Input input) {
    if (!parts.containsKey(part)) {
      String wayOut = NearestName.wayOut(part, parts.keySet());
      throw findings.stop(place, "must name a feature", Findings.oneLine(part), wayOut);
    }
    if (!input.selectable()) {
      throw findings.stop(
          place,
          "must be the first layer, of the network or of a branch of its first layer",
          Findings.oneLine(part),
          "Move it to the front.");
    }
    return parts.get(part);
  }

  private interface Checkable<T> {
    T get();
  }

  private <T> T checked(Place place, Checkable<T> checkable) {
    try {
      return checkable.get();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw findings.stop(
          place,
          "must fit its input",
          String.valueOf(e.getMessage()),
          "Change it, or the layers before it.");
    }
  }
}
