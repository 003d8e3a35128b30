package io.gradstream.learning.spec.read;

import io.gradstream.learning.spec.yaml.EitherShape;
import io.gradstream.learning.spec.yaml.InstantShape;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.ListShape;
import io.gradstream.learning.spec.yaml.MapShape;
import io.gradstream.learning.spec.yaml.NameShape;
import io.gradstream.learning.spec.yaml.NumberShape;
import io.gradstream.learning.spec.yaml.ObjectShape;
import io.gradstream.learning.spec.yaml.OneOrListShape;
import io.gradstream.learning.spec.yaml.ReferenceShape;
import io.gradstream.learning.spec.yaml.Shape;
import io.gradstream.learning.spec.yaml.SpanShape;
import io.gradstream.learning.spec.yaml.TextShape;
import io.gradstream.learning.spec.yaml.TruthShape;
import io.gradstream.learning.spec.yaml.Variant;
import io.gradstream.learning.spec.yaml.VariantShape;
import io.gradstream.learning.spec.yaml.WholeShape;
import io.gradstream.learning.spec.yaml.WordOrShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values of a shape as YAML, at least one for each name and each variant it has. */
final class Samples {

  private Samples() {}

  static List<String> of(Shape<?> declared) {
    Shape<?> shape = declared.bare();
    if (shape instanceof NameShape<?> names) {
      return names.names();
    }
    if (shape instanceof VariantShape<?> variants) {
      return joined(variants.variants().stream().map(Variant::shape));
    }
    if (shape instanceof EitherShape<?> either) {
      return joined(Stream.of(either.first(), either.second()));
    }
    if (shape instanceof WordOrShape<?> either) {
      return joined(Stream.of(either.names(), either.other().bare()));
    }
    if (shape instanceof OneOrListShape<?, ?> either) {
      return joined(Stream.of(either.one(), either.list()));
    }
    if (shape instanceof ObjectShape<?> object) {
      return objects(object);
    }
    if (shape instanceof ListShape<?> list) {
      int count = Math.max(1, list.fewest());
      return of(list.item()).stream()
          .map(item -> "[" + String.join(", ", Collections.nCopies(count, item)) + "]")
          .toList();
    }
    return shape instanceof MapShape<?> map
        ? of(map.value()).stream().map(value -> "{a: " + value + ", b: " + value + "}").toList()
        : scalars(shape);
  }

  private static List<String> scalars(Shape<?> shape) {
    if (shape instanceof NumberShape number) {
      return List.of("" + number.least(), "" + number.most(), "" + middle(number));
    }
    if (shape instanceof WholeShape whole) {
      return List.of("" + whole.least(), "" + whole.most());
    }
    if (shape instanceof SpanShape span) {
      return List.of(span.least(), span.most());
    }
    if (shape instanceof InstantShape) {
      return List.of("2026-03-01T00:00:00Z");
    }
    if (shape instanceof TruthShape) {
      return List.of("true", "false");
    }
    if (shape instanceof TextShape text) {
      return Stream.of("a", "b", "http://a", "http://b")
          .filter(value -> text.pattern().matcher(value).matches())
          .limit(2)
          .toList();
    }
    if (shape instanceof ReferenceShape reference) {
      return reference.name().equals("layer") // which may hold layers
          ? List.of("{layerNorm: {}}", "{flatten: {}}")
          : of(reference.shape().get());
    }
    return List.of("a", "b");
  }

  private static double middle(NumberShape number) {
    return (number.least() + number.most()) / 2;
  }

  private static List<String> joined(Stream<? extends Shape<?>> shapes) {
    return shapes.flatMap(shape -> of(shape).stream()).toList();
  }

  /** With what must be given alone, then with each other key in each of its ways. */
  private static List<String> objects(ObjectShape<?> object) {
    List<String> samples = new ArrayList<>();
    samples.add(least(object));
    for (Key<?> key : object.keys()) {
      of(key.shape()).forEach(value -> samples.add(with(object, key, value)));
    }
    return samples;
  }

  /** Objects of all keys, each of them in all its ways. */
  static List<String> ofAll(List<Key<?>> keys) {
    Map<String, String> all = new LinkedHashMap<>();
    keys.forEach(key -> all.put(key.name(), of(key.shape()).get(0)));
    List<String> samples = new ArrayList<>(List.of(yaml(all)));
    for (Key<?> key : keys) {
      for (String value : of(key.shape())) {
        Map<String, String> one = new LinkedHashMap<>(all);
        one.put(key.name(), value);
        samples.add(yaml(one));
      }
    }
    return samples;
  }

  /** An object with no key that may be absent. */
  static String least(ObjectShape<?> object) {
    return yaml(required(object));
  }

  /** An object with no key that may be absent but this one. */
  static String with(ObjectShape<?> object, Key<?> key, String value) {
    Map<String, String> values = required(object);
    values.put(key.name(), value);
    return yaml(values);
  }

  private static Map<String, String> required(ObjectShape<?> object) {
    Map<String, String> values = new LinkedHashMap<>();
    object.keys().stream()
        .filter(Key::isRequired)
        .forEach(key -> values.put(key.name(), of(key.shape()).get(0)));
    return values;
  }

  private static String yaml(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
