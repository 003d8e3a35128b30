package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** A YAML value and the 1-based line it starts on; a default's line is 0. */
public sealed interface YamlValue {

  int line();

  /** The value as a message shows it: one line, never long. */
  String shown();

  YamlValue withoutLines();

  /** The same in JSON, which has no infinite numbers. */
  JsonNode json();

  default boolean isNothing() {
    return this instanceof Scalar scalar && scalar.kind() == Kind.NOTHING;
  }

  /** What the YAML 1.2 core schema takes a plain scalar for; a quoted one is always text. */
  enum Kind {
    TEXT,
    WHOLE,
    DECIMAL,
    TRUTH,
    NOTHING
  }

  record Scalar(int line, Kind kind, String text) implements YamlValue {
    @Override
    public String shown() {
      return kind == Kind.NOTHING ? "nothing" : Findings.oneLine(text);
    }

    @Override
    public Scalar withoutLines() {
      return new Scalar(0, kind, text);
    }

    /** A WHOLE's value; the core schema writes it in decimal, 0o octal or 0x hexadecimal. */
    BigInteger whole() {
      if (text.startsWith("0o")) {
        return new BigInteger(text.substring(2), 8);
      }
      return text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
    }

    @Override
    public JsonNode json() {
      JsonNodeFactory nodes = JsonNodeFactory.instance;
      return switch (kind) {
        case TEXT -> nodes.textNode(text);
        case WHOLE -> nodes.numberNode(whole());
        case DECIMAL -> nodes.numberNode(new BigDecimal(text));
        case TRUTH -> nodes.booleanNode(Boolean.parseBoolean(text));
        case NOTHING -> nodes.nullNode();
      };
    }
  }

  record Items(int line, List<YamlValue> values) implements YamlValue {
    @Override
    public String shown() {
      return values.isEmpty() ? "an empty list" : "a list";
    }

    @Override
    public Items withoutLines() {
      return new Items(0, values.stream().map(YamlValue::withoutLines).toList());
    }

    @Override
    public JsonNode json() {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      values.forEach(value -> array.add(value.json()));
      return array;
    }
  }

  record Mapping(int line, List<Entry> entries) implements YamlValue {
    @Override
    public String shown() {
      return entries.isEmpty() ? "an empty object" : "an object";
    }

    @Override
    public Mapping withoutLines() {
      return new Mapping(
          0,
          entries.stream()
              .map(entry -> new Entry(0, entry.key(), entry.value().withoutLines()))
              .toList());
    }

    @Override
    public JsonNode json() {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      entries.forEach(entry -> object.set(entry.key(), entry.value().json()));
      return object;
    }
  }

  /** A key with its value; the line is the key's. */
  record Entry(int line, String key, YamlValue value) {}
}
