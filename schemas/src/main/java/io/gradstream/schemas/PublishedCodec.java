package io.gradstream.schemas;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One of the topics that others read too, in all its forms ({@link RecordForm}). The first byte of
 * a record tells which it has: {@code C3} of the single-object encoding, {@code 00} of the framing,
 * an opening brace of JSON. Not thread safe.
 */
final class PublishedCodec<T> {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final byte FRAMED = 0x00;
  private static final byte OBJECT = '{';

  private final Contract contract;
  private final SingleObjectCodec<T> avro;
  private final JsonBody<T> json;

  PublishedCodec(Contract contract, RecordBody<T> body, JsonBody<T> json) {
    this.contract = contract;
    avro = new SingleObjectCodec<>(contract, body);
    this.json = json;
  }

  byte[] encode(T value, RecordForm form) {
    if (form instanceof RecordForm.Framed framed) {
      return ConfluentFraming.frame(framed.schemaId(), avro.encodeBody(value));
    }
    return form instanceof RecordForm.Json ? json(value) : avro.encode(value);
  }

  private byte[] json(T value) {
    ObjectNode object = JSON.createObjectNode();
    json.write(value, object);
    try {
      return JSON.writeValueAsBytes(object);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  /** Whether a record is in the framing, if it is one at all. */
  static boolean isFramed(byte[] bytes) {
    return bytes != null && bytes.length > 0 && bytes[0] == FRAMED;
  }

  /** Whether the bytes say that they are in Avro's single-object encoding, of the newest schema. */
  boolean isWrittenBy(byte[] bytes) {
    return avro.isWrittenBy(bytes);
  }

  T decode(byte[] bytes) {
    if (bytes == null || bytes.length == 0) {
      return avro.decode(bytes);
    }
    return switch (bytes[0]) {
      case FRAMED -> framed(bytes);
      case OBJECT -> read(bytes);
      default -> avro.decode(bytes);
    };
  }

  /** The id is the registry's affair: all that ever was registered is of the contract. */
  private T framed(byte[] bytes) {
    ConfluentFraming.Framed framed = ConfluentFraming.parse(bytes, null);
    return avro.decodeBody(bytes, framed.payloadOffset());
  }

  private T read(byte[] bytes) {
    try {
      JsonNode object = JSON.readTree(bytes);
      return json.read(new JsonFields(contract.name(), object));
    } catch (JacksonException e) {
      throw new MalformedRecordException(
          contract.name() + " is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new MalformedRecordException(contract.name() + " is no JSON: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new MalformedRecordException(contract.name() + ": " + e.getMessage(), e);
    }
  }
}
