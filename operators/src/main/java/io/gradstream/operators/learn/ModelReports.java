package io.gradstream.operators.learn;

import io.gradstream.learning.Learner;
import io.gradstream.learning.Scores;
import io.gradstream.learning.challengers.Standing;
import io.gradstream.learning.resident.Resident;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.targets.Target;
import io.gradstream.network.plasticity.Activity;
import io.gradstream.operators.report.JobMetric;
import io.gradstream.operators.report.ShownNumbers;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reports on single models that have learned since their last one, within two budgets that are
 * renewed each second. Not thread safe.
 */
final class ModelReports {

  /** Most reports in a second; the totals come in any case. */
  private static final int MOST_REPORTS = 256;

  /** Most gauges of networks in a second: the rank of a wide layer takes a millisecond. */
  private static final int MOST_ACTIVITIES = 16;

  private final String learner;
  private final Target target;
  private final Consumer<MetricReport> output;
  private final ShownNumbers shown;
  private int reportsLeft = MOST_REPORTS;
  private int activitiesLeft = MOST_ACTIVITIES;

  /**
   * @param output takes the reports
   * @param shown the scores of all models in memory, together
   */
  ModelReports(LearnerSpec spec, Consumer<MetricReport> output, ShownNumbers shown) {
    learner = spec.name();
    target = spec.model().target();
    this.output = output;
    this.shown = shown;
  }

  /**
   * Reports on all models in memory, and renews the budgets.
   *
   * @param now wall clock, epoch milliseconds
   */
  void report(Collection<Resident> residents, long now) {
    if (residents.stream().anyMatch(Resident::isUnreported)) {
      scores(residents)
          .measures()
          .forEach(score -> shown.set(JobMetric.SCORE, score.value(), score.name()));
    }
    residents.forEach(this::show);
    residents.forEach(resident -> report(resident, now));
    reportsLeft = MOST_REPORTS;
    activitiesLeft = MOST_ACTIVITIES;
  }

  private void show(Resident resident) {
    if (resident.isUnreported()) {
      for (Standing standing : resident.contest().standings()) {
        String name = standing.name();
        shown.set(JobMetric.CHALLENGER_PAIRS, standing.trial().pairs(), name);
        shown.set(JobMetric.CHALLENGER_DIFFERENCE, standing.trial().difference(), name);
        shown.set(JobMetric.CHALLENGER_EVIDENCE, standing.evidence(), name);
      }
      if (!resident.contest().standings().isEmpty()) {
        showNothing(resident.contest().championName());
      }
    }
  }

  /** Whoever answers compares with nobody, whatever it did before. */
  private void showNothing(String champion) {
    shown.set(JobMetric.CHALLENGER_PAIRS, 0, champion);
    shown.set(JobMetric.CHALLENGER_DIFFERENCE, 0, champion);
    shown.set(JobMetric.CHALLENGER_EVIDENCE, 0, champion);
  }

  private Scores scores(Collection<Resident> residents) {
    List<Scores> each =
        residents.stream()
            .map(resident -> resident.learner().scores())
            .filter(scores -> scores.count() > 0)
            .toList();
    if (each.size() == 1) {
      return each.get(0);
    }
    Scores all = Scores.of(target);
    each.forEach(all::add);
    return all;
  }

  /** Reports on a model that has news, while the budget lasts. */
  void report(Resident resident, long now) {
    if (reportsLeft > 0 && resident.takeUnreported()) {
      reportsLeft--;
      output.accept(
          new MetricReport(
              learner,
              "learner",
              resident.learner().key(),
              Optional.of(resident.learner().version()),
              now,
              measures(resident)));
    }
  }

  private List<Measure> measures(Resident resident) {
    Learner model = resident.learner();
    List<Measure> measures = new ArrayList<>(model.scores().measures());
    measures.add(new Measure("examples", model.lineage().examples()));
    measures.add(new Measure("categories", model.categories()));
    measures.add(new Measure("skipped.examples", model.skippedExamples()));
    measures.add(new Measure("skipped.updates", model.skippedUpdates()));
    measures.add(new Measure("exploded", model.hasExploded() ? 1 : 0));
    measures.add(new Measure("learning.rate", model.learningRate()));
    measures.add(new Measure("paused", model.isPaused() ? 1 : 0));
    measures.addAll(model.forecasts());
    model.alarms().ifPresent(alarms -> measures.addAll(alarms.measures()));
    model.drift().ifPresent(drift -> measures.addAll(drift.measures()));
    resident.contest().standings().forEach(of -> measures.addAll(of.measures()));
    if (activitiesLeft-- > 0) {
      addActivity(model.activity(), measures);
    }
    return measures;
  }

  private static void addActivity(Activity activity, List<Measure> measures) {
    measures.add(new Measure("units", activity.units()));
    measures.add(new Measure("dead.units", activity.deadUnits()));
    measures.add(new Measure("effective.rank", activity.effectiveRank()));
  }
}
