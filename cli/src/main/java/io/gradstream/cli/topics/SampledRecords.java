package io.gradstream.cli.topics;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.features.decode.AvroObjects;
import io.gradstream.features.decode.SchemaRegistry;
import io.gradstream.features.decode.SchemaRegistry.Answer;
import io.gradstream.schemas.BoundedDecoder;
import io.gradstream.schemas.ConfluentFraming;
import io.gradstream.schemas.ConfluentFraming.Framed;
import io.gradstream.schemas.IoFailure;
import io.gradstream.schemas.MalformedRecordException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * The first records of a topic whose spec nobody has written yet, as objects. Records without a
 * value, time marks among them, are passed over. Not thread safe.
 */
public final class SampledRecords {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /**
   * How Avro is read.
   *
   * @param newest the topic's newest schema, into which records of others are brought
   */
  public record Avro(SchemaRegistry registry, Schema newest) {}

  private final int most;
  private final Optional<Avro> avro; // absent: records are JSON
  private final List<JsonNode> objects = new ArrayList<>();
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  public SampledRecords(int most, Optional<Avro> avro) {
    this.most = most;
    this.avro = avro;
  }

  /** Takes a record, and says whether it wants another. */
  public boolean take(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return true;
    }
    records.add(record);
    try {
      JsonNode object = avro.isPresent() ? avro(record, avro.get()) : json(record.value());
      if (object != null && object.isObject()) {
        objects.add(object);
      } else {
        problem(record, "no object");
      }
    } catch (JacksonException e) {
      problem(record, "no JSON: " + e.getOriginalMessage());
    } catch (IOException | AvroRuntimeException | MalformedRecordException e) {
      problem(record, IoFailure.reason(e));
    }
    return records.size() < most;
  }

  private static JsonNode json(byte[] value) throws IOException {
    int from = ConfluentFraming.jsonOffset(value);
    return JSON.readTree(value, from, value.length - from);
  }

  private static JsonNode avro(ConsumerRecord<byte[], byte[]> record, Avro avro)
      throws IOException {
    Header header = record.headers().lastHeader(ConfluentFraming.VALUE_SCHEMA_HEADER);
    Framed framed = ConfluentFraming.parse(record.value(), header == null ? null : header.value());
    if (!(framed instanceof Framed.ById byId)) {
      throw new MalformedRecordException("schemas are found by id, not by GUID");
    }
    Answer answer = avro.registry().byId(byId.id());
    if (answer instanceof Answer.Found found) {
      return AvroObjects.of(
          read(found.schema(), avro.newest(), record.value(), byId.payloadOffset()));
    }
    throw new MalformedRecordException(
        answer instanceof Answer.Refused refused ? refused.reason() : "its schema is no Avro");
  }

  private static Object read(Schema writer, Schema reader, byte[] value, int from)
      throws IOException {
    BoundedDecoder decoder = new BoundedDecoder().reset(value, from, value.length);
    return new GenericDatumReader<>(writer, reader).read(null, decoder);
  }

  private void problem(ConsumerRecord<byte[], byte[]> record, String why) {
    problems.add(OwnRecords.place(record) + ": " + why);
  }

  /**
   * The objects, at least one.
   *
   * @throws InvalidDataException when there is none, with the way out
   */
  public List<JsonNode> objects(String topic) {
    if (records.isEmpty()) {
      throw new InvalidDataException(
          "the topic %s has no record yet: send some, or write the spec by hand".formatted(topic));
    }
    if (objects.isEmpty()) {
      boolean looksFramed = avro.isEmpty() && isFramed(records.get(0).value());
      throw new InvalidDataException(
          "no record of %s can be read: %s%s"
              .formatted(
                  topic,
                  problems.get(0),
                  looksFramed
                      ? ". It looks like Avro behind a schema id: give --registry URL"
                      : avro.isEmpty()
                          ? ". They are to be JSON objects, or Avro in Confluent framing with"
                              + " --registry URL"
                          : ""));
    }
    return objects;
  }

  private static boolean isFramed(byte[] value) {
    return value.length > 0 && value[0] == 0;
  }

  /** Whether they are JSON that names schemas in a registry. */
  public boolean areFramedJson() {
    return avro.isEmpty()
        && records.stream().allMatch(one -> ConfluentFraming.jsonOffset(one.value()) > 0);
  }

  /** All that were looked at. */
  public List<ConsumerRecord<byte[], byte[]>> records() {
    return records;
  }

  /** Of those that are no objects, where and why. */
  public List<String> problems() {
    return problems;
  }
}
