package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.Version;
import io.gradstream.serving.http.Endpoint;
import io.gradstream.serving.http.Limits;
import io.gradstream.serving.http.Route;
import io.gradstream.serving.models.Flights;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's files, as a browser gets them, and who gets what they show. */
class PageFilesTest {

  private static final String WATCH = "/v2/models/" + Flights.LEARNER + "/watch";
  private static final String TOKEN = "dashboard-0123456789";

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void everyFileIsServedWithItsTypeAndRulesForBrowsers() throws Exception {
    try (TestServer server = new TestServer()) {
      for (Endpoint endpoint : files()) {
        Route.File file = ((Route.Page) endpoint.example()).file();
        HttpResponse<String> response = get(server, endpoint.path());

        assertThat(response.statusCode()).as(endpoint.path()).isEqualTo(200);
        assertThat(response.body()).as(endpoint.path()).isNotEmpty();
        assertThat(header(response, "Content-Type")).isEqualTo(file.type());
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(response, "Content-Security-Policy"))
            .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
            .doesNotContain("unsafe", "http", "*");
      }
      assertThat(files()).hasSize(Route.File.values().length);
    }
  }

  @Test
  void whatABrowserHasIsNotSentAgain() throws Exception {
    try (TestServer server = new TestServer()) {
      String tag = header(get(server, "/page/page.js"), "ETag");

      HttpResponse<String> same = get(server, "/page/page.js", "If-None-Match", tag);
      HttpResponse<String> other = get(server, "/page/page.css", "If-None-Match", tag);

      assertThat(same.statusCode()).isEqualTo(304);
      assertThat(same.body()).isEmpty();
      assertThat(header(same, "ETag")).isEqualTo(tag);
      assertThat(other.statusCode()).isEqualTo(200);
    }
  }

  /** Else the rules for browsers would stop it, or a stranger's text could become markup. */
  @Test
  void ourFilesNameNoOtherServiceAndPutInNoMarkup() throws Exception {
    try (TestServer server = new TestServer()) {
      for (String path : List.of("/", "/page/page.js", "/page/chart.js", "/page/form.js")) {
        String text = get(server, path).body().replace("http://www.w3.org/2000/svg", "");

        assertThat(text)
            .as(path)
            .doesNotContain("http:", "https:", "innerHTML", "outerHTML", "insertAdjacentHTML")
            .doesNotContain("<style", " style=", " onclick=", "eval(", "document.write");
      }
    }
  }

  @Test
  void thePageTellsNothingWithoutATokenWhereTokensAreSet(@TempDir Path folder) throws Exception {
    Path tokens = Files.writeString(folder.resolve("tokens"), "read " + TOKEN + "\n");
    try (TestServer server =
        new TestServer(Optional.empty(), Optional.of(tokens), Limits.DEFAULT)) {
      server.store.follow(Flights.LEARNER);

      assertThat(get(server, "/").statusCode()).isEqualTo(200);
      assertThat(get(server, "/").body()).doesNotContain(Flights.LEARNER);
      assertThat(get(server, WATCH).statusCode()).isEqualTo(401);
      assertThat(server.get(WATCH, TOKEN).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aCallersMistakesHaveClearStatuses() throws Exception {
    try (TestServer server = TestServer.with()) {
      assertThat(server.send("GET", "/v2/models/nobody/watch", "").status()).isEqualTo(404);
      assertThat(server.send("GET", "/v2/models/nobody/watch", "").error())
          .isEqualTo("there is no learner 'nobody'");
      assertThat(server.send("POST", WATCH, "{}").status()).isEqualTo(405);
      assertThat(server.send("POST", "/", "{}").status()).isEqualTo(405);
      assertThat(server.send("GET", "/page/../../etc/passwd", "").status()).isIn(400, 404);
      assertThat(server.send("GET", "/page/none.js", "").status()).isEqualTo(404);
    }
  }

  @Test
  void whatTheFormNeedsIsTold() throws Exception {
    try (TestServer server =
        TestServer.with(Flights.served(Flights.keyedByOrigin(), "ORD", new Version(3, 1200)))) {
      HttpResponse<String> response = get(server, WATCH);
      TestServer.Answer answer = TestServer.answer(response);

      assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
      assertThat(answer.body().at("/model/fields"))
          .extracting(field -> field.path("name").asText() + " " + field.path("kind").asText())
          .containsExactly("scheduled time", "distance number", "origin text", "holiday boolean");
      assertThat(answer.body().at("/model/fields/2/key").asBoolean()).isTrue();
      assertThat(answer.body().at("/model/layers/0").asText()).isEqualTo("dense 6, relu");
      assertThat(answer.body().at("/model/newest/version").asText()).isEqualTo("3.1200");
      assertThat(answer.body().at("/model/newest/age_ms").asLong())
          .isEqualTo(TestServer.AGE_MILLIS);
      assertThat(answer.body().at("/model/newest/learned/1/offset").asLong()).isEqualTo(4711);
      assertThat(answer.body().at("/reports/missing").asText())
          .isEqualTo("Kafka has not answered yet");
    }
  }

  private static List<Endpoint> files() {
    return Stream.of(Endpoint.values())
        .filter(endpoint -> endpoint.example() instanceof Route.Page)
        .toList();
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private HttpResponse<String> get(TestServer server, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
