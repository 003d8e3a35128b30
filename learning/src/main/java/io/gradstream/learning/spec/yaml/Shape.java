package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a value of the spec may be: the rule that validates it beside the JSON Schema that says the
 * same to an editor, and the value that is made of it.
 *
 * @param <T> what a value of this shape is to a learner
 */
public sealed interface Shape<T>
    permits EitherShape,
        InstantShape,
        ListShape,
        MadeShape,
        MapShape,
        NameShape,
        NumberShape,
        ObjectShape,
        OneOrListShape,
        ReferenceShape,
        SpanShape,
        TextShape,
        TruthShape,
        VariantShape,
        WholeShape,
        WordOrShape {

  /** The checked value (see {@link Section.Checked}), or nothing and an error found. */
  Optional<Object> check(YamlValue value, Place place, Findings findings);

  /**
   * What a checked value is to a learner; empty where a part of it broke its rule and must be
   * there.
   */
  Optional<T> made(Object checked);

  /** What a checked value of a valid spec is. */
  default T read(Object checked) {
    return made(checked).orElseThrow(() -> new IllegalStateException("not whole: " + checked));
  }

  /** The shape that is declared, whatever is made of it. */
  default Shape<?> bare() {
    return this;
  }

  /** The same shape, of which something else is made. */
  default <R> Shape<R> as(Function<? super T, ? extends R> make) {
    return new MadeShape<>(this, make);
  }

  /** The same rule in JSON Schema, draft 2020-12. */
  ObjectNode schema();

  /** The rule in words, to follow "must be". */
  String words();

  /** Says that the value is not of this shape. */
  default Optional<Object> refuse(YamlValue value, Place place, String wayOut, Findings findings) {
    findings.add(place, "must be " + words(), value.shown(), wayOut);
    return Optional.empty();
  }

  /** A schema of one JSON type. */
  static ObjectNode typed(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }
}
