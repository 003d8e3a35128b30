package io.gradstream.cli.plot;

import io.gradstream.workbench.evaluate.EvaluationReport;
import io.gradstream.workbench.evaluate.EvaluationReport.CurvePoint;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of the picture. The colours are those of Okabe and Ito (2002, "Color universal design"),
 * which people who see few colours tell apart; the lines differ in width and dashes too.
 *
 * @param measure of the curve's points
 * @param name for the legend
 */
record PlotLine(String measure, String name, Color color, BasicStroke stroke) {

  static final Color LEARNER = new Color(0x0072B2);
  static final Color LAST = new Color(0xD55E00);
  static final Color USUAL = new Color(0x009E73);

  private static final BasicStroke THICK =
      new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  private static final BasicStroke THIN =
      new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  private static final BasicStroke DASHED =
      new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {9, 6}, 0);

  /** Learner first. */
  static List<PlotLine> of(EvaluationReport report) {
    CurvePoint last = report.curve().get(report.curve().size() - 1);
    List<PlotLine> lines = new ArrayList<>();
    String name = report.answers().isPresent() ? "answers as given" : "the learner";
    lines.add(new PlotLine(last.score(), name, LEARNER, THICK));
    last.beside().forEach(measure -> addBaseline(measure.name(), lines));
    return lines;
  }

  /** Log-losses are on another scale, and no line. */
  private static void addBaseline(String measure, List<PlotLine> lines) {
    switch (measure) {
      case "no_change" -> lines.add(new PlotLine(measure, "repeating the last label", LAST, THIN));
      case "no_change_mae" ->
          lines.add(new PlotLine(measure, "repeating the last value", LAST, THIN));
      case "majority" -> lines.add(new PlotLine(measure, "the most frequent label", USUAL, DASHED));
      case "mean_mae" -> lines.add(new PlotLine(measure, "the mean so far", USUAL, DASHED));
      default -> {}
    }
  }
}
