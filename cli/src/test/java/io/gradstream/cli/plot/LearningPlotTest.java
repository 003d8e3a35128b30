package io.gradstream.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.gradstream.cli.output.OutputFile;
import io.gradstream.learning.drift.Detection;
import io.gradstream.learning.drift.ladder.Reaction;
import io.gradstream.learning.drift.ladder.Rung;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.workbench.evaluate.EvaluationReport;
import io.gradstream.workbench.evaluate.EvaluationReport.CurvePoint;
import io.gradstream.workbench.table.DataFileException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LearningPlotTest {

  private static final List<Measure> ACCURACY =
      List.of(
          new Measure("n", 6400),
          new Measure("accuracy", 0.8125),
          new Measure("no_change", 0.7),
          new Measure("majority", 0.55),
          new Measure("kappa_t", 0.375),
          new Measure("logloss", 0.4),
          new Measure("prior_logloss", 0.69),
          new Measure("n_window", 1000),
          new Measure("accuracy_window", 0.9));

  private static Reaction drift(long at, String detector) {
    Detection cause = new Detection(at, detector, Detection.ERROR, true, 1, 1, 0.1, 0.2, 100);
    return new Reaction(at, Rung.RAISE_RATE, cause, 0.1, 0.2, Optional.empty(), Optional.empty());
  }

  private static final List<Reaction> DRIFTS =
      List.of(drift(3000, "adwin"), drift(3010, "adwin"), drift(5000, "pageHinkley"));

  @TempDir private Path folder;

  private static EvaluationReport report(
      List<Measure> measures, List<CurvePoint> curve, List<Reaction> drift) {
    return new EvaluationReport(
        "trips",
        "binary",
        7,
        1,
        6400,
        0,
        0,
        Map.of(),
        List.of(),
        Map.of(),
        new EvaluationReport.SetAside(Map.of(), List.of()),
        1,
        measures,
        Optional.empty(),
        0,
        Optional.empty(),
        curve,
        drift,
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        1);
  }

  private static List<CurvePoint> rates(boolean ofTime) {
    List<CurvePoint> points = new ArrayList<>();
    for (int i = 1; i <= 64; i++) {
      Instant time = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(20_000L * i);
      points.add(
          new CurvePoint(
              100L * i,
              ofTime ? Optional.of(time) : Optional.empty(),
              "accuracy",
              0.8 + 0.1 * Math.sin(i / 4.0),
              List.of(
                  new Measure("no_change", 0.7 + 0.03 * Math.sin(i)),
                  new Measure("majority", 0.55 + 0.02 * Math.sin(i / 9.0)),
                  new Measure("logloss", 0.4),
                  new Measure("prior_logloss", 0.69))));
    }
    return points;
  }

  private static List<CurvePoint> errors() {
    List<CurvePoint> points = new ArrayList<>();
    for (int i = 1; i <= 64; i++) {
      List<Measure> beside =
          i == 1
              ? List.of()
              : List.of(new Measure("no_change_mae", 65), new Measure("mean_mae", 130));
      points.add(new CurvePoint(i, Optional.empty(), "mae", 40 - i / 4.0, beside));
    }
    return points;
  }

  private BufferedImage written(EvaluationReport report) throws IOException {
    assumeThat(Fonts.areThere()).isTrue();
    Path file = folder.resolve("curve.png");
    new PlotFile(new OutputFile(file)).write(report);
    assertThat(Files.readAllBytes(file)).startsWith(0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n');
    return ImageIO.read(file.toFile());
  }

  /** Pixels of about that colour below the head. */
  private static long pixels(Color color, BufferedImage image) {
    long count = 0;
    for (int y = PlotHead.HEIGHT; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        Color pixel = new Color(image.getRGB(x, y));
        int distance =
            Math.abs(pixel.getRed() - color.getRed())
                + Math.abs(pixel.getGreen() - color.getGreen())
                + Math.abs(pixel.getBlue() - color.getBlue());
        count += distance < 40 ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void everyLineIsThere() throws IOException {
    BufferedImage image = written(report(ACCURACY, rates(true), List.of()));

    assertThat(image.getWidth()).isEqualTo(1600);
    assertThat(image.getHeight()).isEqualTo(900);
    assertThat(pixels(PlotLine.LEARNER, image)).isGreaterThan(3000);
    assertThat(pixels(PlotLine.LAST, image)).isGreaterThan(1000);
    assertThat(pixels(PlotLine.USUAL, image)).isGreaterThan(500);
  }

  @Test
  void errorsAreDrawnFromZeroAndBaselinesFromTheSecondLabel() throws IOException {
    List<Measure> measures =
        List.of(new Measure("n", 64), new Measure("mae", 32), new Measure("mean_mae", 130));
    BufferedImage image = written(report(measures, errors(), List.of()));

    assertThat(pixels(PlotLine.LEARNER, image)).isGreaterThan(3000);
    assertThat(pixels(PlotLine.LAST, image)).isGreaterThan(1000);
  }

  @Test
  void driftsAreMarked() throws IOException {
    for (boolean ofTime : new boolean[] {true, false}) {
      BufferedImage without = written(report(ACCURACY, rates(ofTime), List.of()));
      BufferedImage with = written(report(ACCURACY, rates(ofTime), DRIFTS));

      assertThat(pixels(PlotStyle.MARK, with) - pixels(PlotStyle.MARK, without)).isGreaterThan(500);
    }
  }

  @Test
  void aCurveOfOnePointIsDrawnToo() throws IOException {
    List<CurvePoint> one = rates(false).subList(0, 1);
    written(report(ACCURACY, one, List.of(drift(100, "ddm"))));
    written(report(ACCURACY, rates(true).subList(0, 1), DRIFTS));
    written(report(ACCURACY, errors().subList(0, 1), DRIFTS)); // of the first example
  }

  @Test
  void aLossHasNoBaselinesAndMayBeNegative() throws IOException {
    List<CurvePoint> losses = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      losses.add(new CurvePoint(32L * i, Optional.empty(), "loss", 2 - i / 10.0, List.of()));
    }
    BufferedImage image = written(report(List.of(new Measure("loss", 0.1)), losses, DRIFTS));

    assertThat(pixels(PlotLine.LEARNER, image)).isGreaterThan(3000);
    assertThat(pixels(PlotLine.LAST, image)).isZero();
  }

  @Test
  void figuresAreTold() {
    Figures figures = new Figures(report(ACCURACY, rates(true), List.of()));

    assertThat(figures.title()).isEqualTo("trips: accuracy 81.25 %");
    assertThat(figures.figure("no_change")).isEqualTo("70.00 %");
    assertThat(figures.subtitle())
        .contains("6,400 examples", "last 1,000: 90.00 %", "kappa_t 0.375")
        .contains("log-loss 0.400", "of the prior 0.690");
    assertThat(figures.axisTitle()).isEqualTo("accuracy in windows of about 100 examples");
    assertThat(figures.tick(0.125)).isEqualTo("12.5 %");
    assertThat(new Figures(report(List.of(), errors(), List.of())).tick(-0.0)).isEqualTo("0");
  }

  @Test
  void whereThereAreNoFontsTheWayOutIsTold() {
    assumeThat(Fonts.areThere()).isFalse();
    PlotFile file = new PlotFile(new OutputFile(folder.resolve("curve.png")));
    assertThatThrownBy(() -> file.write(report(ACCURACY, rates(true), List.of())))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("finds no fonts. Install some, as apt-get install fontconfig");
  }

  @Test
  void whatHasNoCurveIsNotDrawn() {
    PlotFile file = new PlotFile(new OutputFile(folder.resolve("curve.png")));
    assertThatThrownBy(() -> file.write(report(List.of(), List.of(), List.of())))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("no example was scored");
  }
}
