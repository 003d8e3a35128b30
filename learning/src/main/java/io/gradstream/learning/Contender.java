package io.gradstream.learning;

import io.gradstream.model.Pool;
import io.gradstream.model.Row;
import io.gradstream.model.targets.Target;

/**
 * Members that learn the stream, with the scores of their answers: the champion, whose answers are
 * given, or a challenger. Not thread safe.
 */
final class Contender {

  private final Pool pool;
  private final boolean ownLabels;
  private final Scores scores;
  private final double[] errors; // [rows]
  private int scored; // in the last step

  /**
   * @param rows most examples of a step
   */
  Contender(Pool pool, Target target, int rows) {
    this.pool = pool;
    scores = Scores.of(target);
    ownLabels = target.isInEveryEvent();
    errors = new double[rows];
    scores.listen(error -> errors[scored++] = error);
  }

  Pool pool() {
    return pool;
  }

  Scores scores() {
    return scores;
  }

  /** How wrong the answer to a row of the last step was. */
  double error(int row) {
    return errors[row];
  }

  /** Scores the rows of a step by the outputs before it; then their labels are known. */
  void score(Row[] rows, int count) {
    scored = 0;
    boolean learned = scores.count() > 0; // scores and weights have been through the same steps
    for (int place = 0; place < count; place++) {
      if (ownLabels) {
        scores.score(pool.loss(rows[place], place), learned);
      } else {
        scores.score(pool.answer(rows[place], place), rows[place].label(), learned);
        pool.update(rows[place]);
      }
    }
  }
}
