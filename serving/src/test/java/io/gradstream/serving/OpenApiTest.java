package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.schemas.Version;
import io.gradstream.serving.http.Endpoint;
import io.gradstream.serving.http.Route;
import io.gradstream.serving.models.Flights;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The page describes the paths there are, and no others. */
class OpenApiTest {

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

  /** Asks every path with every method: what is not described is refused. */
  @Test
  void whatIsDescribedIsWhatIsAnswered() {
    try (TestServer server =
        TestServer.with(
            GivenTopics.desk(GivenTopics.producer(true), Flights.LEARNER),
            Flights.served(Flights.spec(Flights.LATE), "", new Version(3, 1200)))) {
      JsonNode paths = server.get("/docs/openapi.json").body().path("paths");
      Set<String> described = new TreeSet<>();
      Set<String> answered = new TreeSet<>();
      for (Endpoint endpoint : Endpoint.values()) {
        String path =
            endpoint.path().replace("{model}", Flights.LEARNER).replace("{version}", "3.1200");
        for (String method : METHODS) {
          if (paths.path(endpoint.path()).has(method.toLowerCase(Locale.ROOT))) {
            described.add(method + " " + path);
          }
          int status = server.response(method, path, "").statusCode();
          assertThat(status).as(method + " " + path).isNotEqualTo(404);
          if (status != 405) {
            answered.add(method + " " + path);
          }
        }
      }
      assertThat(answered).isEqualTo(described).isNotEmpty();
      assertThat(paths).hasSize(Endpoint.values().length);
    }
  }

  @Test
  void whatNobodyMayIsNotDescribed() {
    try (TestServer server = new TestServer()) {
      JsonNode page = server.get("/docs/openapi.json").body();

      assertThat(page.path("paths").has(Endpoint.LEARN.path())).isFalse();
      assertThat(server.get("/v2").body().path("paths"))
          .extracting(JsonNode::asText)
          .doesNotContain("POST " + Endpoint.LEARN.path());
    }
  }

  /** A route that no path leads to would be in no description. */
  @Test
  void everyKindOfRouteHasAPath() {
    Set<Class<?>> kinds = new HashSet<>();
    for (Endpoint endpoint : Endpoint.values()) {
      kinds.add(endpoint.example().getClass());
    }
    assertThat(kinds).isEqualTo(leaves(Route.class));
  }

  private static Set<Class<?>> leaves(Class<?> type) {
    Set<Class<?>> leaves = new HashSet<>();
    for (Class<?> one : type.getPermittedSubclasses()) {
      if (one.isInterface()) {
        leaves.addAll(leaves(one));
      } else {
        leaves.add(one);
      }
    }
    return leaves;
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    try (TestServer server = new TestServer()) {
      JsonNode page = server.get("/docs/openapi.json").body();

      assertThat(page.path("openapi").asText()).isEqualTo("3.1.0");
      assertThat(page.findValuesAsText("$ref"))
          .isNotEmpty()
          .allSatisfy(ref -> assertThat(page.at(ref.substring(1)).isObject()).isTrue());
      assertThat(page.findValuesAsText("operationId")).doesNotHaveDuplicates();
    }
  }
}
