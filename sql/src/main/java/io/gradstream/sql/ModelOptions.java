package io.gradstream.sql;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;

/**
 * What {@code WITH} says of a model, checked.
 *
 * @param kafka properties of the Kafka consumer, {@code bootstrap.servers} among them
 * @param snapshots folder of snapshots too large for a record; empty text for none
 * @param cacheBytes most memory of the models of one subtask
 * @param firstModel how long a query waits for the first model
 * @param check how long planning waits for what the learner says of its columns
 */
record ModelOptions(
    String learner,
    Map<String, String> kafka,
    String snapshots,
    long cacheBytes,
    Duration firstModel,
    Duration check)
    implements Serializable {

  static final String KAFKA = "properties.";
  static final String BOOTSTRAP = "bootstrap.servers";

  static final ConfigOption<String> LEARNER =
      ConfigOptions.key("learner")
          .stringType()
          .noDefaultValue()
          .withDescription("Name of the learner whose models answer.");

  static final ConfigOption<String> BROKERS =
      ConfigOptions.key(KAFKA + BOOTSTRAP)
          .stringType()
          .noDefaultValue()
          .withDescription("Where the learner's topics are; further properties.* as in Kafka.");

  static final ConfigOption<String> SNAPSHOTS =
      ConfigOptions.key("snapshots")
          .stringType()
          .defaultValue("")
          .withDescription("Folder of snapshots too large for a record, as the job writes them.");

  static final ConfigOption<MemorySize> CACHE =
      ConfigOptions.key("cache.max-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(128))
          .withDescription("Most memory of the models of one subtask.");

  static final ConfigOption<Duration> FIRST_MODEL =
      ConfigOptions.key("first-model.timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription("How long a query waits for the first model before it fails.");

  static final ConfigOption<Duration> CHECK =
      ConfigOptions.key("check.timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "How long planning waits for the newest model, to check the columns; 0: not at all.");

  static final Set<ConfigOption<?>> REQUIRED = Set.of(LEARNER, BROKERS);
  static final Set<ConfigOption<?>> OPTIONAL = Set.of(SNAPSHOTS, CACHE, FIRST_MODEL, CHECK);

  ModelOptions {
    kafka = Map.copyOf(kafka);
  }

  /**
   * @param all as they were written, for those of Kafka
   */
  static ModelOptions of(ReadableConfig options, Map<String, String> all) {
    Map<String, String> kafka = new HashMap<>();
    all.forEach(
        (key, value) -> {
          if (key.startsWith(KAFKA)) {
            kafka.put(key.substring(KAFKA.length()), value);
          }
        });
    return new ModelOptions(
        options.get(LEARNER),
        kafka,
        options.get(SNAPSHOTS),
        options.get(CACHE).getBytes(),
        options.get(FIRST_MODEL),
        options.get(CHECK));
  }

  String brokers() {
    return kafka.get(BOOTSTRAP);
  }

  Optional<Path> snapshotsFolder() {
    return snapshots.isEmpty() ? Optional.empty() : Optional.of(Path.of(snapshots));
  }

  /** Without what may hold a secret. */
  @Override
  public String toString() {
    return "ModelOptions[learner=%s, kafka=%s]".formatted(learner, kafka.keySet());
  }
}
