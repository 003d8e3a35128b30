package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What a value of the spec may be: the rule that validates it beside the JSON Schema that says the
 * same to an editor.
 */
public sealed interface Shape
    permits EitherShape,
        ListShape,
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
        WholeShape {

  /** The checked value (see {@link Section.Checked}), or nothing and an error found. */
  Optional<Object> check(YamlValue value, Place place, Findings findings);

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
