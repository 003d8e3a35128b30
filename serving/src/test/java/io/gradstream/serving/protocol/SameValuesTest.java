package io.gradstream.serving.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.features.decode.EventDecoders;
import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.encode.FeatureSpec.TimePart;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.targets.BinaryTarget;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Posting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A value is the same, or wrong for the same reason in the same words, in an event of JSON, in one
 * of Avro and in a query. What its very type forbids, Avro's schema and a query's input do not take
 * at all, nor does Avro's schema take a double for a name, as 7.0 is in JSON, whose numbers have
 * one type.
 */
class SameValuesTest {

  private static final String REFUSED = "refused";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "NUMBER | 12.5",
        "NUMBER | 12",
        "NUMBER | -0.0",
        "NUMBER | 9007199254740993",
        "NUMBER | 1e19",
        "NUMBER | '12.5'",
        "NUMBER | ' 7 '",
        "NUMBER | '1e3'",
        "NUMBER | '1,5'",
        "NUMBER | ''",
        "NUMBER | 'NaN'",
        "NUMBER | 'Infinity'",
        "NUMBER | '0x10'",
        "NUMBER | 'oops'",
        "NUMBER | true",
        "BOOLEAN | true",
        "BOOLEAN | 1",
        "BOOLEAN | 0.0",
        "BOOLEAN | 2",
        "BOOLEAN | 0.5",
        "BOOLEAN | 'TRUE'",
        "BOOLEAN | '0'",
        "BOOLEAN | 'yes'",
        "TEXT | 'a'",
        "TEXT | ''",
        "TEXT | ' a '",
        "TEXT | 7",
        "TEXT | 7.0",
        "TEXT | 7.5",
        "TEXT | true",
        "TIME | '2024-03-01T08:00:00Z'",
        "TIME | '2024-03-01 08:00:00'",
        "TIME | '1709280000000'",
        "TIME | 'oops'",
        "TIME | ''",
        "TIME | 1709280000000",
        "TIME | 1709280000",
        "TIME | 1.70928e12",
        "TIME | 1.5",
        "TIME | -1",
        "TIME | 1e30",
        "TIME | 9223372036854775807",
        "TIME | true",
      })
  void everyDoorTakesAValueForTheSame(FieldType type, String literal) throws IOException {
    JsonNode value = new ObjectMapper().readTree(literal.replace('\'', '"'));
    EventSchema schema =
        new EventSchema(List.of(new EventField("v", type, false)), ZoneId.of("America/New_York"));
    String byJson =
        said(
            EventDecoders.json(schema)
                .decode(
                    "{\"v\": %s}"
                        .formatted(literal.replace('\'', '"'))
                        .getBytes(StandardCharsets.UTF_8),
                    null));
    String byAvro = avro(schema, value);
    String byQuery = query(schema, value);
    for (String other : List.of(byAvro, byQuery)) {
      boolean isName = type == FieldType.TEXT && value.isDouble();
      if (other.equals(REFUSED) && isName) {
        assertThat(byQuery).isEqualTo(byJson);
      } else if (other.equals(REFUSED)) {
        assertThat(byJson).contains("must be", "found");
      } else {
        assertThat(other).isEqualTo(byJson);
      }
    }
  }

  private static String said(Decoded decoded) {
    return decoded instanceof Decoded.Good good
        ? "%s %s".formatted(good.event().value(0), words(good.setAside()))
        : decoded.toString();
  }

  private static List<String> words(List<Decoded.Bad> setAside) {
    return setAside.stream().map(Decoded.Bad::message).toList();
  }

  private static String avro(EventSchema schema, JsonNode value) throws IOException {
    String type =
        value.isTextual()
            ? "string"
            : value.isBoolean() ? "boolean" : value.isIntegralNumber() ? "long" : "double";
    String text =
        "{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"v\", \"type\": \"%s\"}]}"
            .formatted(type);
    Schema record = new Schema.Parser().parse(text);
    GenericData.Record of = new GenericData.Record(record);
    of.put(
        "v",
        switch (type) {
          case "string" -> value.textValue();
          case "boolean" -> value.booleanValue();
          case "long" -> value.longValue();
          default -> value.doubleValue();
        });
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(record).write(of, encoder);
    encoder.flush();
    try {
      return said(EventDecoders.avro(schema, text).decode(bytes.toByteArray(), null));
    } catch (IllegalArgumentException e) {
      return REFUSED;
    }
  }

  private static String query(EventSchema schema, JsonNode value) throws JsonProcessingException {
    String datatype =
        value.isTextual()
            ? "BYTES"
            : value.isBoolean() ? "BOOL" : value.isIntegralNumber() ? "INT64" : "FP64";
    byte[] body =
        "{\"inputs\": [{\"name\": \"v\", \"datatype\": \"%s\", \"shape\": [1], \"data\": [%s]}]}"
            .formatted(datatype, new ObjectMapper().writeValueAsString(value))
            .getBytes(StandardCharsets.UTF_8);
    try {
      Query query = Query.read(spec(schema), InferRequest.read(new Posting(body)));
      Event event = query.events().get(0);
      return "%s %s"
          .formatted(
              event.value(0),
              query.setAside().stream().map(bad -> bad.replaceFirst("row 0: ", "")).toList());
    } catch (HttpProblem e) {
      return REFUSED;
    }
  }

  private static ModelSpec spec(EventSchema schema) {
    FeatureSpec feature =
        switch (schema.fields().get(0).type()) {
          case NUMBER -> new FeatureSpec.Numeric("v");
          case BOOLEAN -> new FeatureSpec.Flag("v");
          case TEXT -> new FeatureSpec.Category("v", 3, 8);
          case TIME -> new FeatureSpec.TimeParts("v", List.of(TimePart.TIME_OF_DAY));
          case NUMBERS -> throw new IllegalArgumentException("an array");
        };
    return new ModelSpec(
        "t",
        7,
        schema,
        Optional.empty(),
        List.of(feature),
        new BinaryTarget("y"),
        List.of(new LayerSpec.DenseSpec(6, Activation.RELU)));
  }
}
