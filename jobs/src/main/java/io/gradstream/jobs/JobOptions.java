package io.gradstream.jobs;

import io.gradstream.learning.spec.SpecBundle;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The options of {@link LearnerJob}, as they stand on its command line. {@link JobOption} declares
 * them.
 *
 * @param bundle the learner's spec with its files
 * @param brokers Kafka's bootstrap servers
 * @param snapshots folder of snapshots that are too large for a record, shared with serving
 * @param parallelism absent: the cluster's default
 * @param checkpoints folder of checkpoints as a URI; absent: the cluster's
 * @param awaitKafka how long to wait for a broker that does not answer yet
 * @param awaitTopics how long to wait for the user's topics before they are made
 * @param partitions of topics that are made
 * @param residents models a subtask keeps in memory
 * @param alignment event time one topic may run ahead of the other; absent: any
 * @param quietUntil event time up to which a learner before this one has come: nothing is published
 *     until this one has, too
 * @param warmStart whether a checkpoint of another spec is worth what fits of it; otherwise the job
 *     fails
 * @param commands which of the control topic hold for a learner that has seen none of them yet
 * @param kafka properties of all Kafka clients, no secrets; they win over those of the file
 * @param kafkaFile more of them
 */
public record JobOptions(
    SpecBundle bundle,
    String brokers,
    Path snapshots,
    OptionalInt parallelism,
    Duration checkpointInterval,
    Optional<String> checkpoints,
    Duration awaitKafka,
    Duration awaitTopics,
    int partitions,
    int residents,
    Optional<Duration> alignment,
    Optional<Instant> quietUntil,
    boolean warmStart,
    Commands commands,
    Map<String, String> kafka,
    Optional<KafkaFile> kafkaFile) {

  public JobOptions {
    kafka = Map.copyOf(kafka);
    KafkaFile.requireNoSecret(kafka);
  }

  /** The defaults, with what has none. */
  public static JobOptions of(SpecBundle bundle, String brokers, Path snapshots) {
    return parse(
        "--bundle", bundle.encode(), "--brokers", brokers, "--snapshots", snapshots.toString());
  }

  /** These options with another file. */
  public JobOptions with(Optional<KafkaFile> file) {
    return with(JobOption.KAFKA_FILE, file.map(given -> given.path().toString()).orElse(""));
  }

  /** These options, and how long a broker is waited for. */
  public JobOptions withAwaitKafka(Duration most) {
    return with(JobOption.AWAIT_KAFKA, most.toString());
  }

  /** These options, and what is done with a checkpoint of another spec. */
  public JobOptions withWarmStart(boolean whatFits) {
    return with(JobOption.WARM_START, Boolean.toString(whatFits));
  }

  /** These options of a learner that catches up with one before it. */
  public JobOptions withQuietUntil(Instant time) {
    return with(JobOption.QUIET_UNTIL, time.toString());
  }

  /** These options, and which commands hold. */
  public JobOptions with(Commands which) {
    return with(JobOption.COMMANDS, which.toString());
  }

  /** On a command line the later of two values counts. */
  private JobOptions with(JobOption option, String value) {
    List<String> line = toArguments();
    line.addAll(List.of(option.flag(), value));
    return JobOption.parse(line);
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException with what is wrong and what is expected
   */
  public static JobOptions parse(String... arguments) {
    return JobOption.parse(List.of(arguments));
  }

  /** The command line that {@link #parse} reads as these options. */
  public List<String> toArguments() {
    Map<JobOption, String> values = new TreeMap<>();
    values.put(JobOption.BUNDLE, bundle.encode());
    values.put(JobOption.BROKERS, brokers);
    values.put(JobOption.SNAPSHOTS, snapshots.toString());
    parallelism.ifPresent(number -> values.put(JobOption.PARALLELISM, Integer.toString(number)));
    values.put(JobOption.CHECKPOINT_INTERVAL, checkpointInterval.toString());
    checkpoints.ifPresent(uri -> values.put(JobOption.CHECKPOINTS, uri));
    values.put(JobOption.AWAIT_KAFKA, awaitKafka.toString());
    values.put(JobOption.AWAIT_TOPICS, awaitTopics.toString());
    values.put(JobOption.PARTITIONS, Integer.toString(partitions));
    values.put(JobOption.RESIDENTS, Integer.toString(residents));
    alignment.ifPresent(drift -> values.put(JobOption.ALIGNMENT, drift.toString()));
    quietUntil.ifPresent(time -> values.put(JobOption.QUIET_UNTIL, time.toString()));
    values.put(JobOption.WARM_START, Boolean.toString(warmStart));
    values.put(JobOption.COMMANDS, commands.toString());
    kafkaFile.ifPresent(file -> values.put(JobOption.KAFKA_FILE, file.path().toString()));
    List<String> line = new ArrayList<>();
    values.forEach((option, value) -> line.addAll(List.of(option.flag(), value)));
    new TreeMap<>(kafka)
        .forEach((key, value) -> line.addAll(List.of(JobOption.KAFKA.flag(), key + "=" + value)));
    return line;
  }
}
