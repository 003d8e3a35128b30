package io.gradstream.features.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.gradstream.features.decode.RegistrySubjects.Registered;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistrySubjectsTest {

  private static final RegistryPatience SHORT =
      new RegistryPatience(
          Duration.ofSeconds(10),
          Duration.ofMillis(1),
          Duration.ofMillis(1),
          Optional.of(Duration.ofMillis(50)));

  private TroubledRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new TroubledRegistry();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private RegistrySubjects subjects(RegistryPatience patience) {
    return new RegistrySubjects(
        registry.url(), () -> RegistryAccess.of(Map.of("bearer.auth.token", "me")), patience);
  }

  private RegistrySubjects subjects() {
    return subjects(RegistryPatience.HALF_A_MINUTE);
  }

  @Test
  void aSchemaIsRegisteredUnderItsSubject() throws Exception {
    AtomicReference<JsonNode> body = new AtomicReference<>();
    AtomicReference<String> asked = new AtomicReference<>();
    HttpHandler handler = TroubledRegistry.answer(200, "{\"id\": 12}");
    registry.now(
        exchange -> {
          body.set(new ObjectMapper().readTree(exchange.getRequestBody()));
          asked.set(words(exchange));
          handler.handle(exchange);
        });

    assertThat(subjects().register("a b.predictions-value", TroubledRegistry.SCHEMA)).isEqualTo(12);
    assertThat(body.get().path("schema").textValue()).isEqualTo(TroubledRegistry.SCHEMA);
    assertThat(asked.get())
        .isEqualTo(
            "POST /subjects/a%20b.predictions-value/versions"
                + " application/vnd.schemaregistry.v1+json Bearer me");
  }

  private static String words(HttpExchange exchange) {
    return "%s %s %s %s"
        .formatted(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawPath(),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            exchange.getRequestHeaders().getFirst("Authorization"));
  }

  @Test
  void aRegistryThatIsNotWellIsAskedAgain() throws Exception {
    registry.then(
        TroubledRegistry.answer(503, ""),
        TroubledRegistry.answer(429, "slowly"),
        TroubledRegistry.answer(200, "{\"id\": 3}"));

    assertThat(subjects().register("s", TroubledRegistry.SCHEMA)).isEqualTo(3);
  }

  @Test
  void oneThatDoesNotAnswerIsNamed() {
    registry.now(TroubledRegistry.answer(503, ""));

    assertThatThrownBy(() -> subjects(SHORT).register("s", TroubledRegistry.SCHEMA))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not answer for s: status 503")
        .hasMessageContaining(registry.url().toString());
  }

  @Test
  void aRefusalIsToldInTheRegistrysWords() {
    registry.now(TroubledRegistry.answer(409, "{\"error_code\":409,\"message\":\"not like v1\"}"));

    assertThatThrownBy(() -> subjects().register("s", TroubledRegistry.SCHEMA))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("status 409, not like v1");
  }

  @Test
  void aWrongLoginIsToldAsOne() {
    registry.now(TroubledRegistry.answer(401, ""));

    assertThatThrownBy(() -> subjects().newest("s")).hasMessageContaining("another login");
  }

  @Test
  void theNewestSchemaOfASubjectIsFound() throws Exception {
    String escaped = TroubledRegistry.SCHEMA.replace("\"", "\\\"");
    registry.now(
        TroubledRegistry.answer(
            200, "{\"id\": 5, \"version\": 2, \"schema\": \"" + escaped + "\"}"));

    assertThat(subjects().newest("s")).contains(new Registered(5, TroubledRegistry.SCHEMA, false));
  }

  @Test
  void aSubjectThatIsNotThereHasNone() throws Exception {
    registry.now(TroubledRegistry.answer(404, "{\"error_code\": 40401, \"message\": \"none\"}"));

    assertThat(subjects().newest("s")).isEmpty();
  }

  @Test
  void aPageInItsPlaceIsNoAnswer() {
    registry.now(TroubledRegistry.answer(404, "<html>no such page</html>"));

    assertThatThrownBy(() -> subjects().newest("s"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("status 404");
  }
}
