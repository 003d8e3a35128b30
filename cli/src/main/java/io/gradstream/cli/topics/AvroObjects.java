package io.gradstream.cli.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;

/** Avro's generic records as objects: what they hold, in the kinds that JSON has. */
final class AvroObjects {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private AvroObjects() {}

  static JsonNode of(Object value) {
    if (value instanceof GenericRecord record) {
      ObjectNode object = NODES.objectNode();
      for (Schema.Field field : record.getSchema().getFields()) {
        object.set(field.name(), of(record.get(field.pos()), field.schema()));
      }
      return object;
    }
    return plain(value);
  }

  /** A number may be a time, by its schema. */
  private static JsonNode of(Object value, Schema schema) {
    return value instanceof Number number ? number(number, logicalType(schema)) : of(value);
  }

  private static LogicalType logicalType(Schema schema) {
    if (schema.getType() != Schema.Type.UNION) {
      return schema.getLogicalType();
    }
    return schema.getTypes().stream()
        .map(Schema::getLogicalType)
        .filter(type -> type != null)
        .findFirst()
        .orElse(null);
  }

  private static JsonNode number(Number number, LogicalType type) {
    long whole = number.longValue();
    if (type instanceof LogicalTypes.TimestampMillis
        || type instanceof LogicalTypes.LocalTimestampMillis) {
      return NODES.textNode(Instant.ofEpochMilli(whole).toString());
    }
    if (type instanceof LogicalTypes.TimestampMicros
        || type instanceof LogicalTypes.LocalTimestampMicros) {
      return NODES.textNode(Instant.EPOCH.plus(whole, ChronoUnit.MICROS).toString());
    }
    if (type instanceof LogicalTypes.Date) {
      return NODES.textNode(LocalDate.ofEpochDay(whole).toString());
    }
    return number instanceof Double || number instanceof Float
        ? NODES.numberNode(number.doubleValue())
        : NODES.numberNode(whole);
  }

  private static JsonNode plain(Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    }
    if (value instanceof Number number) {
      return number(number, null);
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = NODES.objectNode();
      map.forEach((key, member) -> object.set(key.toString(), of(member)));
      return object;
    }
    if (value instanceof Collection<?> list) {
      ArrayNode array = NODES.arrayNode();
      list.forEach(element -> array.add(of(element)));
      return array;
    }
    return value instanceof ByteBuffer || value instanceof GenericFixed
        ? NODES.binaryNode(new byte[0]) // no single value, whatever it holds
        : NODES.textNode(value.toString());
  }
}
