package io.gradstream.serving.page;

import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.Version;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the models of a learner report, a few numbers of each, of the first {@value #MOST}. Not
 * thread safe.
 */
final class ModelSums {

  static final int MOST = 1_000;
  private static final int LONGEST_KEY = 200; // characters; a key is a stranger's text

  private static final String WINDOW = "_window";
  private static final String SCORED = "n_scored";

  /** What is told when it rises in any model. */
  static final List<String> RISING =
      List.of("drift.detected", "drift.challengerPromoted", "drift.rolledBack");

  /**
   * A model's latest report.
   *
   * @param scores of all its examples, as {@link ShownScore#MEASURES} has them
   * @param rising as {@link #RISING} has them
   */
  private record Latest(double scored, double[] scores, double[] rising, double exploded) {}

  private final Map<String, Latest> byKey = new HashMap<>();
  private MetricReport newest;
  private boolean isBeyond;
  private final double[] risen = new double[RISING.size()]; // in all reports but each key's first

  /** Takes a report that names a version. */
  void accept(MetricReport report) {
    boolean isNew = !byKey.containsKey(report.key());
    if (isNew && (byKey.size() == MOST || report.key().length() > LONGEST_KEY)) {
      isBeyond = true;
      return;
    }
    newest = report;
    Latest now =
        new Latest(
            report.value(SCORED).orElse(0),
            scores(report, ""),
            values(report, RISING, ""),
            report.value("exploded").orElse(0));
    Latest before = byKey.put(report.key(), now);
    for (int i = 0; before != null && i < risen.length; i++) {
      double by = now.rising()[i] - before.rising()[i];
      risen[i] += by > 0 ? by : 0; // not where one of them is not told
    }
  }

  /** How many there are of which something is known. */
  int size() {
    return byKey.size();
  }

  /** Whether there are more than are looked at. */
  boolean isBeyond() {
    return isBeyond;
  }

  /** How many had their last mini-batch explode. */
  long exploded() {
    return byKey.values().stream().filter(model -> model.exploded() > 0).count();
  }

  /** The version of the model that reported last; after the first report. */
  Version version() {
    return newest.version().orElseThrow();
  }

  /**
   * Of a single model, of its last examples where it tells them; of several the means of all
   * examples alike. After the first report.
   *
   * @param time epoch milliseconds
   */
  Point point(long time) {
    return byKey.size() == 1 ? point(newest) : new Point(time, scored(), means());
  }

  /** What one report tells by itself: of the last examples where it tells them. */
  static Point point(MetricReport report) {
    double[] last = scores(report, WINDOW);
    double[] all = scores(report, "");
    for (int i = 0; i < last.length; i++) {
      last[i] = Double.isNaN(last[i]) ? all[i] : last[i];
    }
    return new Point(report.time(), report.value(SCORED).orElse(0), last);
  }

  private double scored() {
    return byKey.values().stream().mapToDouble(Latest::scored).sum();
  }

  private double[] means() {
    double[] means = new double[ShownScore.MEASURES.size()];
    for (int i = 0; i < means.length; i++) {
      double sum = 0;
      double weights = 0;
      for (Latest model : byKey.values()) {
        if (!Double.isNaN(model.scores()[i])) {
          sum += model.scored() * model.scores()[i];
          weights += model.scored();
        }
      }
      means[i] = weights == 0 ? Double.NaN : sum / weights;
    }
    return means;
  }

  /** By how much those of {@link #RISING} have risen, over all models, since they are looked at. */
  double[] risen() {
    return risen.clone();
  }

  private static double[] scores(MetricReport report, String form) {
    return values(report, ShownScore.MEASURES, form);
  }

  private static double[] values(MetricReport report, List<String> names, String form) {
    double[] values = new double[names.size()];
    Arrays.fill(values, Double.NaN);
    for (MetricReport.Measure measure : report.measures()) {
      if (measure.name().endsWith(form)) {
        int at =
            names.indexOf(measure.name().substring(0, measure.name().length() - form.length()));
        if (at >= 0) {
          values[at] = measure.value();
        }
      }
    }
    return values;
  }
}
