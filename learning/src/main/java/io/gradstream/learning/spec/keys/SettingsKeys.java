package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.yaml.Key.optional;
import static io.gradstream.learning.spec.yaml.Key.withDefault;

import io.gradstream.features.decode.EventDecoders;
import io.gradstream.learning.spec.LearnerSpec.LimitsSpec;
import io.gradstream.learning.spec.LearnerSpec.PublishSpec;
import io.gradstream.learning.spec.PublishedForm;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.Keys;
import io.gradstream.learning.spec.yaml.NameShape;
import io.gradstream.learning.spec.yaml.ObjectShape;
import io.gradstream.learning.spec.yaml.SpanShape;
import io.gradstream.learning.spec.yaml.TruthShape;
import io.gradstream.learning.spec.yaml.WholeShape;
import java.time.Duration;
import java.util.Optional;

/** Keys of what is published, and of what must not grow without bound. */
public final class SettingsKeys {

  /** When models are published. */
  record Snapshots(Duration every, int atMostPerSecond, int inlineBytes) {}

  static final ObjectShape<Snapshots> SNAPSHOTS =
      new ObjectShape<>(
          Keys.of(
              withDefault(
                  "every", new SpanShape("10ms", "1d"), "1s", "Wall-clock interval of snapshots."),
              withDefault(
                  "atMostPerSecond",
                  new WholeShape(1, 100_000).asInt(),
                  "100",
                  "Most snapshots a second, over all keys of a subtask."),
              withDefault(
                  "inlineBytes",
                  new WholeShape(0, 10_000_000).asInt(),
                  "700000",
                  "Largest snapshot that goes on the topic itself, below the broker's record limit;"
                      + " larger ones become files."),
              Snapshots::new));

  /** The names of forms that a spec may give. */
  public enum Form {
    AVRO,
    JSON
  }

  /** Form of what others read too. */
  public static final Key<Optional<Form>> FORM =
      optional(
          "format",
          NameShape.all(Form.class),
          "Avro in single-object encoding, which needs no registry",
          "How predictions, metrics and dead letters are written: `json`, an object with named"
              + " fields; `avro`, behind a schema id (Confluent framing), schemas registered as"
              + " `TOPIC-value`. Each record tells its form, so a topic may hold several.");

  /**
   * What is published, but for where schemas are registered.
   *
   * @param registry the URL that is given here
   */
  public record DeclaredPublish(
      PublishSpec asDefault, Optional<Form> form, Optional<String> registry) {

    /** With the form that follows from the keys of the whole spec. */
    public PublishSpec with(PublishedForm known) {
      return new PublishSpec(
          asDefault.snapshotsEvery(),
          asDefault.snapshotsPerSecond(),
          asDefault.predictions(),
          asDefault.exactlyOnce(),
          asDefault.inlineSnapshotBytes(),
          known);
    }
  }

  public static final ObjectShape<DeclaredPublish> PUBLISH =
      new ObjectShape<>(
          Keys.of(
              withDefault("snapshots", SNAPSHOTS, "{}", "When models are published."),
              withDefault("predictions", new TruthShape(), "true", "Whether predictions are."),
              withDefault(
                  "delivery",
                  NameShape.meaning("at-least-once", false).or("exactly-once", true),
                  "at-least-once",
                  "Of predictions: `at-least-once`, at once; `exactly-once`, in Kafka transactions,"
                      + " visible after a checkpoint."),
              FORM,
              optional(
                  "registry",
                  TopicKeys.REGISTRY_URL,
                  "`events.registry`, where that is a URL",
                  "With `format: avro`, where the schemas are registered; its login stands in"
                      + " `--kafka-file`."),
              (snapshots, predictions, exactlyOnce, form, registry) ->
                  new DeclaredPublish(
                      new PublishSpec(
                          snapshots.every(),
                          snapshots.atMostPerSecond(),
                          predictions,
                          exactlyOnce,
                          snapshots.inlineBytes(),
                          new PublishedForm.SingleObject()),
                      form,
                      registry)));

  /** Capacity of a category that names none. */
  public static final Key<Optional<Integer>> CATEGORIES =
      optional(
          "categories",
          new WholeShape(1, 1_000_000).asInt(),
          "4096 for one network; for several, which have tables of their own, an equal share of"
              + " 8192, in 64..1024",
          "Capacity of a category that names none.");

  /** Capacity of a category of one network, where nothing says it. */
  public static final int MOST_CATEGORIES = 4096;

  public static final ObjectShape<LimitsSpec> LIMITS =
      new ObjectShape<>(
          Keys.of(
              withDefault(
                  "keys",
                  new WholeShape(1, 100_000_000).asInt(),
                  "1000000",
                  "Models of one subtask of the job."),
              CATEGORIES,
              withDefault(
                  "waiting",
                  new WholeShape(1, 1_000_000_000).asInt(),
                  "10000000",
                  "Events and labels that wait in one subtask."),
              withDefault(
                  "recordBytes",
                  new WholeShape(100, EventDecoders.MOST_BYTES).asInt(),
                  "1048576",
                  "Largest record that is read; larger ones become dead letters."),
              (keys, categories, waiting, recordBytes) ->
                  new LimitsSpec(keys, categories.orElse(MOST_CATEGORIES), waiting, recordBytes)));

  private SettingsKeys() {}
}
