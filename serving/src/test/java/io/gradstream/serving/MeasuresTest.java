package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.Version;
import io.gradstream.serving.models.Flights;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code /metrics} says of requests and models, and what it does not. */
class MeasuresTest {

  private static final String MARK = "zzMARKzz";

  /** A comment, or name, labels and number, as Prometheus reads them. */
  private static final Pattern LINE =
      Pattern.compile(
          "# (HELP|TYPE) [a-z_]+ .+"
              + "|[a-z_]+(\\{[a-z_]+=\"[^\"]*\"(,[a-z_]+=\"[^\"]*\")*\\})? [0-9.e+-]+");

  @Test
  void requestsAreCountedByWhatTheyAskedAndWhatBecameOfThem() {
    try (TestServer server = server()) {
      server.infer(HeavyModel.LIGHT_ROW);
      server.infer(HeavyModel.LIGHT_ROW);
      server.infer("no JSON " + MARK);
      server.get("/v2/health/live");
      server.get("/" + MARK);
      server.send("PUT", "/v2", MARK);
      server.get("/v2/models/" + MARK);

      List<String> lines = lines(server);

      assertThat(lines)
          .contains(
              "gradstream_serving_requests_total{asked=\"infer\",status=\"200\"} 2",
              "gradstream_serving_requests_total{asked=\"infer\",status=\"400\"} 1",
              "gradstream_serving_requests_total{asked=\"health\",status=\"200\"} 1",
              "gradstream_serving_requests_total{asked=\"none\",status=\"404\"} 1",
              "gradstream_serving_refusals_total{reason=\"bad_request\"} 1",
              "gradstream_serving_refusals_total{reason=\"method\"} 1",
              "gradstream_serving_refusals_total{reason=\"not_found\"} 2",
              "gradstream_serving_refusals_total{reason=\"model_busy\"} 0",
              "gradstream_serving_infer_seconds_count 3",
              "gradstream_serving_infer_seconds_bucket{le=\"+Inf\"} 3",
              "gradstream_serving_ready 1",
              "gradstream_serving_models{learner=\"flight-delays\"} 1",
              "gradstream_serving_model_age_seconds{learner=\"flight-delays\"} 1.23400000")
          .allMatch(line -> LINE.matcher(line).matches())
          .noneMatch(line -> line.contains(MARK));
    }
  }

  private static TestServer server() {
    return TestServer.with(Flights.served(Flights.spec(Flights.LATE), "", new Version(1, 1)));
  }

  private static List<String> lines(TestServer server) {
    HttpResponse<String> response = server.response("GET", "/metrics", "");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    return response.body().lines().toList();
  }
}
