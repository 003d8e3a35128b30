package io.gradstream.serving.protocol;

import io.gradstream.schemas.PartitionProgress;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Json;
import io.gradstream.serving.models.ServedModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How fresh a model a caller demands.
 *
 * @param mostAge since it was published
 * @param least what it must have learned through
 * @param patience how long such a model is waited for
 */
public record Demand(Optional<Duration> mostAge, List<Reached> least, Duration patience) {

  /** What callers call them. */
  static final String MAX_AGE = "max_age_ms";

  static final String MIN_OFFSET = "min_offset";
  static final String WAIT = "wait_ms";

  /** Every name of a demand. */
  static final List<String> NAMES = List.of(MAX_AGE, MIN_OFFSET, WAIT);

  /** The longest that is waited. */
  static final Duration MOST_WAIT = Duration.ofSeconds(10);

  private static final int MOST_PARTITIONS = 1024;
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,15}");
  private static final Pattern REACHED =
      Pattern.compile("([A-Za-z0-9._-]{1,249})-([0-9]{1,9}):([0-9]{1,18})");

  /**
   * An offset that is learned.
   *
   * @param partition for instance {@code flights-0}; empty text: the only one there is
   */
  record Reached(String partition, long offset) {}

  /**
   * @param option a demand's text by its name
   * @throws HttpProblem when one is not as it must be
   */
  public static Demand read(Function<String, Optional<String>> option) {
    Optional<Duration> mostAge = option.apply(MAX_AGE).map(text -> millis(MAX_AGE, text));
    Duration wait = option.apply(WAIT).map(text -> millis(WAIT, text)).orElse(Duration.ZERO);
    if (wait.compareTo(MOST_WAIT) > 0) {
      throw HttpProblem.badRequest(
          "%s must be at most %d: %d".formatted(WAIT, MOST_WAIT.toMillis(), wait.toMillis()));
    }
    return new Demand(mostAge, option.apply(MIN_OFFSET).map(Demand::least).orElse(List.of()), wait);
  }

  /** Refuses options behind a path that are no demands. */
  static void requireNoOthers(Map<String, String> options) {
    for (String name : options.keySet()) {
      if (!NAMES.contains(name)) {
        throw HttpProblem.badRequest(
            "there is no option '%s'; there are %s".formatted(Json.shortened(name), NAMES));
      }
    }
  }

  private static Duration millis(String name, String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw HttpProblem.badRequest(
          "%s must be a whole number of milliseconds: '%s'".formatted(name, Json.shortened(text)));
    }
    return Duration.ofMillis(Long.parseLong(text));
  }

  private static List<Reached> least(String text) {
    if (WHOLE.matcher(text).matches()) {
      return List.of(new Reached("", Long.parseLong(text)));
    }
    List<Reached> least = new ArrayList<>();
    for (String one : text.split(",", MOST_PARTITIONS)) {
      Matcher parts = REACHED.matcher(one.strip());
      if (!parts.matches()) {
        throw HttpProblem.badRequest(
            "%s must be TOPIC-PARTITION:OFFSET, several with commas between: '%s'"
                .formatted(MIN_OFFSET, Json.shortened(text)));
      }
      least.add(new Reached(parts.group(1) + "-" + parts.group(2), Long.parseLong(parts.group(3))));
    }
    return least;
  }

  /** What the model lacks, in words; nothing when it is as fresh as demanded. */
  Optional<String> unmet(ServedModel model, Instant now) {
    Duration age = Duration.between(model.published(), now);
    if (mostAge.isPresent() && age.compareTo(mostAge.get()) > 0) {
      return Optional.of(
          "it is %d ms old, and %s allows %d"
              .formatted(age.toMillis(), MAX_AGE, mostAge.get().toMillis()));
    }
    for (Reached one : least) {
      long learned = learned(one.partition(), model.lineage().partitions());
      if (learned < one.offset()) {
        return Optional.of(
            "it has learned %s, and %s demands %d"
                .formatted(
                    learned < 0
                        ? "nothing of " + one.partition()
                        : (one.partition() + " through " + learned).strip(),
                    MIN_OFFSET,
                    one.offset()));
      }
    }
    return Optional.empty();
  }

  private static long learned(String partition, List<PartitionProgress> all) {
    if (partition.isEmpty() && all.size() > 1) {
      throw HttpProblem.badRequest(
          "%s must be TOPIC-PARTITION:OFFSET where there is more than one partition: there are %s"
              .formatted(
                  MIN_OFFSET, all.stream().map(Demand::name).collect(Collectors.joining(", "))));
    }
    return all.stream()
        .filter(one -> partition.isEmpty() || name(one).equals(partition))
        .mapToLong(PartitionProgress::highestLearned)
        .findFirst()
        .orElse(-1);
  }

  private static String name(PartitionProgress progress) {
    return progress.topic() + "-" + progress.partition();
  }
}
