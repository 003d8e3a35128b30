package io.gradstream.learning;

import io.gradstream.model.Model;
import io.gradstream.model.Pool;
import io.gradstream.model.Row;
import io.gradstream.model.targets.ClassRows;
import io.gradstream.model.targets.MetClasses;
import io.gradstream.model.targets.Target;
import io.gradstream.network.Network;
import io.gradstream.network.plasticity.Activity;
import java.util.Collection;
import java.util.List;

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

  /** How much of its networks is in use: all units, the mean of the effective ranks. */
  Activity activity() {
    Collection<Network> networks = pool.networks().values();
    int units = 0;
    int dead = 0;
    double rank = 0;
    for (Network network : networks) {
      Activity activity = network.activity();
      units += activity.units();
      dead += activity.deadUnits();
      rank += activity.effectiveRank() / networks.size();
    }
    return new Activity(units, dead, rank);
  }

  /** How wrong the answer to a row of the last step was. */
  double error(int row) {
    return errors[row];
  }

  /**
   * Scores the rows of a step by the outputs before it, or by what was said of their events when
   * these came; then their labels are known. How wrong an answer was, of which drift is found, is
   * that of the outputs: those of champion and challenger are of the same time.
   *
   * @param told of the rows
   * @param met classes before the step, where they are met as labels come: of others it knew
   *     nothing
   */
  void score(Row[] rows, List<Told> told, MetClasses met) {
    scored = 0;
    boolean learned = scores.count() > 0; // scores and weights have been through the same steps
    for (int place = 0; place < told.size(); place++) {
      if (ownLabels) {
        scores.score(pool.loss(rows[place], place), learned);
      } else {
        double[] answer = pool.answer(rows[place], place);
        score(
            rows[place], classes.isOpen() ? met.signed(answer) : answer, told.get(place), learned);
        learn(rows[place], told.get(place));
      }
    }
  }

  /** Bounds are of the answers that were given. */
  private void learn(Row row, Told told) {
    told.said()
        .ifPresentOrElse(
            said -> pool.update(row, said.learned() ? said.output()[0] : Double.NaN),
            () -> pool.update(row));
  }

  private void score(Row row, double[] judged, Told told, boolean learned) {
    double label = classes.isOpen() ? classes.met().sign((int) row.label()) : row.label();
    scores.repeat(told.before());
    if (told.said().isPresent()) {
      errors[scored++] = scores.error(judged, label);
      scores.score(told.said().get(), label);
    } else {
      scores.score(judged, label, learned);
    }
  }
}
