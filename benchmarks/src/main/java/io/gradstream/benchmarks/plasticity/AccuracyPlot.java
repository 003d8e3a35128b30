package io.gradstream.benchmarks.plasticity;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Accuracy against task, a line for each contender. */
final class AccuracyPlot {

  private static final int WIDTH = 1000;
  private static final int HEIGHT = 520;
  private static final int WINDOW = 10; // tasks of a moving mean: a single one is noisy

  private AccuracyPlot() {}

  static void write(Map<String, List<TaskResult>> results, Path png) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Online permuted images, mean of %d tasks".formatted(WINDOW))
            .xAxisTitle("task")
            .yAxisTitle("accuracy before learning, %")
            .build();
    XYStyler style = chart.getStyler();
    style.setLegendPosition(LegendPosition.InsideSW);
    style.setChartBackgroundColor(Color.WHITE);
    style.setXAxisMin(0.0);
    style.setXAxisTickMarkSpacingHint(90);
    results.forEach((name, tasks) -> add(chart, name, tasks));
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    chart.paint(canvas, WIDTH, HEIGHT);
    canvas.dispose();
    try (OutputStream out = Files.newOutputStream(png)) {
      ImageIO.write(image, "png", out);
    }
  }

  private static void add(XYChart chart, String name, List<TaskResult> tasks) {
    int points = Math.max(1, tasks.size() - WINDOW + 1);
    double[] task = new double[points];
    double[] accuracy = new double[points];
    for (int p = 0; p < points; p++) {
      int end = Math.min(tasks.size(), p + WINDOW);
      task[p] = end;
      accuracy[p] =
          100
              * tasks.subList(p, end).stream()
                  .mapToDouble(TaskResult::accuracy)
                  .average()
                  .orElseThrow();
    }
    chart.addSeries(name, task, accuracy).setMarker(SeriesMarkers.NONE);
  }
}
