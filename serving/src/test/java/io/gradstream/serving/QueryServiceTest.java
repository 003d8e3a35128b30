package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.serving.http.Limits;
import io.gradstream.serving.models.Flights;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryServiceTest {

  private static final ServingOptions NO_BROKER =
      new ServingOptions(
          "127.0.0.1:1",
          List.of(Flights.LEARNER),
          "127.0.0.1",
          0,
          Optional.of(0),
          Optional.empty(),
          1 << 20,
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          true,
          Limits.DEFAULT);

  @Test
  void itListensAndIsLiveWhileTheBrokerIsAway() throws Exception {
    try (QueryService service = new QueryService(NO_BROKER)) {
      service.start();

      assertThat(service.url()).isEqualTo("http://127.0.0.1:" + service.port());
      assertThat(get(service, "/v2/health/live").statusCode()).isEqualTo(200);
      assertThat(get(service, "/v2/health/ready").statusCode()).isEqualTo(503);
      assertThat(get(service, "/v2/models/flight-delays").body())
          .startsWith("{\"error\":\"not ready: waiting for a model of flight-delays: Kafka ");
      assertThat(service.isReady()).isFalse();
    }
  }

  @Test
  void recordsAreNotStoredWhileTheBrokerIsAway(@TempDir Path folder) throws Exception {
    Path spec =
        Files.writeString(folder.resolve("flights.yaml"), GivenTopics.yaml(Flights.LEARNER));
    List<String> options =
        List.of("--brokers=127.0.0.1:1", "--port=0", "--request-seconds=10", "--learn=" + spec);
    try (QueryService service = new QueryService(ServingOptions.parse(options))) {
      service.start();

      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(service.url() + MalformedRecords.LEARN))
                      .POST(BodyPublishers.ofString(GivenTopics.BOTH))
                      .build(),
                  BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(answer.body())
          .contains(
              "{\"state\":\"not_stored\",\"topic\":\"flights\"}",
              "within 5000 ms: no broker has told of the topic flights");
    }
  }

  @Test
  void aServiceMayBeClosedBeforeItWasStarted() {
    QueryService service = new QueryService(NO_BROKER);

    service.close();

    assertThat(service.isReady()).isFalse();
  }

  private static HttpResponse<String> get(QueryService service, String path)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(service.url() + path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
