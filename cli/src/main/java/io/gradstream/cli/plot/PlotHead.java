package io.gradstream.cli.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;

/**
 * The head of the picture: its title with the figure that counts most, the others in a quiet line,
 * and a sample of each line of the chart with its own figure, which is the legend.
 */
final class PlotHead {

  static final int HEIGHT = 170;

  private static final int LEFT = 40;
  private static final int TITLE = 58; // base lines
  private static final int SUBTITLE = 100;
  private static final int LEGEND = 148;
  private static final int SAMPLE = 44; // length

  private final Graphics2D canvas;

  PlotHead(Graphics2D canvas) {
    this.canvas = canvas;
  }

  void draw(Figures figures, List<PlotLine> lines) {
    text(figures.title(), LEFT, TITLE, PlotStyle.bold(34), PlotStyle.TEXT);
    text(figures.subtitle(), LEFT, SUBTITLE, PlotStyle.plain(20), PlotStyle.QUIET);
    int x = LEFT;
    for (PlotLine line : lines) {
      x = sample(line, figures.figure(line.measure()), x);
    }
  }

  /** Gives where the next one goes. */
  private int sample(PlotLine line, String figure, int x) {
    canvas.setColor(line.color());
    canvas.setStroke(line.stroke());
    canvas.drawLine(x, LEGEND - 7, x + SAMPLE, LEGEND - 7);
    int end = text(line.name(), x + SAMPLE + 12, LEGEND, PlotStyle.plain(20), PlotStyle.TEXT);
    return SAMPLE + text(figure, end + 10, LEGEND, PlotStyle.bold(20), line.color());
  }

  /** Gives where it ends. */
  private int text(String text, int x, int y, Font font, Color color) {
    canvas.setFont(font);
    canvas.setColor(color);
    canvas.drawString(text, x, y);
    return x + canvas.getFontMetrics().stringWidth(text);
  }
}
