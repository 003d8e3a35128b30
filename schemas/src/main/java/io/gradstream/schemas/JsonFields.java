package io.gradstream.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The fields of a JSON object, each of the type that is asked for. A version is two whole numbers
 * beside its text; a position is an object.
 *
 * @param what the object is, for messages
 */
record JsonFields(String what, JsonNode object) {

  private static final String VERSION = "version";
  private static final String GENERATION = "generation";
  private static final String STEP = "step";

  String text(String name) {
    JsonNode field = object.path(name);
    return field.isTextual() ? field.textValue() : refuse(name, "text", field);
  }

  long whole(String name) {
    JsonNode field = object.path(name);
    return field.isIntegralNumber() && field.canConvertToLong()
        ? field.longValue()
        : refuse(name, "a whole number", field);
  }

  int small(String name) {
    JsonNode field = object.path(name);
    return field.isIntegralNumber() && field.canConvertToInt()
        ? field.intValue()
        : refuse(name, "a whole number of 32 bits", field);
  }

  boolean isNull(String name) {
    return object.path(name).isNull();
  }

  JsonFields object(String name) {
    JsonNode field = object.path(name);
    return field.isObject()
        ? new JsonFields(what + "." + name, field)
        : refuse(name, "an object", field);
  }

  Version version() {
    return new Version(whole(GENERATION), whole(STEP));
  }

  static void writeVersion(Version version, ObjectNode into) {
    into.put(VERSION, version.toString());
    into.put(GENERATION, version.generation());
    into.put(STEP, version.step());
  }

  Optional<Version> optionalVersion() {
    return isNull(VERSION) ? Optional.empty() : Optional.of(version());
  }

  static void writeOptionalVersion(Optional<Version> version, ObjectNode into) {
    if (version.isPresent()) {
      writeVersion(version.get(), into);
    } else {
      into.putNull(VERSION).putNull(GENERATION).putNull(STEP);
    }
  }

  Optional<Position> optionalPosition(String name) {
    if (isNull(name)) {
      return Optional.empty();
    }
    JsonFields position = object(name);
    return Optional.of(
        new Position(
            position.whole("time"),
            position.text("topic"),
            position.small("partition"),
            position.whole("offset")));
  }

  static void writeOptionalPosition(Optional<Position> position, String name, ObjectNode into) {
    if (position.isEmpty()) {
      into.putNull(name);
      return;
    }
    into.putObject(name)
        .put("time", position.get().time())
        .put("topic", position.get().topic())
        .put("partition", position.get().partition())
        .put("offset", position.get().offset());
  }

  /** JSON has no number that is none: null stands for it. */
  static double number(JsonNode value) {
    return value.isNull() ? Double.NaN : value.doubleValue();
  }

  <R> R refuse(String name, String wanted, JsonNode found) {
    throw new MalformedRecordException(
        "%s: %s must be %s: %s"
            .formatted(
                what,
                BoundedLog.plain(name),
                wanted,
                found.isMissingNode() ? "absent" : found.getNodeType()));
  }
}
