package io.gradstream.serving.http;

import java.time.Duration;

/**
 * How much of the service one client, or all together, may take.
 *
 * @param requests most at a time, from their headers to the end of their answer
 * @param bodyBytes of one request
 * @param time that a request may take, from its first byte to the last of its answer
 */
public record Limits(int requests, int bodyBytes, Duration time) {

  /** Default of {@code --max-requests}. */
  public static final int DEFAULT_REQUESTS = 64;

  /** Default of {@code --max-body-bytes}: 1 MiB. */
  public static final int DEFAULT_BODY_BYTES = 1 << 20;

  /** Default of {@code --request-seconds}. */
  public static final int DEFAULT_SECONDS = 30;

  public static final Limits DEFAULT =
      new Limits(DEFAULT_REQUESTS, DEFAULT_BODY_BYTES, Duration.ofSeconds(DEFAULT_SECONDS));

  private static final int MOST_BODY_BYTES = 1 << 28;

  public Limits {
    if (requests < 1) {
      throw new IllegalArgumentException("--max-requests must be > 0: " + requests);
    }
    if (bodyBytes < 1 || bodyBytes > MOST_BODY_BYTES) {
      throw new IllegalArgumentException(
          "--max-body-bytes must be in 1..%d: %d".formatted(MOST_BODY_BYTES, bodyBytes));
    }
    if (time.compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException("--request-seconds must be > 0: " + time.toSeconds());
    }
  }
}
