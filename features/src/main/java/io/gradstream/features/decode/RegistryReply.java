package io.gradstream.features.decode;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What came back over HTTP for an id. Only what bears the mark of a registry is an answer: its JSON
 * with a schema, or its error code for an id it does not have. All else, a proxy's page or a
 * login's, comes from something that stands in its place, and says nothing of the id.
 */
sealed interface RegistryReply {

  /**
   * The registry's text of the schema.
   *
   * @param type {@code AVRO} or {@code JSON}
   * @param references the schemas whose types it uses, each by the name that it has for it
   */
  record Text(String type, String text, List<Named> references) implements RegistryReply {}

  /** A schema by the name that another one has for it. */
  record Named(String name, Reference at) {}

  /** A schema by the place where it is registered. */
  record Reference(String subject, int version) {
    @Override
    public String toString() {
      return "version %d of subject %s".formatted(version, subject);
    }
  }

  /** The registry's own word that no such schema can be had from it. */
  record Refused(String reason) implements RegistryReply {}

  /** No answer of the registry. */
  record None(String reason) implements RegistryReply {}

  String AVRO = "AVRO";
  String JSON_SCHEMA = "JSON";
  Set<String> TYPES = Set.of(AVRO, JSON_SCHEMA);

  int OK = 200;
  int UNAUTHORIZED = 401;
  int FORBIDDEN = 403;
  int NOT_FOUND = 404;

  /** "Schema not found", as the Schema Registry API numbers its errors. */
  int SCHEMA_NOT_FOUND = 40403;

  /** "Subject not found" and "Version not found". */
  Set<Integer> REFERENCE_NOT_FOUND = Set.of(40401, 40402);

  ObjectReader JSON =
      new ObjectMapper()
          .readerFor(new TypeReference<JsonNode>() {})
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** What was said of an id. */
  static RegistryReply of(int id, int status, byte[] body) {
    String none = SchemaRegistry.Answer.unknown(id).reason();
    return of("schema id " + id, Set.of(SCHEMA_NOT_FOUND), none, status, body);
  }

  /** What was said of a schema that the one of an id refers to. */
  static RegistryReply of(Reference reference, int id, int status, byte[] body) {
    String none = "schema id %d refers to %s, which the registry does not have";
    return of(
        "%s, which schema id %d refers to,".formatted(reference, id),
        REFERENCE_NOT_FOUND,
        none.formatted(id, reference),
        status,
        body);
  }

  private static RegistryReply of(
      String what, Set<Integer> notFound, String none, int status, byte[] body) {
    JsonNode said = json(body);
    return switch (status) {
      case OK -> ofSchema(what, said);
      case NOT_FOUND ->
          notFound.contains(said.path("error_code").asInt())
              ? new Refused(none)
              : new None("status 404 without the error code of a registry: is this its URL?");
      case UNAUTHORIZED, FORBIDDEN ->
          new None("status %d: it wants another login than it was given".formatted(status));
      default -> new None("status " + status);
    };
  }

  private static RegistryReply ofSchema(String what, JsonNode said) {
    JsonNode schema = said.path("schema");
    if (!schema.isTextual()) {
      return new None("status 200 without a schema, as from a login page or a proxy");
    }
    String type = said.path("schemaType").asText(AVRO);
    if (!TYPES.contains(type)) {
      return new Refused("%s must be AVRO or JSON: %s".formatted(what, type));
    }
    List<Named> references = new ArrayList<>();
    for (JsonNode reference : said.path("references")) {
      if (!reference.path("subject").isTextual() || !reference.path("version").isInt()) {
        return new Refused(
            "%s must name subject and version where it refers to another schema: %s"
                .formatted(what, reference));
      }
      String subject = reference.path("subject").textValue();
      references.add(
          new Named(
              reference.path("name").asText(subject),
              new Reference(subject, reference.path("version").intValue())));
    }
    return new Text(type, schema.textValue(), references);
  }

  /** What stands in a body; a missing node when it is no JSON. */
  static JsonNode json(byte[] body) {
    try {
      JsonNode read = JSON.readValue(body);
      return read == null ? MissingNode.getInstance() : read;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
