package io.gradstream.features.decode;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a registry is waited for. A question is asked again after a pause that doubles each time
 * up to the longest.
 *
 * @param exchange for one question, from the connection to the last byte of the answer
 * @param firstPause between the first two questions
 * @param longestPause between any two
 * @param most for an answer in all; absent: for ever
 */
public record RegistryPatience(
    Duration exchange, Duration firstPause, Duration longestPause, Optional<Duration> most) {

  /** Of a job: what is learned must not depend on whether a registry is there. */
  public static final RegistryPatience ENDLESS =
      new RegistryPatience(
          Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofSeconds(10), Optional.empty());

  /** Of a job that starts, which whoever deploys it waits for. */
  public static final RegistryPatience FIVE_MINUTES =
      new RegistryPatience(
          Duration.ofSeconds(10),
          Duration.ofMillis(200),
          Duration.ofSeconds(10),
          Optional.of(Duration.ofMinutes(5)));

  /** Of a command that has nothing to show before. */
  public static final RegistryPatience TEN_SECONDS =
      new RegistryPatience(
          Duration.ofSeconds(10),
          Duration.ofMillis(200),
          Duration.ofSeconds(2),
          Optional.of(Duration.ofSeconds(10)));

  /** Of a record that is told what it waits for, with others behind it. */
  public static final RegistryPatience TWO_SECONDS =
      new RegistryPatience(
          Duration.ofSeconds(2),
          Duration.ofMillis(200),
          Duration.ofSeconds(1),
          Optional.of(Duration.ofSeconds(2)));

  /** Of a command, at which somebody sits. */
  public static final RegistryPatience HALF_A_MINUTE =
      new RegistryPatience(
          Duration.ofSeconds(10),
          Duration.ofMillis(200),
          Duration.ofSeconds(5),
          Optional.of(Duration.ofSeconds(30)));

  public RegistryPatience {
    if (!isPositive(exchange) || !isPositive(firstPause) || !isPositive(longestPause)) {
      throw new IllegalArgumentException(
          "exchange, firstPause and longestPause must be positive: %s, %s, %s"
              .formatted(exchange, firstPause, longestPause));
    }
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  /** The pause after one of this length. */
  Duration after(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(longestPause) < 0 ? twice : longestPause;
  }

  /** Whether it is time to give up. */
  boolean isOver(Duration waited) {
    return most.isPresent() && waited.compareTo(most.get()) >= 0;
  }
}
