package io.gradstream.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.local.reports.Standing;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a learner publishes is read by readers that are not ours, in each form; by ours as well, who
 * are told no form.
 */
@ExtendWith(OnCluster.class)
final class PublishedFormsIT {

  private static final int EVENTS = 40;
  private static final String BAD = "{\"id\": \"bad\", \"at\": \"soon\", \"size\": 1}";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Cluster cluster;

  PublishedFormsIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void jsonIsPlainObjectsWithNamedFields() {
    try (RunningLearner learner = learned("published-json", "{format: json}")) {
      Topics topics = Topics.of("published-json");
      List<JsonNode> predictions = read(topics.predictions(), PublishedFormsIT::json, EVENTS);
      assertThat(predictions)
          .allSatisfy(
              prediction -> {
                assertThat(prediction.path("learner").textValue()).isEqualTo("published-json");
                assertThat(prediction.path("probability").floatValue()).isBetween(0f, 1f);
                assertThat(prediction.path("version").textValue()).matches("\\d+\\.\\d+");
                assertThat(prediction.path("time").longValue()).isPositive();
              })
          .extracting(prediction -> prediction.path("id").textValue())
          .contains("m-0", "m-39");

      JsonNode letter = read(topics.deadLetters(), PublishedFormsIT::json, 1).get(0);
      assertThat(letter.path("reason").textValue()).isEqualTo("WRONG_TYPE");
      assertThat(letter.path("field").textValue()).isEqualTo("at");
      assertThat(letter.path("original").textValue()).isEqualTo(BAD);

      assertThat(read(topics.metrics(), PublishedFormsIT::json, 1))
          .allSatisfy(report -> assertThat(report.path("measures").isObject()).isTrue());
      assertThat(learner.state()).isEqualTo("RUNNING");
    }
  }

  @Test
  void avroIsFramedAndItsSchemasStandInTheRegistry() throws IOException {
    try (SchemaServer registry = new SchemaServer(Learners.read("avro/learner.yaml"));
        RunningLearner learner =
            learned("published-avro", "{format: avro, registry: \"" + registry.url() + "\"}")) {
      Topics topics = Topics.of("published-avro");
      List<GenericRecord> predictions =
          read(
              topics.predictions(), bytes -> framed(bytes, topics.predictions(), registry), EVENTS);
      assertThat(predictions)
          .extracting(prediction -> prediction.get("id").toString())
          .contains("m-0", "m-39");

      GenericRecord letter =
          read(topics.deadLetters(), bytes -> framed(bytes, topics.deadLetters(), registry), 1)
              .get(0);
      assertThat(letter.get("reason")).hasToString("WRONG_TYPE");
      assertThat(UTF_8.decode((ByteBuffer) letter.get("original")).toString()).isEqualTo(BAD);

      assertThat(read(topics.metrics(), bytes -> framed(bytes, topics.metrics(), registry), 1))
          .allSatisfy(report -> assertThat((List<?>) report.get("measures")).isNotEmpty());
      assertThat(learner.state()).isEqualTo("RUNNING");
    }
  }

  /** A learner that has answered and learned, as it says in that form itself. */
  private RunningLearner learned(String name, String publish) {
    SpecBundle source = Learners.read("bad-json.yaml").source();
    String text =
        source.text().replace("bad-json", name).replaceAll("publish: .*", "publish: " + publish);
    LearnerSpec spec = SpecReader.read(new SpecBundle(name + ".yaml", text, source.files()));
    RunningLearner learner = RunningLearner.deploy(cluster, spec);
    try (Sender sender = new Sender(cluster.broker().address())) {
      learner.send(sender, 0, EVENTS);
      sender.bad(learner.events(), "bad", BAD, Reason.WRONG_TYPE, "at");
      sender.mark(Measurements.time(10_000), learner.events(), learner.labels());
      Standing standing = learner.standingAfter(EVENTS, 1);
      assertThat(standing.dead()).isEqualTo(1);
      assertThat(learner.deadLetters(1)).isEqualTo(sender.due());
    }
    return learner;
  }

  private <T> List<T> read(String topic, Function<byte[], T> reader, int count) {
    try (TopicReader<T> records = new TopicReader<>(cluster.broker().address(), topic, reader)) {
      return List.copyOf(Eventually.get(records::poll, all -> all.size() >= count));
    }
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(new String(bytes, UTF_8), e);
    }
  }

  /** By Avro alone: the schema that the registry has for the id in front. */
  private static GenericRecord framed(byte[] bytes, String topic, SchemaServer registry) {
    ByteBuffer value = ByteBuffer.wrap(bytes);
    assertThat(value.get()).isZero();
    int id = value.getInt();
    assertThat(registry.id(topic + "-value")).contains(id);
    try {
      return new GenericDatumReader<GenericRecord>(new Schema.Parser().parse(registry.schema(id)))
          .read(
              null,
              DecoderFactory.get().binaryDecoder(bytes, value.position(), value.remaining(), null));
    } catch (IOException e) {
      throw new UncheckedIOException("no record of schema " + id, e);
    }
  }
}
