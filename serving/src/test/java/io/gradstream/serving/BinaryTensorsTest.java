package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradstream.schemas.Version;
import io.gradstream.serving.TestServer.Answer;
import io.gradstream.serving.models.Flights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tensors in binary behind the JSON, in and out. */
class BinaryTensorsTest {

  private static final String JSON_BYTES = "Inference-Header-Content-Length";
  private static final String INFER = "/v2/models/" + Flights.LEARNER + "/infer";
  private static final long SCHEDULED = 981_100_800_000L;

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.with(Flights.served(Flights.spec(Flights.CAUSE), "", new Version(3, 1200)));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void usageExample() throws IOException {
    byte[] times = littleEndian(8).putLong(SCHEDULED).array();
    byte[] texts = littleEndian(7).putInt(3).put(bytes("ORD")).array();
    String json =
        "{\"parameters\": {\"binary_data_output\": true}, \"inputs\": ["
            + tensor("scheduled", "INT64", times)
            + ","
            + tensor("distance", "FP64", littleEndian(8).putDouble(733.5).array())
            + ","
            + tensor("origin", "BYTES", texts)
            + ","
            + tensor("holiday", "BOOL", new byte[] {1})
            + "]}";
    byte[] body =
        joined(bytes(json), times, littleEndian(8).putDouble(733.5).array(), texts, new byte[] {1});

    HttpResponse<byte[]> response =
        server.post(INFER, body, JSON_BYTES, Integer.toString(json.length()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/octet-stream");
    int end = Integer.parseInt(response.headers().firstValue(JSON_BYTES).orElseThrow());
    JsonNode head = new JsonMapper().readTree(Arrays.copyOf(response.body(), end));
    assertThat(head.path("outputs").path(0).has("data")).isFalse();
    assertThat(head.path("outputs").path(0).path("parameters").path("binary_data_size").asInt())
        .isEqualTo(12);
    ByteBuffer behind =
        ByteBuffer.wrap(response.body(), end, response.body().length - end)
            .order(ByteOrder.LITTLE_ENDIAN);
    JsonNode expected = inJson().path("outputs");
    for (JsonNode probability : expected.path(0).path("data")) {
      assertThat(behind.getFloat()).isEqualTo(probability.floatValue());
    }
    byte[] name = new byte[behind.getInt()];
    behind.get(name);
    assertThat(new String(name, StandardCharsets.UTF_8))
        .isEqualTo(expected.path(1).path("data").path(0).asText());
    assertThat(behind.hasRemaining()).isFalse();
  }

  private static JsonNode inJson() {
    return server
        .infer(
            """
            {"inputs": [
              {"name": "scheduled", "datatype": "INT64", "shape": [1], "data": [981100800000]},
              {"name": "distance", "datatype": "FP64", "shape": [1], "data": [733.5]},
              {"name": "origin", "datatype": "BYTES", "shape": [1], "data": ["ORD"]},
              {"name": "holiday", "datatype": "BOOL", "shape": [1], "data": [true]}]}
            """)
        .body();
  }

  @ParameterizedTest
  @CsvSource({
    "UINT8, 1",
    "UINT16, 2",
    "UINT32, 4",
    "UINT64, 8",
    "INT8, 1",
    "INT16, 2",
    "INT32, 4",
    "INT64, 8",
    "FP16, 2",
    "FP32, 4",
    "FP64, 8"
  })
  void everyTypeOfNumbersIsReadLittleEndian(String datatype, int size) {
    long bits =
        switch (datatype) {
          case "FP16" -> 0x5640; // 100
          case "FP32" -> Float.floatToIntBits(100);
          case "FP64" -> Double.doubleToLongBits(100);
          default -> 100;
        };
    byte[] raw = Arrays.copyOf(littleEndian(8).putLong(bits).array(), size);

    Answer binary = withDistance(tensor("distance", datatype, raw), raw);
    Answer json =
        withDistance(
            "{\"name\": \"distance\", \"datatype\": \"%s\", \"shape\": [1], \"data\": [100]}"
                .formatted(datatype),
            new byte[0]);

    assertThat(binary.error()).isEmpty();
    assertThat(binary.body().path("outputs")).isEqualTo(json.body().path("outputs"));
  }

  @Test
  void aNumberThatIsNoneIsSetAsideAsInJson() {
    byte[] raw = littleEndian(8).putDouble(Double.NaN).array();

    Answer answer = withDistance(tensor("distance", "FP64", raw), raw);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("parameters").path("set_aside").asText())
        .isEqualTo("row 0: distance must be finite: NaN");
  }

  @Test
  void oneOutputAloneMayBeInBinary() throws IOException {
    String json =
        """
        {"inputs": [{"name": "scheduled", "datatype": "INT64", "shape": [1], "data": [981100800000]}],
         "outputs": [{"name": "class"},
                     {"name": "probabilities", "parameters": {"binary_data": true}}]}
        """;
    HttpResponse<byte[]> response = server.post(INFER, bytes(json));

    int end = Integer.parseInt(response.headers().firstValue(JSON_BYTES).orElseThrow());
    JsonNode outputs =
        new JsonMapper().readTree(Arrays.copyOf(response.body(), end)).path("outputs");
    assertThat(outputs.path(0).path("data")).hasSize(1);
    assertThat(outputs.path(1).has("data")).isFalse();
    assertThat(response.body().length - end).isEqualTo(12);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1   | 0 | must be within the body",
        "9999 | 0 | must be within the body",
        "99999999999999999999 | 0 | must be a number of bytes",
        "all  | 0 | must be a number of bytes",
        "JSON | 9 | must be a number of bytes behind the JSON, where 8 are left: 9",
        "JSON | -1 | must be a number of bytes behind the JSON, where 8 are left: -1",
        "JSON | 2147483648 | must be a number of bytes behind the JSON, where 8 are left",
        "JSON | \"8\" | must be a number of bytes behind the JSON, where 8 are left",
        "JSON | 7 | must have 8 bytes in binary, as its shape says 1 elements of FP64: 7 bytes",
        "0    | 8 | the body must be",
      })
  void aLengthThatLiesIsRefused(String end, String size, String error) {
    String json =
        "{\"inputs\": [{\"name\": \"distance\", \"datatype\": \"FP64\", \"shape\": [1],"
            + " \"parameters\": {\"binary_data_size\": "
            + size
            + "}}]}";
    String told = end.equals("JSON") ? Integer.toString(json.length()) : end;

    Answer answer = server.infer(joined(bytes(json), new byte[8]), JSON_BYTES, told);

    assertThat(answer.error()).contains(error);
    assertThat(answer.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BOOL  | [1]    | 2       | must hold 0 or 1 in every byte (BOOL): element 0 is 2",
        "BYTES | [1]    | 9,0,0,0 | element 0 says 9, and 0 bytes are left",
        "BYTES | [1]    | -1,-1,-1,-1 | element 0 says 4294967295, and 0 bytes are left",
        "BYTES | [1]    | 0,0,0,0,7 | must end with its last text: 1 bytes follow",
        "BYTES | [1]    | 1,0,0,0,-1 | must be text in UTF-8 (BYTES)",
        "BYTES | [4096] | 0,0,0,0 | must have 4 bytes and a text for each element",
        "FP64  | [4096,2147483647,2147483647] | 0 | must have 17179869176 bytes",
        "UINT8 | [2]    | 1       | must have 2 bytes in binary",
      })
  void elementsThatAreNotAsTheShapeSaysAreRefused(
      String datatype, String shape, String raw, String error) {
    byte[] behind = new byte[raw.split(",").length];
    for (int i = 0; i < behind.length; i++) {
      behind[i] = Byte.parseByte(raw.split(",")[i].strip());
    }
    String json =
        "{\"inputs\": [{\"name\": \"origin\", \"datatype\": \"%s\", \"shape\": %s, \"parameters\": {\"binary_data_size\": %d}}]}"
            .formatted(datatype, shape, behind.length);

    Answer answer =
        server.infer(joined(bytes(json), behind), JSON_BYTES, Integer.toString(json.length()));

    assertThat(answer.error()).contains(error);
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void bytesThatNoTensorClaimsAreRefused() {
    String json =
        "{\"inputs\": [{\"name\": \"distance\", \"datatype\": \"FP64\", \"shape\": [1], \"data\": [1]}]}";

    Answer answer =
        server.infer(joined(bytes(json), new byte[3]), JSON_BYTES, Integer.toString(json.length()));

    assertThat(answer.error()).contains("3 are of none");
  }

  @Test
  void dataAndBinaryTogetherAreRefused() {
    String json =
        "{\"inputs\": [{\"name\": \"distance\", \"datatype\": \"FP64\", \"shape\": [1], \"data\": [1], \"parameters\": {\"binary_data_size\": 0}}]}";

    assertThat(server.infer(json).error())
        .isEqualTo("input 'distance' must have data or binary_data_size, not both");
  }

  @Test
  void aPackedBodyIsCutWhereItsJsonEndsUnpacked() throws IOException {
    byte[] raw = littleEndian(8).putLong(SCHEDULED).array();
    String json = "{\"inputs\": [" + tensor("scheduled", "INT64", raw) + "]}";
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(joined(bytes(json), raw));
    }

    HttpResponse<byte[]> response =
        server.post(
            INFER,
            packed.toByteArray(),
            "Content-Encoding",
            "gzip",
            JSON_BYTES,
            Integer.toString(json.length()));

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"gzip | true", "br, gzip;q=0.5 | true", "gzip;q=0 | false", "br | false"})
  void anAnswerIsPackedForWhoTakesIt(String accepted, boolean isPacked) throws IOException {
    String times = String.join(",", java.util.Collections.nCopies(500, "981100800000"));
    byte[] body =
        bytes(
            "{\"inputs\": [{\"name\": \"scheduled\", \"datatype\": \"INT64\", \"shape\": [500], \"data\": ["
                + times
                + "]}]}");
    byte[] plain = server.post(INFER, body).body();

    HttpResponse<byte[]> response = server.post(INFER, body, "Accept-Encoding", accepted);

    assertThat(response.headers().firstValue("Content-Encoding").isPresent()).isEqualTo(isPacked);
    assertThat(response.headers().firstValue("Vary")).contains("Accept-Encoding");
    byte[] unpacked =
        isPacked
            ? new GZIPInputStream(new java.io.ByteArrayInputStream(response.body())).readAllBytes()
            : response.body();
    assertThat(unpacked).isEqualTo(plain);
  }

  @Test
  void aBatchMayHave4096Rows() {
    byte[] raw = new byte[4096 * 8];
    ByteBuffer times = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 4096; i++) {
      times.putLong(SCHEDULED + i * 60_000L);
    }
    String json =
        "{\"inputs\": [{\"name\": \"scheduled\", \"datatype\": \"INT64\", \"shape\": [4096], \"parameters\": {\"binary_data_size\": 32768}}]}";

    Answer answer =
        server.infer(joined(bytes(json), raw), JSON_BYTES, Integer.toString(json.length()));

    assertThat(answer.error()).isEmpty();
    assertThat(answer.body().path("outputs").path(1).path("data")).hasSize(4096);
  }

  private static Answer withDistance(String distance, byte[] raw) {
    String json =
        "{\"inputs\": [{\"name\": \"scheduled\", \"datatype\": \"INT64\", \"shape\": [1], \"data\": [981100800000]}, "
            + distance
            + "]}";
    return server.infer(joined(bytes(json), raw), JSON_BYTES, Integer.toString(json.length()));
  }

  private static String tensor(String name, String datatype, byte[] raw) {
    return "{\"name\": \"%s\", \"datatype\": \"%s\", \"shape\": [1], \"parameters\": {\"binary_data_size\": %d}}"
        .formatted(name, datatype, raw.length);
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List.of(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }
}
