package io.gradstream.features.decode;

import io.gradstream.features.decode.SchemaRegistry.Answer;
import io.gradstream.features.event.BadFieldException;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldValues;
import io.gradstream.schemas.ConfluentFraming;
import io.gradstream.schemas.ConfluentFraming.Framed;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.Newest;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;

/** Reads Avro whose writer's schema is named by an id, which may change. Not thread safe. */
final class ConfluentFormat implements GuardedDecoder.Format {

  private final EventSchema schema;
  private final Envelope envelope;
  private final Schema reader;
  private final SchemaRegistry registry;
  private final Map<Integer, AvroProjection> projections = new Newest<>(KnownSchemas.MOST);

  ConfluentFormat(EventSchema schema, Envelope envelope, Schema reader, SchemaRegistry registry) {
    AvroProjection.requireReadable(schema, envelope, reader);
    this.envelope = envelope;
    this.schema = schema;
    this.reader = reader;
    this.registry = registry;
  }

  @Override
  public void read(byte[] value, byte[] schemaIdHeader, FieldValues into) throws IOException {
    Framed framed = ConfluentFraming.parse(value, schemaIdHeader);
    if (!(framed instanceof Framed.ById byId)) {
      throw unknown("schemas are found by id, not by GUID: " + framed);
    }
    projection(byId.id()).read(value, byId.payloadOffset(), into);
  }

  private AvroProjection projection(int id) {
    AvroProjection projection = projections.get(id);
    if (projection == null) {
      projection = AvroProjection.of(schema, envelope, reader, writer(id));
      projections.put(id, projection);
    }
    return projection;
  }

  private Schema writer(int id) {
    Answer answer = registry.byId(id);
    if (answer instanceof Answer.Refused refused) {
      throw unknown(refused.reason());
    }
    if (!(answer instanceof Answer.Found found)) {
      throw unknown(Answer.other(id, RegistryReply.AVRO, RegistryReply.JSON_SCHEMA).reason());
    }
    Schema schema = found.schema();
    if (schema.getType() != Schema.Type.RECORD) {
      throw new BadFieldException(
          Reason.WRONG_TYPE, "", "schema %d must be a record: %s".formatted(id, schema));
    }
    return schema;
  }

  private static BadFieldException unknown(String message) {
    return new BadFieldException(Reason.UNKNOWN_SCHEMA, "", message);
  }
}
