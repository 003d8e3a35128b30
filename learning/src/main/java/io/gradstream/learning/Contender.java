package io.gradstream.learning;

import io.gradstream.model.Model;
import io.gradstream.model.Pool;
import io.gradstream.model.Row;
import io.gradstream.model.targets.ClassRows;
import io.gradstream.model.targets.MetClasses;
import io.gradstream.model.targets.Target;

/**
 * Members that learn the stream, with the scores of their answers: the champion, whose answers are
 * given, or a challenger. Not thread safe.
 */
final class Contender {

  private final Pool pool;
  private final ClassRows classes;
  private final boolean ownLabels;
  private final Scores scores;
  private final double[] errors; // [rows]
  private int scored; // in the last step

  /**
   * @param rows most examples of a step
   */
  Contender(Pool pool, Model model, int rows) {
    this.pool = pool;
    classes = model.classes();
    Target target = model.spec().target();
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

  /**
   * Scores the rows of a step by the outputs before it; then their labels are known.
   *
   * @param before labels that the rows' events told themselves, see {@link Told}
   * @param met classes before the step, where they are met as labels come: of others it knew
   *     nothing
   */
  void score(Row[] rows, double[] before, int count, MetClasses met) {
    scored = 0;
    boolean learned = scores.count() > 0; // scores and weights have been through the same steps
    for (int place = 0; place < count; place++) {
      if (ownLabels) {
        scores.score(pool.loss(rows[place], place), learned);
      } else {
        scores.repeat(before[place]);
        score(rows[place], pool.answer(rows[place], place), learned, met);
        pool.update(rows[place]);
      }
    }
  }

  private void score(Row row, double[] answer, boolean learned, MetClasses met) {
    if (classes.isOpen()) {
      double sign = classes.met().sign((int) row.label());
      scores.score(met.signed(answer), sign, learned);
    } else {
      scores.score(answer, row.label(), learned);
    }
  }
}
