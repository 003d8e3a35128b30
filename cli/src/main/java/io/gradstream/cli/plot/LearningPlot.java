package io.gradstream.cli.plot;

import io.gradstream.learning.drift.ladder.Reaction;
import io.gradstream.workbench.evaluate.EvaluationReport;
import io.gradstream.workbench.evaluate.EvaluationReport.CurvePoint;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * An evaluation's learning curve: the score in windows along the stream, its baselines, and what
 * drift detectors found.
 */
final class LearningPlot {

  private static final int WIDTH = 1600;
  private static final int HEIGHT = 900;
  private static final int RIGHT = 24; // of the chart, free
  private static final double MARGIN = 0.06; // of the lines' range, above and below
  private static final double JUST_BELOW = 1e-3; // of the axis

  private final EvaluationReport report;
  private final Figures figures;
  private final PlotAxis axis;
  private final List<PlotLine> lines;

  private LearningPlot(EvaluationReport report) {
    this.report = report;
    figures = new Figures(report);
    axis = new PlotAxis(report.curve());
    lines = PlotLine.of(report);
  }

  /**
   * Draws it.
   *
   * @param report with a curve of at least one point
   */
  static BufferedImage of(EvaluationReport report) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    try {
      new LearningPlot(report).draw(canvas);
    } finally {
      canvas.dispose();
    }
    return image;
  }

  private void draw(Graphics2D canvas) {
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, WIDTH, HEIGHT);
    PlotStyle.apply(canvas);
    new PlotHead(canvas).draw(figures, lines);
    canvas.translate(0, PlotHead.HEIGHT);
    XYChart chart = chart();
    chart.paint(canvas, chart.getWidth(), chart.getHeight());
    drawMarks(chart, canvas);
  }

  private XYChart chart() {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH - RIGHT)
            .height(HEIGHT - PlotHead.HEIGHT)
            .xAxisTitle(axis.title())
            .yAxisTitle(figures.axisTitle())
            .build();
    XYStyler style = chart.getStyler();
    PlotStyle.apply(style);
    style.setDatePattern(axis.datePattern());
    style.setXAxisMin(axis.begin());
    style.setXAxisMax(axis.end());
    style.setYAxisTickLabelsFormattingFunction(figures::tick);
    setRange(style);
    for (int i = lines.size() - 1; i >= 0; i--) {
      addLine(lines.get(i), chart); // the learner last: above the others
    }
    return chart;
  }

  /** What is a share of all stays within it; an error or loss begins at 0. */
  private void setRange(XYStyler style) {
    DoubleSummaryStatistics means = new DoubleSummaryStatistics();
    for (PlotLine line : lines) {
      report.curve().forEach(point -> point.mean(line.measure()).ifPresent(means));
    }
    double margin = MARGIN * Math.max(means.getMax() - means.getMin(), 1e-6);
    if (figures.isRate()) {
      style.setYAxisMin(Math.max(0, means.getMin() - margin));
      style.setYAxisMax(Math.min(1, means.getMax() + margin));
    } else {
      double zero = -JUST_BELOW * means.getMax(); // at 0 itself there would be no tick
      style.setYAxisMin(means.getMin() < 0 ? means.getMin() - margin : zero);
      style.setYAxisMax(means.getMax() + margin);
    }
  }

  private void addLine(PlotLine line, XYChart chart) {
    List<CurvePoint> points =
        report.curve().stream().filter(p -> p.mean(line.measure()).isPresent()).toList();
    List<Double> means = points.stream().map(p -> p.mean(line.measure()).getAsDouble()).toList();
    XYSeries series = chart.addSeries(line.measure(), axis.places(points), means);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(line.color());
    series.setLineStyle(line.stroke());
  }

  /** A thin line for each, with the detector's name where it does not run into the one before. */
  private void drawMarks(XYChart chart, Graphics2D canvas) {
    double top = chart.getScreenYFromChart(chart.getStyler().getYAxisMax());
    double bottom = chart.getScreenYFromChart(chart.getStyler().getYAxisMin());
    canvas.setFont(PlotStyle.plain(15));
    canvas.setStroke(new BasicStroke(1));
    double free = 0;
    for (Reaction mark : report.reactions()) {
      double x = 0.5 + Math.rint(chart.getScreenXFromChart(axis.place(mark.at()))); // one pixel
      canvas.setColor(PlotStyle.MARK);
      canvas.draw(new Line2D.Double(x, top, x, bottom));
      if (x >= free) {
        canvas.setColor(PlotStyle.QUIET);
        canvas.drawString(mark.cause().detector(), (float) x + 5, (float) top + 14);
        free = x + 12 + canvas.getFontMetrics().stringWidth(mark.cause().detector());
      }
    }
  }
}
