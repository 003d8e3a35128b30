package io.gradstream.cli.running;

import io.gradstream.local.FlinkRest;
import io.gradstream.local.FlinkRestException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Set;

/** What a session cluster says of a learner's job. */
enum SessionJob {
  RUNS,
  /** It has ended, or the cluster knows no such job. */
  OVER,
  /** The cluster does not answer, whether it is gone or out of reach. */
  UNKNOWN;

  private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED", "SUSPENDED");

  static SessionJob of(RunRecord session) {
    try {
      FlinkRest cluster = new FlinkRest(URI.create(session.flink()));
      return ENDED.contains(cluster.job(session.job()).state()) ? OVER : RUNS;
    } catch (FlinkRestException e) {
      return OVER;
    } catch (UncheckedIOException e) {
      return UNKNOWN;
    }
  }
}
