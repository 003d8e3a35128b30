package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.Version;
import io.gradstream.serving.TestServer.Answer;
import io.gradstream.serving.http.Limits;
import io.gradstream.serving.models.Flights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of the protocol that others wrote send. */
class NeighboursClientsTest {

  private static final String FLIGHT =
      """
      {"inputs": [
        {"name": "scheduled", "datatype": "INT64", "shape": [1], "data": [981100800000]},
        {"name": "distance", "datatype": "FP64", "shape": [1], "data": [733]},
        {"name": "origin", "datatype": "BYTES", "shape": [1], "data": ["17"]},
        {"name": "holiday", "datatype": "BOOL", "shape": [1], "data": [true]}]}
      """;

  private static TestServer server;
  private static String answered; // to that flight

  @BeforeAll
  static void start() {
    server = TestServer.with(Flights.served(Flights.spec(Flights.LATE), "", new Version(3, 1200)));
    answered = outputs(server.infer(FLIGHT));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String outputs(Answer answer) {
    assertThat(answer.error()).isEmpty();
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().path("outputs").toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"id\": null",
        "\"outputs\": null",
        "\"parameters\": null, \"id\": null",
        "\"parameters\": {\"key\": null}"
      })
  void nullIsAbsent(String given) {
    assertThat(outputs(server.infer(FLIGHT.replaceFirst("\\{", "{" + given + ", "))))
        .isEqualTo(answered);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"FP64\", \"shape\": [1], \"data\": [733] | FP16, FP32, INT16, UINT16, INT32, UINT32, INT64, UINT64",
        "\"BYTES\", \"shape\": [1], \"data\": [\"17\"] | INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64, UINT64, FP32, FP64",
        "\"BOOL\", \"shape\": [1], \"data\": [true] | INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64, UINT64, FP32",
        "\"INT64\", \"shape\": [1], \"data\": [981100800000] | UINT64, FP64",
      })
  void aValueMayComeInAnyTypeThatHoldsIt(String tensor, String datatypes) {
    for (String datatype : datatypes.split(", ")) {
      String other =
          tensor
              .replaceFirst("[A-Z]+[0-9]*", datatype)
              .replace("true", "1")
              .replace("[\"17\"]", "[17]");
      assertThat(outputs(server.infer(FLIGHT.replace(tensor, other))))
          .as(other)
          .isEqualTo(answered);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UINT8, 256",
    "UINT8, -1",
    "INT8, 128",
    "INT8, -129",
    "UINT16, 65536",
    "UINT32, 4294967296",
    "UINT64, -1",
    "UINT64, 18446744073709551616",
    "INT64, 9223372036854775808"
  })
  void aWholeNumberBeyondItsTypeIsRefused(String datatype, String value) {
    Answer answer =
        server.infer(
            FLIGHT.replace(
                "\"FP64\", \"shape\": [1], \"data\": [733]",
                "\"%s\", \"shape\": [1], \"data\": [%s]".formatted(datatype, value)));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains("input 'distance' must hold a whole number of");
  }

  @Test
  void anIdOfAll64BitsIsItself() {
    String text = FLIGHT.replace("[\"17\"]", "[\"18446744073709551615\"]");
    String whole =
        FLIGHT.replace("\"BYTES\"", "\"UINT64\"").replace("[\"17\"]", "[18446744073709551615]");

    assertThat(outputs(server.infer(whole))).isEqualTo(outputs(server.infer(text)));
  }

  @Test
  void aPackedBodyIsUnpacked() throws IOException {
    assertThat(outputs(server.infer(gzip(FLIGHT), "Content-Encoding", "gzip"))).isEqualTo(answered);
    assertThat(outputs(server.infer(bytes(FLIGHT), "Content-Encoding", "identity")))
        .isEqualTo(answered);
  }

  @Test
  void aPackedBodyHasTheLimitOfOneThatIsNot() throws IOException {
    String large = " ".repeat(Limits.DEFAULT_BODY_BYTES) + FLIGHT;

    Answer answer = server.infer(gzip(large), "Content-Encoding", "gzip");

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.error()).isEqualTo("the body must have at most 1048576 bytes");
  }

  @Test
  void aBodyThatIsPackedOtherwiseIsRefusedInWords() throws IOException {
    byte[] torn = gzip(FLIGHT);
    Answer brotli = server.infer(bytes(FLIGHT), "Content-Encoding", "br");
    Answer plain = server.infer(bytes(FLIGHT), "Content-Encoding", "gzip");
    Answer half = server.infer(Arrays.copyOf(torn, torn.length / 2), "Content-Encoding", "gzip");

    assertThat(brotli.status()).isEqualTo(415);
    assertThat(brotli.error()).isEqualTo("Content-Encoding must be gzip, identity or absent");
    assertThat(plain.status()).isEqualTo(400);
    assertThat(plain.error()).startsWith("the body must be in gzip: ");
    assertThat(half.status()).isEqualTo(400);
    assertThat(half.error()).startsWith("the body must be in gzip: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v2/", "/v2/health/ready/", "/v2/models/flight-delays/", "/metrics/"})
  void aSlashAtTheEndChangesNothing(String path) {
    assertThat(server.response("GET", path, "").statusCode()).isEqualTo(200);
    assertThat(server.response("HEAD", path, "").statusCode()).isEqualTo(200);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes(text));
    }
    return packed.toByteArray();
  }
}
