package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.schemas.Version;
import io.gradstream.serving.models.Flights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which models there are, and what was asked of them. */
class RepositoryTest {

  private static final String ROW =
      "{\"inputs\": [{\"name\": \"scheduled\", \"datatype\": \"INT64\", \"shape\": [2], \"data\": [981100800000, 981100800000]}]}";

  private final TestServer server =
      TestServer.with(Flights.served(Flights.spec(Flights.LATE), "", new Version(3, 1200)));

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonNode index(String body) {
    return server.send("POST", "/v2/repository/index", body).body();
  }

  @Test
  void theIndexNamesEveryModelAndWhyOneIsNotReady() {
    server.store.follow("taxis");

    JsonNode index = index("");

    assertThat(index).hasSize(2);
    assertThat(index.path(0))
        .hasToString(
            "{\"name\":\"flight-delays\",\"version\":\"3.1200\",\"state\":\"READY\",\"reason\":\"\"}");
    assertThat(index.path(1).path("state").asText()).isEqualTo("UNAVAILABLE");
    assertThat(index.path(1).path("reason").asText()).startsWith("waiting for a model of taxis");
    assertThat(index("{\"ready\": true}")).hasSize(1);
    assertThat(index("{\"ready\": 1}").path("error").asText())
        .isEqualTo("ready must be true or false: 1");
  }

  @Test
  void statisticsCountAnswersRowsAndFailures() {
    server.infer(ROW);
    server.infer(ROW);
    server.infer("{}");

    for (String path :
        new String[] {
          "/v2/models/stats",
          "/v2/models/flight-delays/stats",
          "/v2/models/flight-delays/versions/3.1200/stats"
        }) {
      JsonNode all = server.get(path).body().path("model_stats");
      assertThat(all).hasSize(1);
      JsonNode one = all.path(0);
      assertThat(one.path("name").asText()).isEqualTo("flight-delays");
      assertThat(one.path("version").asText()).isEqualTo("3.1200");
      assertThat(one.path("inference_count").asInt()).isEqualTo(4);
      assertThat(one.path("execution_count").asInt()).isEqualTo(2);
      JsonNode took = one.path("inference_stats");
      assertThat(took.path("success").path("count").asInt()).isEqualTo(2);
      assertThat(took.path("success").path("ns").asLong())
          .isGreaterThanOrEqualTo(took.path("compute_infer").path("ns").asLong());
      assertThat(took.path("fail").path("count").asInt()).isEqualTo(1);
    }
    assertThat(server.get("/v2/models/flight-delays/versions/1.1/stats").status()).isEqualTo(404);
    assertThat(server.get("/v2/models/taxis/stats").status()).isEqualTo(404);
  }
}
