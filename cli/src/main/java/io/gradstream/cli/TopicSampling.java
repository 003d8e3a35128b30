package io.gradstream.cli;

import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.cli.topics.KafkaOptions;
import io.gradstream.cli.topics.SampledRecords;
import io.gradstream.cli.topics.TopicRead;
import io.gradstream.features.decode.AvroSchemas;
import io.gradstream.features.decode.RegistryAccess;
import io.gradstream.features.decode.RegistryPatience;
import io.gradstream.features.decode.RegistrySubjects;
import io.gradstream.features.decode.SchemaRegistry.Answer;
import io.gradstream.features.event.Decoded;
import io.gradstream.jobs.UserRecords;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.Position;
import io.gradstream.workbench.infer.TopicOrigin;
import io.gradstream.workbench.infer.TopicSample;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Looks at the first records of topics whose spec nobody has written yet.
 *
 * @param registry of their schemas; absent: records are JSON
 * @param most records of a topic
 */
record TopicSampling(KafkaOptions kafka, Optional<URI> registry, int most) {

  private static final UserRecords.Taker<String> PROBLEM =
      new UserRecords.Taker<>() {
        @Override
        public String usable(
            Decoded.Good event, Position position, Optional<Decoded.Bad> badLabel) {
          Optional<Decoded.Bad> first = event.setAside().stream().findFirst();
          return badLabel
              .map(bad -> "its label: %s %s".formatted(bad.reason(), bad.message()))
              .or(() -> first.map(bad -> "%s %s".formatted(bad.reason(), bad.message())))
              .orElse("");
        }

        @Override
        public String mark(Position position) {
          return "";
        }

        @Override
        public String tombstone(Position position) {
          return "";
        }

        @Override
        public String unusable(DeadLetter letter) {
          return "%s %s".formatted(letter.reason(), letter.message());
        }
      };

  /** Records, and what was made of them. */
  record Sampled(TopicSample sample, SampledRecords records) {}

  /** The newest schema of a topic, which the registry is to have. */
  TopicOrigin.Registered schema(String topic, String schemaFile)
      throws IOException, InterruptedException {
    return ifRegistered(topic, schemaFile)
        .orElseThrow(
            () ->
                new InvalidDataException(
                    "the registry %s has no subject %s-value"
                        .formatted(registry.orElseThrow(), topic)));
  }

  /** The newest schema of a topic; empty where the registry has none. */
  Optional<TopicOrigin.Registered> ifRegistered(String topic, String schemaFile)
      throws IOException, InterruptedException {
    if (registry.isEmpty()) {
      return Optional.empty();
    }
    RegistryAccess access = kafka.registry();
    return new RegistrySubjects(registry.get(), () -> access, RegistryPatience.TEN_SECONDS)
        .newest(topic + "-value")
        .map(newest -> newest.isJson() ? json(newest.id()) : avro(newest.schema(), schemaFile));
  }

  private TopicOrigin.Registered avro(String schema, String schemaFile) {
    return new TopicOrigin.Avro(schemaFile, schema, registry.orElseThrow().toString());
  }

  /** With the schemas that it refers to. */
  private TopicOrigin.Registered json(int id) {
    Answer answer = kafka.registryAt(registry.orElseThrow()).byId(id);
    if (answer instanceof Answer.FoundJson found) {
      return new TopicOrigin.Json(found.schema(), registry.orElseThrow().toString());
    }
    throw new InvalidDataException(
        answer instanceof Answer.Refused refused ? refused.reason() : "no JSON Schema: " + answer);
  }

  /**
   * Reads the first records of a topic that is there.
   *
   * @throws InvalidDataException when none of them is an object
   */
  Sampled read(TopicOrigin origin) throws IOException {
    SampledRecords sampled =
        new SampledRecords(
            most,
            origin
                .registered()
                .filter(TopicOrigin.Avro.class::isInstance)
                .map(TopicOrigin.Avro.class::cast)
                .map(
                    avro ->
                        new SampledRecords.Avro(
                            kafka.registryAt(URI.create(avro.registry())),
                            AvroSchemas.reader(avro.schema()))));
    try (TopicRead read =
        new TopicRead(kafka.consumer(), List.of(origin.topic()), TopicRead.From.BEGINNING)) {
      read.toEnd(sampled::take);
    }
    return new Sampled(new TopicSample(origin, sampled.objects(origin.topic())), sampled);
  }

  /** How many of the records a job can use, a line each: its own reader has the last word. */
  static List<String> readable(SampledRecords sampled, UserRecords reader) {
    long good = 0;
    Map<String, Long> reasons = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : sampled.records()) {
      String problem = reader.read(record, PROBLEM);
      if (problem.isEmpty()) {
        good++;
      } else {
        reasons.merge(problem, 1L, Long::sum);
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d of %d records of %s can be read by it"
            .formatted(good, sampled.records().size(), reader.topic()));
    reasons.forEach((reason, count) -> lines.add("  %d cannot: %s".formatted(count, reason)));
    return lines;
  }
}
