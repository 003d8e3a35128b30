package io.gradstream.serving.models;

import java.time.Duration;

/**
 * How patiently the models topics are followed.
 *
 * @param poll how long one read waits for records
 * @param discoverEvery how often new topics and partitions are looked for
 * @param retryAfter pause after a failure
 */
public record FollowTimes(Duration poll, Duration discoverEvery, Duration retryAfter) {

  public static final FollowTimes DEFAULT =
      new FollowTimes(Duration.ofMillis(200), Duration.ofSeconds(3), Duration.ofSeconds(1));
}
