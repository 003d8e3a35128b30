package io.gradstream.features.decode;

import static io.gradstream.features.decode.TroubledRegistry.NO_SUCH_SCHEMA;
import static io.gradstream.features.decode.TroubledRegistry.SCHEMA;
import static io.gradstream.features.decode.TroubledRegistry.answer;
import static io.gradstream.features.decode.TroubledRegistry.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.decode.SchemaRegistry.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a registry says when it speaks: what it does not is {@link RegistryAwayTest}. */
class RegistriesTest {

  private static final Answer FOUND = new Answer.Found(new Schema.Parser().parse(SCHEMA));

  private Instant now = Instant.EPOCH;
  private TroubledRegistry server;

  @BeforeEach
  void start() throws IOException {
    server = new TroubledRegistry();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void httpRegistryAsksOnceForASchema() {
    server.now(schema(SCHEMA));
    HttpRegistry registry = registry("/", RegistryHost.ofThread());
    assertThat(registry.byId(42)).isEqualTo(FOUND);
    assertThat(registry.byId(42)).isEqualTo(FOUND);
    assertThat(server.paths()).containsExactly("/schemas/ids/42");
  }

  @Test
  void httpRegistryMayStandBelowAPath() {
    server.now(schema(SCHEMA));
    assertThat(registry("/apis/ccompat/v7", RegistryHost.ofThread()).byId(1)).isEqualTo(FOUND);
    assertThat(server.paths()).containsExactly("/apis/ccompat/v7/schemas/ids/1");
  }

  @Test
  void whatIsKnownAlreadyIsNotAskedFor() {
    RegistryHost host = RegistryHost.ofThread();
    host.known().add(42, SCHEMA);
    assertThat(registry("/", host).byId(42)).isEqualTo(FOUND);
    assertThat(server.paths()).isEmpty();
  }

  @Test
  void whatIsFoundIsKnown() {
    server.now(schema(SCHEMA));
    RegistryHost host = RegistryHost.ofThread();
    registry("/", host).byId(42);
    assertThat(host.known().texts()).containsExactly(Map.entry(42, SCHEMA));
  }

  @Test
  void anUnknownIdIsAskedForAgainAfterHalfAMinute() {
    server.now(NO_SUCH_SCHEMA);
    HttpRegistry registry = registry("/", RegistryHost.ofThread());
    assertThat(registry.byId(42)).isEqualTo(Answer.unknown(42));
    server.now(schema(SCHEMA));
    now = now.plus(HttpRegistry.FORGET).minusMillis(1);
    assertThat(registry.byId(42)).isEqualTo(Answer.unknown(42));
    assertThat(server.paths()).hasSize(1);
    now = now.plusMillis(1);
    assertThat(registry.byId(42)).isEqualTo(FOUND);
  }

  @Test
  void anIdThatNoRegistryGivesIsNotAskedFor() {
    assertThat(registry("/", RegistryHost.ofThread()).byId(-1)).isEqualTo(Answer.unknown(-1));
    assertThat(server.paths()).isEmpty();
  }

  @Test
  void aSchemaThatIsOfNoUseIsRefusedWithTheReason() {
    Map<String, String> reasons =
        Map.of(
            "{\"schema\": \"message Event {}\", \"schemaType\": \"PROTOBUF\"}",
            "schema id 42 must be AVRO or JSON: PROTOBUF",
            "{\"schema\": \"{\\\"type\\\": \\\"record\\\"}\"}",
            "schema id 42 is no Avro schema",
            "{\"schema\": \"hello\"}",
            "schema id 42 is no Avro schema",
            "{\"schema\": \"{}\", \"references\": [{\"name\": \"a\"}]}",
            "schema id 42 must name subject and version where it refers to another schema");
    reasons.forEach(
        (body, reason) -> {
          server.now(answer(200, body));
          RegistryHost host = RegistryHost.ofThread();
          Answer answer = registry("/", host).byId(42);
          assertThat(answer).as(body).isInstanceOf(Answer.Refused.class);
          assertThat(((Answer.Refused) answer).reason()).as(body).contains(reason);
          assertThat(host.known().texts()).isEmpty();
        });
  }

  @Test
  void aSchemaThatCannotBeReadIsToldWithItsSubject() {
    server.then(schema("{\"type\": \"record\"}"), answer(200, "[\"payments-value\", \"b\"]"));
    Answer answer = registry("/", RegistryHost.ofThread()).byId(42);
    assertThat(((Answer.Refused) answer).reason())
        .startsWith("schema id 42, of subject payments-value, b, is no Avro schema: ");
    assertThat(server.paths()).containsExactly("/schemas/ids/42", "/schemas/ids/42/subjects");
  }

  private static final String AMOUNT =
      "{\"type\": \"record\", \"name\": \"shop.Amount\", \"fields\": [{\"name\": \"n\", \"type\": \"shop.Money\"}]}";
  private static final String MONEY =
      "{\"type\": \"record\", \"name\": \"shop.Money\", \"fields\": [{\"name\": \"cents\", \"type\": \"long\"}]}";

  private static String referring(String schema, String subject, int version) {
    return "{\"schema\": \"%s\", \"references\": [{\"name\": \"any\", \"subject\": \"%s\", \"version\": %d}]}"
        .formatted(schema.replace("\"", "\\\""), subject, version);
  }

  @Test
  void whatASchemaRefersToIsAskedForAndKeptWithIt() {
    String order =
        "{\"type\": \"record\", \"name\": \"Order\", \"fields\": [{\"name\": \"paid\", \"type\": \"shop.Amount\"}, {\"name\": \"back\", \"type\": [\"null\", \"shop.Money\"]}]}";
    server.then(
        answer(200, referring(order, "amount value", 3)),
        answer(503, "not now"),
        answer(200, referring(AMOUNT, "money-value", 1)),
        schema(MONEY));
    RegistryHost host = RegistryHost.ofThread();
    Answer found = registry("/", host).byId(42);
    assertThat(((Answer.Found) found).schema().getField("paid").schema().getField("n").schema())
        .isEqualTo(new Schema.Parser().parse(MONEY));
    assertThat(server.paths())
        .containsExactly(
            "/schemas/ids/42",
            "/subjects/amount value/versions/3",
            "/subjects/amount value/versions/3",
            "/subjects/money-value/versions/1");
    HttpRegistry restored = registry("/", host);
    assertThat(restored.byId(42)).as("from what is known, without a question").isEqualTo(found);
    assertThat(server.paths()).hasSize(4);
  }

  @Test
  void aReferenceThatLeadsNowhereIsTold() {
    server.then(
        answer(200, referring(AMOUNT, "money-value", 1)),
        answer(404, "{\"error_code\": 40402, \"message\": \"Version 1 not found.\"}"));
    assertThat(((Answer.Refused) registry("/", RegistryHost.ofThread()).byId(42)).reason())
        .isEqualTo(
            "schema id 42 refers to version 1 of subject money-value, which the registry does not have");
  }

  @Test
  void referencesInACircleEnd() {
    server.now(answer(200, referring(AMOUNT, "money-value", 1)));
    assertThat(((Answer.Refused) registry("/", RegistryHost.ofThread()).byId(42)).reason())
        .startsWith(
            "schema id 42 must refer to at most 100 schemas, none of which refers to itself");
  }

  @Test
  void oldSchemasAreForgottenBeforeTheyAreTooMany() {
    KnownSchemas known = new KnownSchemas();
    for (int id = 0; id <= KnownSchemas.MOST; id++) {
      known.add(id, "\"int\"");
    }
    assertThat(known.texts()).hasSize(KnownSchemas.MOST).doesNotContainKey(0);
    known.add(5000, " ".repeat(KnownSchemas.MOST_CHARACTERS));
    assertThat(known.texts()).containsOnlyKeys(5000);
  }

  @Test
  void givenTextsAreARegistry() {
    SchemaRegistry registry = SchemaRegistry.of(Map.of(1, SCHEMA));
    assertThat(registry.byId(1)).isEqualTo(FOUND);
    assertThat(registry.byId(2)).isEqualTo(Answer.unknown(2));
  }

  @Test
  void aPauseDoublesUpToTheLongest() {
    RegistryPatience patience = RegistryPatience.ENDLESS;
    assertThat(patience.after(Duration.ofMillis(200))).isEqualTo(Duration.ofMillis(400));
    assertThat(patience.after(Duration.ofSeconds(9))).isEqualTo(patience.longestPause());
    assertThatThrownBy(
            () ->
                new RegistryPatience(
                    Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1), null))
        .hasMessageContaining("exchange, firstPause and longestPause must be positive");
  }

  @Test
  void whatAFileSaysOfARegistryGoesWithEachRequest() {
    server.now(schema(SCHEMA));
    Map<String, Map<String, String>> headers =
        Map.of(
            "Basic bWU6b3BlbjpzZXNhbWU=",
            Map.of("schema.registry.basic.auth.user.info", "me:open:sesame"),
            "Basic YTpi",
            Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "a:b"),
            "Bearer opensesame",
            Map.of("schema.registry.bearer.auth.token", "opensesame"),
            "Special",
            Map.of("schema.registry.request.header.Authorization", "Special"));
    headers.forEach(
        (expected, properties) -> {
          registry("/", RegistryHost.ofThread(), RegistryAccess.of(properties)).byId(1);
          assertThat(server.header("Authorization")).isEqualTo(expected);
        });
  }

  @Test
  void whatCannotBeMeantIsRefusedAndNoSecretIsRepeated() {
    List<Map<String, String>> wrong =
        List.of(
            Map.of("schema.registry.basic.auth.user.info", "opensesame"),
            Map.of("basic.auth.user.info", "a:opensesame", "bearer.auth.token", "opensesame"),
            Map.of("schema.registry.basic.auth.credentials.source", "SASL_INHERIT"),
            Map.of("schema.registry.bearer.auth.tokken", "opensesame"),
            Map.of("schema.registry.bearer.auth.token", "open\r\nsesame: opensesame"),
            Map.of("schema.registry.request.header.Host", "opensesame"));
    for (Map<String, String> properties : wrong) {
      assertThatThrownBy(() -> RegistryAccess.of(properties))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("opensesame");
    }
    assertThat(RegistryAccess.of(Map.of("bearer.auth.token", "opensesame")).toString())
        .doesNotContain("opensesame");
    assertThat(RegistryAccess.of(Map.of("ssl.truststore.location", "/kafkas/own")))
        .isEqualTo(RegistryAccess.OPEN);
  }

  private HttpRegistry registry(String path, RegistryHost host) {
    return registry(path, host, RegistryAccess.OPEN);
  }

  private HttpRegistry registry(String path, RegistryHost host, RegistryAccess access) {
    URI url = URI.create(server.url() + path);
    return new HttpRegistry(url, () -> access, RegistryPatience.ENDLESS, host, () -> now);
  }
}
