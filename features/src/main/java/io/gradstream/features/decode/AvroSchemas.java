package io.gradstream.features.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.features.event.FieldType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/** Reads the texts of Avro schemas, also of those that registries hold and Avro refuses. */
public final class AvroSchemas {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private AvroSchemas() {}

  /**
   * A schema that records are read by: names may have any signs, as registries allow; defaults are
   * of their fields' types, for they are used.
   */
  public static Schema reader(String text) {
    return parser(true).parse(bare(text));
  }

  /**
   * A schema that records were written with: it says what stands where, and neither its names nor
   * its defaults matter.
   */
  public static Schema writer(String text) {
    return writer(text, List.of());
  }

  /**
   * The same of a schema that refers to others.
   *
   * @param references each behind those that it refers to itself
   */
  static Schema writer(String text, List<String> references) {
    Schema.Parser parser = parser(false);
    references.forEach(reference -> parser.parse(withoutDefaults(bare(reference))));
    return parser.parse(withoutDefaults(bare(text)));
  }

  /** Avro's parser reads defaults even where it does not check them. */
  private static String withoutDefaults(String text) {
    JsonNode schema = RegistryReply.json(text.getBytes(StandardCharsets.UTF_8));
    if (!schema.isContainerNode()) {
      return text; // a name alone, or no JSON, of which the parser has more to say
    }
    dropDefaults(schema);
    return schema.toString();
  }

  private static void dropDefaults(JsonNode schema) {
    for (JsonNode field : schema.path("fields")) {
      if (field instanceof ObjectNode object) {
        object.remove("default");
      }
    }
    schema.forEach(AvroSchemas::dropDefaults);
  }

  /** Whether whole numbers of a type are times, as its logical type or its name says. */
  public static boolean isTime(Schema schema) {
    return AvroTime.declaredBy(schema) != null;
  }

  /** What the bytes of a type are: a number, text, or numbers. */
  public static FieldType bytesAre(Schema schema) {
    AvroValue value = AvroValue.of(schema);
    if (value instanceof AvroValue.Decimal) {
      return FieldType.NUMBER;
    }
    return value instanceof AvroValue.Uuid ? FieldType.TEXT : FieldType.NUMBERS;
  }

  private static Schema.Parser parser(boolean validatesDefaults) {
    return new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(validatesDefaults);
  }

  private static String bare(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }
}
