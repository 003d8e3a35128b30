package io.gradstream.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.features.decode.RegistryAccess;
import io.gradstream.features.decode.RegistrySubjects;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.StreamFormat.ConfluentAvro;
import io.gradstream.schemas.ConfluentFraming;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The specs that {@code init} writes are valid, and learn from what they were inferred from. */
@ExtendWith(OnCluster.class)
final class InitIT {

  private static final int EVENTS = 120;

  @TempDir private Path folder;

  private final Cluster cluster;
  private final String brokers;

  InitIT(Cluster cluster) {
    this.cluster = cluster;
    brokers = cluster.broker().address();
  }

  @Test
  void ofJsonWithItsLabelInside() {
    withTopics("init-clicks");
    try (Sender sender = new Sender(brokers)) {
      for (int i = 0; i < EVENTS; i++) {
        String click =
            "{\"clickId\": \"c-%d\", \"at\": \"%s\", \"page\": {\"kind\": \"k%d\"}, \"seconds\": %d.5, \"bought\": %b}";
        sender.good(
            "init-clicks",
            "c-" + i,
            click.formatted(
                i, Instant.ofEpochMilli(Measurements.time(i)), i % 3, i % 10, i % 10 > 6));
      }
    }
    Path spec = folder.resolve("clicks.yaml");

    String said = init(spec, "--topic", "init-clicks", "--target", "bought").text();

    assertThat(said)
        .contains("100 of 100 records of init-clicks can be read by it")
        .contains("evaluate " + spec + " --topic");
    JsonNode evaluated = evaluate(spec, "--topic", "--brokers", brokers);
    assertThat(evaluated.path("rows").intValue()).isEqualTo(EVENTS);
    assertThat(evaluated.path("bad_rows")).isEmpty();
    assertThat(evaluated.path("missing")).isEmpty();
    assertThat(evaluated.path("n").intValue()).isGreaterThan(EVENTS - 32);
  }

  @Test
  void ofAvroByARegistryWithLabelsOnATopicOfTheirOwn() throws Exception {
    LearnerSpec measured = Learners.read("avro/learner.yaml");
    withTopics("init-measured", "init-outcomes");
    try (SchemaServer registry = new SchemaServer(measured);
        Sender sender = new Sender(brokers)) {
      new RegistrySubjects(URI.create(registry.url()), () -> RegistryAccess.OPEN)
          .register("init-measured-value", ((ConfluentAvro) measured.events().format()).schema());
      Measurements measurements = new Measurements(measured);
      for (int i = 0; i < EVENTS; i++) {
        String id = "m-" + i;
        sender.good("init-measured", id, measurements.event(i, id, i));
        sender.good("init-outcomes", id, Measurements.label(id, i + 1_000, i % 4 * 10));
      }
      Path spec = folder.resolve("measured.yaml");

      String said =
          init(
                  spec,
                  "--topic",
                  "init-measured",
                  "--labels-topic",
                  "init-outcomes",
                  "--target",
                  "late > 15",
                  "--registry",
                  registry.url())
              .text();

      assertThat(said)
          .contains("100 of 100 records of init-measured can be read by it")
          .contains("100 of 100 records of init-outcomes can be read by it")
          .contains("labels: {topic: init-outcomes, id: id, time: known, wait: 2d, format: json}");
      assertThat(folder.resolve("init-measured.avsc")).exists();
      JsonNode evaluated = evaluate(spec, "--topic", "--brokers", brokers);
      assertThat(evaluated.path("rows").intValue()).isEqualTo(EVENTS);
      assertThat(evaluated.path("labels").intValue()).isEqualTo(EVENTS);
      assertThat(evaluated.path("answers").path("n").intValue()).isEqualTo(EVENTS);
      assertThat(evaluated.path("bad_rows")).isEmpty();
      assertThat(evaluated.path("missing").fieldNames()).toIterable().containsOnly("kind");
    }
    assertTheRegistryIsMissed(folder.resolve("measured.yaml"));
  }

  @Test
  void ofJsonWhoseSchemaARegistryHas() throws Exception {
    withTopics("init-orders");
    String schema =
        """
        {"properties": {
          "at": {"type": "integer", "title": "io.debezium.time.MicroTimestamp", "connect.type": "int64"},
          "price": {"type": "string", "title": "org.apache.kafka.connect.data.Decimal", "connect.type": "bytes",
            "connect.parameters": {"scale": "2"}},
          "state": {"type": "string", "enum": ["open", "paid", "sent", "back"]}}}
        """;
    try (SchemaServer registry = new SchemaServer(Learners.read("avro/learner.yaml"));
        Sender sender = new Sender(brokers)) {
      int id = registry.registerJson("init-orders-value", schema);
      for (int i = 0; i < EVENTS; i++) {
        String order =
            "{\"orderId\": \"o-%d\", \"at\": %d, \"price\": \"%s\", \"state\": \"%s\"}"
                .formatted(
                    i,
                    Measurements.time(i) * 1000,
                    Base64.getEncoder()
                        .encodeToString(BigInteger.valueOf(1000 + i * 7).toByteArray()),
                    List.of("sent", "open", "paid").get(i % 3));
        sender.good("init-orders", "o-" + i, ConfluentFraming.frame(id, order.getBytes(UTF_8)));
      }
      Path spec = folder.resolve("orders.yaml");

      String said =
          init(spec, "--topic", "init-orders", "--target", "state", "--registry", registry.url())
              .text();

      assertThat(said)
          .contains("100 of 100 records of init-orders can be read by it")
          .contains("time: at, id: orderId, registry: \"" + registry.url())
          .contains("{field: price, as: numeric}")
          .contains("target: {classes: [\"open\", \"paid\", \"sent\", \"back\"], field: state}");
      JsonNode evaluated = evaluate(spec, "--topic", "--brokers", brokers);
      assertThat(evaluated.path("rows").intValue()).isEqualTo(EVENTS);
      assertThat(evaluated.path("bad_rows")).isEmpty();
      assertThat(evaluated.path("missing")).isEmpty();
      String refused =
          Said.by(
                  "init",
                  "--out",
                  folder.resolve("bare.yaml"),
                  "--topic",
                  "init-orders",
                  "--target",
                  "state",
                  "--brokers",
                  brokers)
              .text();
      assertThat(refused).contains("they name JSON Schemas by their ids: with --registry URL");
    }
  }

  /** The registry of the spec has been closed. */
  private void assertTheRegistryIsMissed(Path spec) {
    Said said = Said.by("evaluate", spec, "--topic", "--brokers", brokers);

    assertThat(said.status()).isNotZero();
    assertThat(said.text()).contains("the schema registry http://127.0.0.1:", "does not answer");
  }

  @Test
  void ofAFile() throws IOException {
    Path data = folder.resolve("measured.csv");
    Files.write(data, Measurements.csv(EVENTS, 5).getBytes(UTF_8));
    Path spec = folder.resolve("file.yaml");

    init(spec, "--file", data, "--target", "late > 15", "--ignore", "known");

    JsonNode evaluated = evaluate(spec, "--data", data);
    assertThat(evaluated.path("rows").intValue()).isEqualTo(EVENTS);
    assertThat(evaluated.path("bad_rows")).isEmpty();
  }

  private Said init(Path spec, Object... words) {
    List<Object> all = new ArrayList<>(List.of("init", "--out", spec));
    all.addAll(List.of(words));
    if (all.contains("--topic")) {
      all.addAll(List.of("--brokers", brokers));
    }
    Said said = Said.by(all.toArray()).well();
    Said.by("validate", spec).well();
    return said;
  }

  private static JsonNode evaluate(Path spec, Object... where) {
    List<Object> words = new ArrayList<>(List.of("evaluate", spec, "--json"));
    words.addAll(List.of("--limit", 200));
    words.addAll(List.of(where));
    return Said.by(words.toArray()).json();
  }

  private void withTopics(String... topics) {
    cluster
        .broker()
        .createTopics(Stream.of(topics).map(topic -> new NewTopic(topic, 2, (short) 1)).toList());
  }
}
