package io.gradstream.features.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gradstream.features.event.BadFieldException;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldValues;
import io.gradstream.schemas.DeadLetter.Reason;
import java.io.IOException;

/** Turns whatever goes wrong while a format reads a record into the reason for its dead letter. */
final class GuardedDecoder implements EventDecoder {

  /** Reads the values of an event; may throw. */
  @FunctionalInterface
  interface Format {
    void read(byte[] value, byte[] schemaIdHeader, FieldValues into) throws IOException;
  }

  private final Format format;
  private final FieldValues values;

  GuardedDecoder(EventSchema schema, Format format) {
    this.format = format;
    this.values = new FieldValues(schema);
  }

  @Override
  public Decoded decode(byte[] value, byte[] schemaIdHeader) {
    if (value == null) {
      return new Decoded.Empty();
    }
    if (value.length > EventDecoders.MOST_BYTES) {
      return bad(
          Reason.TOO_LARGE,
          "a record has at most %d bytes: %d".formatted(EventDecoders.MOST_BYTES, value.length));
    }
    try {
      values.clear();
      format.read(value, schemaIdHeader, values);
      return values.decoded();
    } catch (RegistryUnavailableException e) {
      throw e; // nothing is known of the record yet
    } catch (BadFieldException e) {
      return e.toDecoded();
    } catch (JsonProcessingException e) {
      long offset = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
      return bad(Reason.MALFORMED, e.getOriginalMessage() + " (at byte " + offset + ")");
    } catch (IOException | RuntimeException e) {
      // Anything else a parser says about bytes nobody can vouch for.
      return bad(Reason.MALFORMED, e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private static Decoded bad(Reason reason, String message) {
    return new Decoded.Bad(reason, "", message);
  }
}
