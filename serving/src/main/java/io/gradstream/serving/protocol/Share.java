package io.gradstream.serving.protocol;

import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.models.Load;
import java.time.Duration;

/**
 * What a question takes of a model's time. The first turn is for everyone, and tells what all else
 * would take; as soon as that is known, a question that takes too long ends. Used by one thread at
 * a time.
 */
final class Share {

  private final Load load;
  private final Duration most;
  private final String what;
  private int done;
  private int promised; // that others know of
  private boolean admitted; // there is time for all

  /**
   * @param load of all questions of this kind
   * @param most time that an answer may take
   * @param what is asked for, in the plural
   */
  Share(Load load, Duration most, String what) {
    this.load = load;
    this.most = most;
    this.what = what;
  }

  /**
   * A turn was taken.
   *
   * @param more that were done in it, at least 1
   * @param left for the next ones
   * @throws HttpProblem when there is no time for these
   */
  void took(int more, long nanos, int left) {
    done += more;
    load.measured(more, nanos);
    promise(left);
    if (!admitted && left > 0 && load.isKnown()) {
      requireTime(left);
      admitted = true;
    }
  }

  private void requireTime(int left) {
    Duration alone = load.alone(left);
    if (alone.compareTo(most) > 0) {
      throw HttpProblem.tooMuchWork(
          "%d %s of this model would take about %d s, and an answer may take %d: ask for at most %d"
              .formatted(
                  done + left,
                  what,
                  alone.toSeconds(),
                  most.toSeconds(),
                  Math.max(1, left * most.toMillis() / 2 / alone.toMillis())));
    }
    Duration ahead = load.ahead();
    if (ahead.compareTo(most) > 0) {
      throw HttpProblem.modelBusy(
          "busy: so many %s of this model are waited for that these would take about %d s; try again, or ask for fewer"
              .formatted(what, ahead.toSeconds()),
          ahead.minus(alone));
    }
  }

  private void promise(int left) {
    load.promise(left - promised);
    promised = left;
  }

  /** Nothing more is taken. */
  void close() {
    promise(0);
  }
}
