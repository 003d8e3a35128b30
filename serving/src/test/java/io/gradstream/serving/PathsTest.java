package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.model.targets.Target;
import io.gradstream.schemas.Version;
import io.gradstream.serving.TestServer.Answer;
import io.gradstream.serving.http.Limits;
import io.gradstream.serving.models.Flights;
import io.gradstream.serving.models.LearnerModels;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest {

  private static final Version VERSION = new Version(3, 1200);

  @Test
  void theServerSaysWhatItIs() {
    try (TestServer server = new TestServer()) {
      JsonNode body = server.get("/v2").body();
      assertThat(body.path("name").asText()).isEqualTo("gradstream");
      assertThat(body.path("version").asText()).isEqualTo("0.1.0");
      assertThat(body.path("extensions"))
          .hasToString(
              "[\"binary_tensor_data\",\"generate\",\"model_repository_index\",\"parameters\",\"statistics\"]");
      assertThat(body.path("models")).isEmpty();
      assertThat(body.path("paths"))
          .extracting(JsonNode::asText)
          .contains("GET /v2", "POST /v2/models/{model}/infer", "GET /metrics");
    }
  }

  @Test
  void theServerNamesItsModels() {
    try (TestServer server = ready(Flights.LATE)) {
      assertThat(server.get("/v2").body().path("models")).hasToString("[\"flight-delays\"]");
    }
  }

  private static final String WAITING =
      "waiting for a model of flight-delays: Kafka has not answered yet";

  @Test
  void aServerWithoutModelsIsLiveButNotReady() {
    try (TestServer server = new TestServer()) {
      assertAnswer(server.get("/v2/health/live"), 200, "{\"live\":true}");
      assertAnswer(
          server.get("/v2/health/ready"),
          503,
          "{\"live\":true,\"reason\":\"Kafka has not answered yet\",\"ready\":false}");
    }
  }

  @Test
  void aServerThatKnowsNoLearnerYetIsNotReadyForAny() {
    try (TestServer server = new TestServer()) {
      Answer answer = server.get("/v2/models/flight-delays");

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.error()).isEqualTo("not ready: Kafka has not answered yet");
    }
  }

  @Test
  void aLearnerWithoutAModelIsNotReady() {
    try (TestServer server = TestServer.with()) {
      assertAnswer(
          server.get("/v2/models/flight-delays/ready"),
          503,
          "{\"name\":\"flight-delays\",\"reason\":\"%s\",\"ready\":false}".formatted(WAITING));
      String waiting = "{\"error\":\"not ready: %s\"}".formatted(WAITING);
      assertAnswer(server.get("/v2/models/flight-delays"), 503, waiting);
      assertAnswer(server.infer("{}"), 503, waiting);
    }
  }

  @Test
  void aModelAloneIsNotReadyBeforeTheTopicIsRead() {
    try (TestServer server = new TestServer()) {
      LearnerModels models = server.store.follow(Flights.LEARNER);
      models.put(Flights.served(Flights.spec(Flights.LATE), "", VERSION));
      assertThat(server.get("/v2/models/flight-delays/ready").status()).isEqualTo(503);
      assertThat(server.get("/v2/health/ready").status()).isEqualTo(503);

      models.caughtUp();
      server.store.caughtUp();

      assertThat(server.get("/v2/models/flight-delays/ready").status()).isEqualTo(200);
      assertThat(server.get("/v2/health/ready").status()).isEqualTo(200);
    }
  }

  @Test
  void aReadyServerSaysSo() {
    try (TestServer server = ready(Flights.LATE)) {
      assertAnswer(server.get("/v2/health/ready"), 200, "{\"live\":true,\"ready\":true}");
      String modelReady = "{\"name\":\"flight-delays\",\"ready\":true}";
      assertAnswer(server.get("/v2/models/flight-delays/ready"), 200, modelReady);
      assertAnswer(server.get("/v2/models/flight-delays/versions/3.1200/ready"), 200, modelReady);
      assertThat(server.get("/v2/models/flight-delays/versions/1.1/ready").status()).isEqualTo(404);
    }
  }

  @Test
  void aModelSaysWhatItTakesAndGives() {
    String metadata =
        "{\"name\":\"flight-delays\",\"versions\":[\"3.1200\"],\"platform\":\"gradstream_grds1\","
            + "\"inputs\":["
            + "{\"name\":\"scheduled\",\"datatype\":\"INT64\",\"shape\":[-1]},"
            + "{\"name\":\"distance\",\"datatype\":\"FP64\",\"shape\":[-1]},"
            + "{\"name\":\"origin\",\"datatype\":\"BYTES\",\"shape\":[-1]},"
            + "{\"name\":\"holiday\",\"datatype\":\"BOOL\",\"shape\":[-1]}],"
            + "\"outputs\":["
            + "{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[-1,3]},"
            + "{\"name\":\"class\",\"datatype\":\"BYTES\",\"shape\":[-1]}]}";
    try (TestServer server = ready(Flights.CAUSE)) {
      assertAnswer(server.get("/v2/models/flight-delays"), 200, metadata);
      assertAnswer(server.get("/v2/models/flight-delays/versions/3.1200"), 200, metadata);
    }
  }

  @Test
  void aVersionThatIsNotHeldIsNotFound() {
    try (TestServer server = ready(Flights.LATE)) {
      Answer answer = server.get("/v2/models/flight-delays/versions/9.9");

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.error())
          .isEqualTo("version '9.9' of flight-delays is not held; held: [3.1200]");
    }
  }

  @Test
  void everyKeyOfAKeyedLearnerHasAVersionOfItsOwn() {
    try (TestServer server =
        TestServer.with(
            Flights.served(Flights.keyedByOrigin(), "ORD", new Version(1, 5)),
            Flights.served(Flights.keyedByOrigin(), "JFK", new Version(1, 9)))) {
      assertThat(server.get("/v2/models/flight-delays").body().has("versions")).isFalse();
      assertThat(server.get("/v2/models/flight-delays/versions/1.5").status()).isEqualTo(200);
      assertThat(server.get("/v2/models/flight-delays/versions/1.9").status()).isEqualTo(200);
      assertThat(server.get("/v2/models/flight-delays/versions/1.7").error())
          .contains("held: [1.9, 1.5]");
    }
  }

  @Test
  void anUnknownLearnerIsNotFound() {
    try (TestServer server = ready(Flights.LATE)) {
      Answer answer = server.send("POST", "/v2/models/taxis/infer", "{}");

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.error())
          .isEqualTo("there is no learner 'taxis'; there are [flight-delays]");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/page",
        "/page/none.js",
        "/v1",
        "/v2/health",
        "/v2/health/well",
        "/v2/health/live/now",
        "/v2/models",
        "/v2/models/",
        "/v2/models/flight-delays/train",
        "/v2/models/flight-delays/versions",
        "/v2/models/flight-delays/versions/3.1200/train",
        "/v2/models/flight-delays/ready/now",
        "/favicon.ico",
        "/v2/%3Cscript%3E"
      })
  void anUnknownPathIsNotFound(String path) {
    try (TestServer server = ready(Flights.LATE)) {
      Answer answer = server.get(path);

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.error()).startsWith("there is no such path: /");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v2, GET, 'GET, HEAD'",
    "PUT, /v2/health/ready, GET, 'GET, HEAD'",
    "DELETE, /v2/models/flight-delays, GET, 'GET, HEAD'",
    "GET, /v2/models/flight-delays/infer, POST, POST",
    "HEAD, /v2/models/flight-delays/infer, POST, POST"
  })
  void theWrongMethodIsRefusedAndTheRightOneNamed(
      String method, String path, String right, String all) {
    try (TestServer server = ready(Flights.LATE)) {
      HttpResponse<String> response = server.response(method, path, "");

      assertThat(response.statusCode()).isEqualTo(405);
      assertThat(response.headers().firstValue("Allow")).contains(all);
      if (!method.equals("HEAD")) {
        assertThat(TestServer.answer(response).error())
            .isEqualTo("the method must be " + right + ": " + method);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2",
        "/v2/health/live",
        "/v2/health/ready",
        "/v2/models/flight-delays",
        "/v2/models/flight-delays/ready",
        "/v2/models/flight-delays/stats",
        "/docs/openapi.json",
        "/metrics"
      })
  void headTellsWhatGetWouldWithoutTheBody(String path) {
    try (TestServer server = ready(Flights.LATE)) {
      HttpResponse<String> get = server.response("GET", path, "");
      HttpResponse<String> head = server.response("HEAD", path, "");

      assertThat(head.statusCode()).isEqualTo(get.statusCode()).isEqualTo(200);
      assertThat(head.headers().firstValue("Content-Type"))
          .isEqualTo(get.headers().firstValue("Content-Type"));
      assertThat(head.headers().firstValue("Content-Length")).isPresent();
      assertThat(head.body()).isEmpty();
    }
  }

  @Test
  void aBodyAboveTheLimitIsTooLarge() {
    try (TestServer server = ready(Flights.LATE)) {
      Answer answer = server.infer(" ".repeat(Limits.DEFAULT_BODY_BYTES + 1));

      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.error()).isEqualTo("the body must have at most 1048576 bytes");
    }
  }

  @Test
  void aBodyAtTheLimitIsRead() {
    try (TestServer server = ready(Flights.LATE)) {
      Answer answer = server.infer(" ".repeat(Limits.DEFAULT_BODY_BYTES - 2) + "{}");

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.error()).startsWith("inputs must be");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET /v2/%ZZ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /v2 HTTP/1.1\r\nConnection: close\r\n\r\n",
        "POST /v2/models/flight-delays/infer HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n"
      })
  void whatIsNoHttpIsRefusedInTheSameForm(String request) throws IOException {
    try (TestServer server = ready(Flights.LATE);
        Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();

      String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(response).startsWith("HTTP/1.1 400").contains("{\"error\":\"");
    }
  }

  private static TestServer ready(Target target) {
    return TestServer.with(Flights.served(Flights.spec(target), "", VERSION));
  }

  private static void assertAnswer(Answer answer, int status, String body) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).hasToString(body);
  }
}
