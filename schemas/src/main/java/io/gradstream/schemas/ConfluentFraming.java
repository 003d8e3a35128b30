package io.gradstream.schemas;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * The framing of values whose schema is in a registry: {@code 0x00}, the schema's id as 4 bytes big
 * endian, then the payload. Newer clients put the id, or a GUID, in a record header instead and
 * leave the value bare.
 */
public final class ConfluentFraming {

  /** Name of the record header that names a value's schema. */
  public static final String VALUE_SCHEMA_HEADER = "__value_schema_id";

  private static final byte ID = 0x00;
  private static final byte GUID = 0x01;
  private static final int ID_LENGTH = 1 + Integer.BYTES;
  private static final int GUID_LENGTH = 1 + 2 * Long.BYTES;

  private ConfluentFraming() {}

  /** Which schema a value was written with, and where in the value its payload starts. */
  public sealed interface Framed {

    int payloadOffset();

    /** The schema is known by its id in the registry. */
    record ById(int id, int payloadOffset) implements Framed {}

    /** The schema is known by a GUID only. */
    record ByGuid(UUID guid, int payloadOffset) implements Framed {}
  }

  /**
   * @param value the record's value
   * @param schemaIdHeader value of {@link #VALUE_SCHEMA_HEADER}, null when the record has none
   * @throws MalformedRecordException when neither header nor value names a schema
   */
  public static Framed parse(byte[] value, byte[] schemaIdHeader) {
    if (schemaIdHeader != null) {
      return parseHeader(schemaIdHeader);
    }
    if (value.length < ID_LENGTH || value[0] != ID) {
      throw new MalformedRecordException(
          "a framed value starts with 0x00 and a schema id of 4 bytes: " + describe(value));
    }
    return new Framed.ById(ByteBuffer.wrap(value).getInt(1), ID_LENGTH);
  }

  /**
   * Where a JSON object starts in a value: behind a schema's id, where its producer wrote one. No
   * JSON in UTF-8 begins with 0.
   */
  public static int jsonOffset(byte[] value) {
    if (value.length <= ID_LENGTH || value[0] != ID) {
      return 0;
    }
    int first = ID_LENGTH;
    while (first < value.length - 1 && isBlank(value[first])) {
      first++;
    }
    return value[first] == '{' ? ID_LENGTH : 0;
  }

  private static boolean isBlank(byte character) {
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
  }

  /** The framed value of a payload. */
  public static byte[] frame(int schemaId, byte[] payload) {
    return ByteBuffer.allocate(ID_LENGTH + payload.length)
        .put(ID)
        .putInt(schemaId)
        .put(payload)
        .array();
  }

  private static Framed parseHeader(byte[] header) {
    ByteBuffer bytes = ByteBuffer.wrap(header);
    if (header.length == ID_LENGTH && header[0] == ID) {
      return new Framed.ById(bytes.getInt(1), 0);
    }
    if (header.length == GUID_LENGTH && header[0] == GUID) {
      return new Framed.ByGuid(new UUID(bytes.getLong(1), bytes.getLong(1 + Long.BYTES)), 0);
    }
    throw new MalformedRecordException(
        "the header "
            + VALUE_SCHEMA_HEADER
            + " is 0x00 and 4 bytes of id, or 0x01 and 16 bytes of GUID: "
            + describe(header));
  }

  private static String describe(byte[] bytes) {
    return bytes.length == 0
        ? "empty"
        : "%d bytes, the first is 0x%02x".formatted(bytes.length, bytes[0]);
  }
}
