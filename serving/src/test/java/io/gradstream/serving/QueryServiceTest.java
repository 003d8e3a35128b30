package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.serving.http.Limits;
import io.gradstream.serving.models.Flights;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
