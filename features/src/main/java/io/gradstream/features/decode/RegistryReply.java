package io.gradstream.features.decode;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/**
 * What came back over HTTP for an id. Only what bears the mark of a registry is an answer: its JSON
 * with a schema, or its error code for an id it does not have. All else, a proxy's page or a
 * login's, comes from something that stands in its place, and says nothing of the id.
 */
sealed interface RegistryReply {

  /** The registry's text of the schema. */
  record Text(String text) implements RegistryReply {}

  /** The registry's own word that no such schema can be had from it. */
  record Refused(String reason) implements RegistryReply {}

  /** No answer of the registry. */
  record None(String reason) implements RegistryReply {}

  int OK = 200;
  int UNAUTHORIZED = 401;
  int FORBIDDEN = 403;
  int NOT_FOUND = 404;

  /** "Schema not found", as the Schema Registry API numbers its errors. */
  int SCHEMA_NOT_FOUND = 40403;

  ObjectReader JSON =
      new ObjectMapper()
          .readerFor(new TypeReference<JsonNode>() {})
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  static RegistryReply of(int id, int status, byte[] body) {
    JsonNode said = json(body);
    return switch (status) {
      case OK -> ofSchema(id, said);
      case NOT_FOUND ->
          said.path("error_code").asInt() == SCHEMA_NOT_FOUND
              ? new Refused(SchemaRegistry.Answer.unknown(id).reason())
              : new None("status 404 without the error code of a registry: is this its URL?");
      case UNAUTHORIZED, FORBIDDEN ->
          new None("status %d: it wants another login than it was given".formatted(status));
      default -> new None("status " + status);
    };
  }

  private static RegistryReply ofSchema(int id, JsonNode said) {
    JsonNode schema = said.path("schema");
    if (!schema.isTextual()) {
      return new None("status 200 without a schema, as from a login page or a proxy");
    }
    String type = said.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      return new Refused("schema id %d must be AVRO: %s".formatted(id, type));
    }
    if (!said.path("references").isEmpty()) {
      return new Refused(
          "schema id %d must stand on its own: it refers to other schemas".formatted(id));
    }
    return new Text(schema.textValue());
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
