package io.gradstream.features.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.gradstream.features.event.ArrayRules;
import io.gradstream.features.event.BadFieldException;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldRules;
import io.gradstream.features.event.FieldType;
import io.gradstream.features.event.NumberList;
import io.gradstream.schemas.DeadLetter.Reason;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Reads the named fields of a JSON object in one pass; skips all others. Not thread safe. */
final class JsonFormat implements GuardedDecoder.Format {

  private static final int DEEPEST = 64;

  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(EventDecoders.MOST_BYTES)
                  .build())
          // Read as numbers, so that they are refused as not finite rather than as malformed.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          // Names are the sender's: do not keep them for the life of the process.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final EventField[] fields;
  private final Map<String, Integer> indexOf = new HashMap<>();
  private final ZoneId zone;
  private final boolean[] seen; // [fields]
  private final NumberList[] numbers; // [fields]: null but for arrays

  JsonFormat(EventSchema schema) {
    fields = schema.fields().toArray(EventField[]::new);
    for (int i = 0; i < fields.length; i++) {
      indexOf.put(fields[i].name(), i);
    }
    zone = schema.zone();
    seen = new boolean[fields.length];
    numbers =
        Arrays.stream(fields)
            .map(field -> field.type() == FieldType.NUMBERS ? new NumberList(field) : null)
            .toArray(NumberList[]::new);
  }

  @Override
  public Object[] read(byte[] value, byte[] schemaIdHeader) throws IOException {
    try (JsonParser parser = factory.createParser(value)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("", "an event is a JSON object");
      }
      Object[] values = readFields(parser);
      if (parser.nextToken() != null) {
        throw malformed("", "something follows the JSON object");
      }
      return values;
    }
  }

  private Object[] readFields(JsonParser parser) throws IOException {
    Object[] values = new Object[fields.length];
    Arrays.fill(seen, false);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Integer index = indexOf.get(parser.currentName());
      JsonToken token = parser.nextToken();
      if (index == null) {
        parser.skipChildren();
      } else {
        values[index] = readOnce(index, token, parser);
      }
    }
    for (int i = 0; i < fields.length; i++) {
      if (!seen[i]) {
        FieldRules.missing(fields[i]);
      }
    }
    return values;
  }

  private Object readOnce(int index, JsonToken token, JsonParser parser) throws IOException {
    EventField field = fields[index];
    if (seen[index]) {
      throw malformed(field.name(), field.name() + " comes twice");
    }
    seen[index] = true;
    return switch (token) {
      case VALUE_NULL -> FieldRules.missing(field);
      case VALUE_TRUE -> FieldRules.fromBoolean(field, true);
      case VALUE_FALSE -> FieldRules.fromBoolean(field, false);
      case VALUE_STRING -> FieldRules.fromText(field, parser.getText(), zone);
      case VALUE_NUMBER_INT -> whole(field, parser);
      case VALUE_NUMBER_FLOAT -> FieldRules.fromDecimal(field, parser.getDoubleValue());
      case START_OBJECT -> throw FieldRules.wrongType(field, "an object");
      case START_ARRAY -> array(index, parser);
      default -> throw malformed(field.name(), "unexpected " + token);
    };
  }

  /** Nested arrays are read as one: the innermost values in their order. */
  private float[] array(int index, JsonParser parser) throws IOException {
    EventField field = fields[index];
    ArrayRules.requireArrays(field);
    NumberList list = numbers[index].clear();
    int depth = 1;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      switch (token) {
        case START_ARRAY -> depth++;
        case END_ARRAY -> depth--;
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> list.add(parser.getFloatValue());
        default ->
            throw FieldRules.wrongType(
                field, "an array with " + FieldRules.quoted(parser.getText()));
      }
    }
    return list.take();
  }

  private Object whole(EventField field, JsonParser parser) throws IOException {
    if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return FieldRules.fromWhole(field, parser.getLongValue());
    }
    return field.type() == FieldType.TEXT
        ? FieldRules.fromText(field, parser.getText(), zone)
        : FieldRules.fromDecimal(field, parser.getDoubleValue());
  }

  private static BadFieldException malformed(String field, String message) {
    return new BadFieldException(Reason.MALFORMED, field, message);
  }
}
