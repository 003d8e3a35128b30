package io.gradstream.jobs;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.operators.learn.PipelineOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every option of the job, declared once: flag, default, description. */
enum JobOption {
  BUNDLE("--bundle", "", "the spec with its files, as SpecBundle.encode() writes it"),
  SPEC("--spec", "", "the spec's file, instead of --bundle"),
  BROKERS("--brokers", null, "Kafka's bootstrap servers"),
  SNAPSHOTS("--snapshots", null, "folder of snapshots too large for a record"),
  PARALLELISM("--parallelism", "", "subtasks; the cluster's default when left out"),
  CHECKPOINT_INTERVAL("--checkpoint-interval", "PT5S", "time between checkpoints, ISO 8601"),
  CHECKPOINTS("--checkpoints", "", "folder of checkpoints as a URI; else the cluster's"),
  AWAIT_KAFKA("--await-kafka", "PT5M", "wait so long for a broker that does not answer yet"),
  AWAIT_TOPICS("--await-topics", "PT10S", "wait for the user's topics before making them"),
  PARTITIONS("--partitions", "2", "partitions of topics that are made"),
  RESIDENTS(
      "--residents",
      Integer.toString(PipelineOptions.DEFAULT_RESIDENTS),
      "models a subtask keeps in memory"),
  ALIGNMENT("--alignment", "", "event time one topic may run ahead of the other; else any"),
  QUIET_UNTIL("--quiet-until", "", "event time up to which a learner before it has come; ISO 8601"),
  WARM_START("--warm-start", "false", "true: of a checkpoint of another spec, keep what fits"),
  COMMANDS("--commands", "now", "all: those too whose positions stand on the control topic"),
  KAFKA("--kafka", "", "KEY=VALUE for all Kafka clients, no secret; may come again"),
  KAFKA_FILE("--kafka-file", "", "file of such properties, secrets too; on every machine");

  private final String flag;
  private final String byDefault; // null: required
  private final String description;

  JobOption(String flag, String byDefault, String description) {
    this.flag = flag;
    this.byDefault = byDefault;
    this.description = description;
  }

  String flag() {
    return flag;
  }

  String byDefault() {
    return byDefault;
  }

  static JobOptions parse(List<String> arguments) {
    Map<JobOption, String> values = new EnumMap<>(JobOption.class);
    Map<String, String> kafka = new TreeMap<>();
    Iterator<String> words = arguments.iterator();
    while (words.hasNext()) {
      JobOption option = of(words.next());
      String value = option.next(words);
      if (option == KAFKA) {
        addProperty(value, kafka);
      } else {
        values.put(option, value);
      }
    }
    return options(values, kafka);
  }

  private static JobOptions options(Map<JobOption, String> values, Map<String, String> kafka) {
    String parallelism = PARALLELISM.in(values);
    String alignment = ALIGNMENT.in(values);
    String kafkaFile = KAFKA_FILE.in(values);
    return new JobOptions(
        bundle(values),
        BROKERS.in(values),
        SNAPSHOTS.read(values, JobOption::absolute),
        parallelism.isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(PARALLELISM.read(values, JobOption::positive)),
        CHECKPOINT_INTERVAL.read(values, JobOption::duration),
        Optional.of(CHECKPOINTS.in(values)).filter(uri -> !uri.isEmpty()),
        AWAIT_KAFKA.read(values, JobOption::duration),
        AWAIT_TOPICS.read(values, JobOption::duration),
        PARTITIONS.read(values, JobOption::positive),
        RESIDENTS.read(values, JobOption::positive),
        alignment.isEmpty()
            ? Optional.empty()
            : Optional.of(ALIGNMENT.read(values, JobOption::duration)),
        QUIET_UNTIL.in(values).isEmpty()
            ? Optional.empty()
            : Optional.of(QUIET_UNTIL.read(values, Instant::parse)),
        WARM_START.read(values, JobOption::truth),
        COMMANDS.read(values, Commands::parse),
        kafka,
        kafkaFile.isEmpty()
            ? Optional.empty()
            : Optional.of(KAFKA_FILE.read(values, file -> new KafkaFile(Path.of(file)))));
  }

  private static SpecBundle bundle(Map<JobOption, String> values) {
    boolean encoded = values.containsKey(BUNDLE);
    if (encoded == values.containsKey(SPEC)) {
      throw new IllegalArgumentException("give one of --bundle and --spec\n" + usage());
    }
    return encoded
        ? BUNDLE.read(values, SpecBundle::decode)
        : SPEC.read(values, JobOption::bundleOf);
  }

  private static SpecBundle bundleOf(String file) {
    try {
      return SpecReader.read(Path.of(file)).source();
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot be read: " + e.getMessage(), e);
    }
  }

  private static JobOption of(String word) {
    return Arrays.stream(values())
        .filter(option -> option.flag.equals(word))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("unknown option: " + word + "\n" + usage()));
  }

  private String next(Iterator<String> words) {
    if (!words.hasNext()) {
      throw new IllegalArgumentException(flag + " needs a value: " + description);
    }
    return words.next();
  }

  private String in(Map<JobOption, String> values) {
    String value = values.getOrDefault(this, byDefault);
    if (value == null) {
      throw new IllegalArgumentException(flag + " is missing: " + description + "\n" + usage());
    }
    return value;
  }

  private <T> T read(Map<JobOption, String> values, Function<String, T> reader) {
    String value = in(values);
    try {
      return reader.apply(value);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new IllegalArgumentException(
          "%s: %s; %s: %s".formatted(flag, e.getMessage(), description, value), e);
    }
  }

  private static void addProperty(String value, Map<String, String> kafka) {
    int equals = value.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("--kafka must be KEY=VALUE"); // it may be a secret
    }
    kafka.put(value.substring(0, equals), value.substring(equals + 1));
  }

  private static int positive(String value) {
    int number = Integer.parseInt(value);
    if (number < 1) {
      throw new IllegalArgumentException("must be >= 1");
    }
    return number;
  }

  private static Duration duration(String value) {
    Duration duration = Duration.parse(value);
    if (duration.isNegative()) {
      throw new IllegalArgumentException("must not be negative");
    }
    return duration;
  }

  private static Path absolute(String value) {
    return Path.of(value).toAbsolutePath().normalize();
  }

  private static boolean truth(String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw new IllegalArgumentException("must be true or false");
    }
    return Boolean.parseBoolean(value);
  }

  /** One line an option. */
  static String usage() {
    return Arrays.stream(values())
        .map(option -> "  %-22s %s".formatted(option.flag, option.description))
        .collect(Collectors.joining("\n"));
  }
}
