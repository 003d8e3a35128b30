package io.gradstream.workbench.evaluate;

import io.gradstream.learning.Example;
import io.gradstream.learning.Learner;
import io.gradstream.learning.Scores;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.ModelSnapshot;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Models that the one which learns was a while before, asked about the same examples: whatever they
 * know, of labels too, is of then, as of a version that is served on. Of examples that share a time
 * the first is asked about, which none of the others taught. Not thread safe.
 */
final class FormerModels implements AutoCloseable {

  private static final int KEPT = 4; // snapshots in the time of an age
  private static final long NEVER = Long.MIN_VALUE;

  private final List<Former> formers = new ArrayList<>();
  private long last = NEVER; // time, ms

  /**
   * @param ages each at least a millisecond
   */
  FormerModels(LearnerSpec spec, List<Duration> ages) {
    ages.forEach(age -> formers.add(new Former(spec, age)));
  }

  /** A model as it was at a time, ms. */
  private record Kept(long time, ModelSnapshot model) {}

  private static final class Former {

    private final Duration age;
    private final Deque<Kept> kept = new ArrayDeque<>(); // the oldest first
    private final Learner learner;
    private final Scores now;
    private final Scores then;
    private boolean isThere;

    private Former(LearnerSpec spec, Duration age) {
      this.age = age;
      learner = spec.newLearner("", 1);
      now = Scores.of(spec.model().target());
      then = Scores.of(spec.model().target());
    }

    private void keep(long time, Learner present) {
      if (kept.isEmpty() || (time - kept.getLast().time()) * KEPT >= age.toMillis()) {
        kept.add(new Kept(time, present.snapshot()));
      }
    }

    private void advance(long time) {
      Kept old = null;
      while (!kept.isEmpty() && time - kept.getFirst().time() >= age.toMillis()) {
        old = kept.removeFirst();
      }
      if (old != null) {
        learner.goBackTo(old.model());
        isThere = true;
      }
    }

    private void ask(Example example, Learner present) {
      if (isThere) {
        present.score(example, now);
        learner.score(example, then);
      }
    }
  }

  /** Asks about an example just before it is learned. */
  void before(Example example, Learner present) {
    long time = example.position().time();
    if (time == last) {
      return;
    }
    last = time;
    for (Former former : formers) {
      former.advance(time);
      former.ask(example, present);
      if (present.scores().count() > 0) {
        former.keep(time, present);
      }
    }
  }

  List<Freshness> found() {
    return formers.stream()
        .map(of -> new Freshness(of.age, of.now.measures(), of.then.measures()))
        .toList();
  }

  @Override
  public void close() {
    formers.forEach(former -> former.learner.close());
  }
}
