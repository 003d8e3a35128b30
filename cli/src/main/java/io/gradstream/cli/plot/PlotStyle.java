package io.gradstream.cli.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.Locale;
import java.util.TimeZone;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.XYStyler;

/** How the picture looks: much white, quiet axes, and the lines alone in colour. */
final class PlotStyle {

  static final Color TEXT = new Color(0x22, 0x22, 0x22);
  static final Color QUIET = new Color(0x66, 0x66, 0x66);
  static final Color MARK = new Color(0x80, 0x80, 0x80);
  private static final Color GRID = new Color(0xE4, 0xE4, 0xE4);

  private PlotStyle() {}

  static Font plain(int size) {
    return new Font(Font.SANS_SERIF, Font.PLAIN, size);
  }

  static Font bold(int size) {
    return new Font(Font.SANS_SERIF, Font.BOLD, size);
  }

  static void apply(Graphics2D canvas) {
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  static void apply(XYStyler style) {
    style.setLegendVisible(false);
    style.setChartTitleVisible(false);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setChartPadding(20);
    style.setPlotContentSize(1);
    style.setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1));
    style.setPlotGridVerticalLinesVisible(false);
    style.setLocale(Locale.ENGLISH);
    style.setTimezone(TimeZone.getTimeZone("UTC"));
    applyToAxes(style);
  }

  private static void applyToAxes(XYStyler style) {
    style.setChartFontColor(QUIET);
    style.setXAxisTitleColor(QUIET);
    style.setYAxisTitleColor(QUIET);
    style.setAxisTitleFont(plain(18));
    style.setAxisTitlePadding(14);
    style.setAxisTickLabelsColor(QUIET);
    style.setAxisTickLabelsFont(plain(17));
    style.setAxisTickPadding(10);
    style.setAxisTicksMarksVisible(false);
    style.setAxisTicksLineVisible(false);
    style.setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right);
    style.setXAxisTickMarkSpacingHint(180);
    style.setYAxisTickMarkSpacingHint(80);
    style.setXAxisDecimalPattern("#,##0");
  }
}
