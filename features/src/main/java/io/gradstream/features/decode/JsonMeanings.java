package io.gradstream.features.decode;

import io.gradstream.features.declared.ConnectSchema;
import io.gradstream.features.declared.Declarations;
import io.gradstream.features.declared.DeclaredField;
import io.gradstream.features.declared.DeclaredTime;
import io.gradstream.features.declared.JsonSchema;
import io.gradstream.features.decode.SchemaRegistry.Answer;
import io.gradstream.features.event.BadFieldException;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.schemas.ConfluentFraming;
import io.gradstream.schemas.ConfluentFraming.Framed;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.Newest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the values of an event's fields mean in a record of JSON, by the schema that it names or
 * carries. Schemas come again and again, and each is looked at once. Not thread safe.
 */
final class JsonMeanings {

  private static final int MOST_CARRIED = 16;
  private static final int MOST_KEPT_BYTES = 1 << 18; // of one carried schema

  /**
   * What the values of a field mean.
   *
   * @param time what its whole numbers stand for; null: as the field says
   * @param decimal how its text stands for a number; null: as it is
   */
  record Meaning(DeclaredTime time, AvroValue.Decimal decimal) {
    private static final Meaning NONE = new Meaning(null, null);

    private static Meaning of(DeclaredField declared) {
      return new Meaning(
          declared.time().orElse(null), declared.scale().map(AvroValue.Decimal::new).orElse(null));
    }
  }

  /** A schema as its bytes stand in records. */
  private record Carried(byte[] bytes, Meaning[] meanings) {}

  private final List<EventField> fields;
  private final Envelope envelope;
  private final Optional<SchemaRegistry> registry;
  private final Map<Integer, Meaning[]> named = new Newest<>(KnownSchemas.MOST);
  private final Map<Integer, Carried> carried = new Newest<>(MOST_CARRIED); // by hash
  private final Meaning[] byDefault; // of records that name and carry no schema
  private Carried last;

  /**
   * @param registry where the ids of records lead; absent: they are not looked up
   * @param declared of all records that name and carry no schema
   */
  private JsonMeanings(
      EventSchema schema,
      Envelope envelope,
      Optional<SchemaRegistry> registry,
      Declarations declared) {
    this.fields = schema.fields();
    this.envelope = envelope;
    this.registry = registry;
    byDefault = of(declared);
    last = new Carried(new byte[0], byDefault);
  }

  /** Of records whose ids are looked up. */
  JsonMeanings(EventSchema schema, Envelope envelope, SchemaRegistry registry) {
    this(schema, envelope, Optional.of(registry), Declarations.NONE);
  }

  /** Of records that have one schema, or none. */
  JsonMeanings(EventSchema schema, Envelope envelope, Declarations declared) {
    this(schema, envelope, Optional.empty(), declared);
  }

  /**
   * Those of the schema that a record names, [fields].
   *
   * @param from where its JSON begins, behind an id or not
   * @throws BadFieldException when there is no such schema, or it cannot be read
   */
  Meaning[] named(byte[] value, int from, byte[] schemaIdHeader) {
    if (registry.isEmpty() || from == 0 && schemaIdHeader == null) {
      return byDefault;
    }
    Framed framed = ConfluentFraming.parse(value, schemaIdHeader);
    if (!(framed instanceof Framed.ById byId)) {
      throw unknown("schemas are found by id, not by GUID: " + framed);
    }
    Meaning[] known = named.get(byId.id());
    if (known == null) {
      known = of(schema(byId.id()).within(envelope.member())::declared);
      named.put(byId.id(), known);
    }
    return known;
  }

  private JsonSchema schema(int id) {
    Answer answer = registry.orElseThrow().byId(id);
    if (answer instanceof Answer.FoundJson found) {
      return found.schema();
    }
    throw unknown(
        answer instanceof Answer.Refused refused
            ? refused.reason()
            : Answer.other(id, RegistryReply.JSON_SCHEMA, RegistryReply.AVRO).reason());
  }

  /**
   * Those of the schema that a record carries, [fields].
   *
   * @param from where in the value it begins
   * @param to where it ends
   */
  Meaning[] carried(byte[] value, int from, int to) throws IOException {
    if (Arrays.equals(last.bytes, 0, last.bytes.length, value, from, to)) {
      return last.meanings;
    }
    byte[] bytes = Arrays.copyOfRange(value, from, to);
    int hash = Arrays.hashCode(bytes);
    Carried known = carried.get(hash);
    if (known == null || !Arrays.equals(known.bytes, bytes)) {
      known =
          new Carried(bytes, of(ofPayload(ConnectSchema.read(bytes, 0, bytes.length))::declared));
      if (bytes.length <= MOST_KEPT_BYTES) {
        carried.put(hash, known);
      }
    }
    last = known;
    return known.meanings;
  }

  /** A schema that is carried is that of the payload beside it. */
  private JsonSchema ofPayload(JsonSchema carried) {
    return envelope == Envelope.CONNECT ? carried : carried.within(envelope.member());
  }

  private Meaning[] of(Declarations declared) {
    return fields.stream()
        .map(field -> declared.of(field.name()).map(Meaning::of).orElse(Meaning.NONE))
        .toArray(Meaning[]::new);
  }

  private static BadFieldException unknown(String message) {
    return new BadFieldException(Reason.UNKNOWN_SCHEMA, "", message);
  }
}
