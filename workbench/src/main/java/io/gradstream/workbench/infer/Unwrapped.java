package io.gradstream.workbench.infer;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.features.declared.ConnectSchema;
import io.gradstream.features.declared.Declarations;
import io.gradstream.features.declared.JsonSchema;
import io.gradstream.features.decode.Envelope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A topic's records without the envelope that all of them have, those left out that say of
 * something that it is no more.
 *
 * @param origin with the envelope
 * @param declared of the fields within, by the registry's schema or the one that they carry
 */
record Unwrapped(TopicOrigin origin, List<JsonNode> records, Declarations declared) {

  private static final String SCHEMA = "schema";
  private static final String PAYLOAD = Envelope.CONNECT.member();
  private static final String AFTER = Envelope.DEBEZIUM.member();

  static Unwrapped of(TopicOrigin origin, List<JsonNode> records) {
    boolean isConnects =
        !origin.isAvro() && all(records, record -> record.has(SCHEMA) && record.has(PAYLOAD));
    List<JsonNode> outer = isConnects ? within(records, PAYLOAD) : records;
    boolean isDebeziums = all(outer, record -> record.has(AFTER) && record.has("op"));
    List<JsonNode> inner = isDebeziums ? within(outer, AFTER) : outer;
    if (inner.isEmpty() || !isConnects && !isDebeziums) {
      return new Unwrapped(origin, records, declared(origin, Envelope.NONE));
    }
    Envelope envelope = isDebeziums ? Envelope.DEBEZIUM : Envelope.CONNECT;
    Declarations declared = declared(origin, envelope);
    return new Unwrapped(
        origin.in(envelope),
        inner,
        carried(records, envelope).map(schema -> (Declarations) schema::declared).orElse(declared));
  }

  /** What is true of each, and of one at least. */
  private static boolean all(List<JsonNode> records, Predicate<JsonNode> condition) {
    return !records.isEmpty() && records.stream().allMatch(condition);
  }

  private static List<JsonNode> within(List<JsonNode> records, String member) {
    return records.stream().map(record -> record.get(member)).filter(JsonNode::isObject).toList();
  }

  private static Declarations declared(TopicOrigin origin, Envelope envelope) {
    return origin.registered().map(known -> known.declared(envelope)).orElse(Declarations.NONE);
  }

  /** The schema that stands in the first record that has one. */
  private static Optional<JsonSchema> carried(List<JsonNode> records, Envelope envelope) {
    return records.stream()
        .map(record -> record.path(SCHEMA))
        .filter(JsonNode::isObject)
        .findFirst()
        .map(Unwrapped::read)
        .map(schema -> envelope == Envelope.CONNECT ? schema : schema.within(envelope.member()));
  }

  private static JsonSchema read(JsonNode connect) {
    byte[] bytes = connect.toString().getBytes(StandardCharsets.UTF_8);
    try {
      return ConnectSchema.read(bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new IllegalStateException("JSON that was read is JSON", e);
    }
  }
}
