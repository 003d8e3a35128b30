package io.gradstream.cli.plot;

import io.gradstream.cli.output.OutputFile;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.workbench.evaluate.EvaluationReport;
import io.gradstream.workbench.table.DataFileException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A PNG file with an evaluation's learning curve. */
public record PlotFile(OutputFile file) {

  /**
   * Looks before anything is run whether there will be a curve.
   *
   * @param answersAreScored as they were given, in one order for all models
   * @throws DataFileException when there will be none
   */
  public void requireCurve(LearnerSpec spec, boolean answersAreScored) {
    if (spec.model().keyField().isPresent() && !answersAreScored) {
      throw new DataFileException(
          "--plot %s: %s has a model for each %s, and their scores have no common curve. Give --data with --delay 1, which scores the answers in the order of the rows"
              .formatted(file.path(), spec.name(), spec.model().keyField().get()));
    }
  }

  /**
   * Draws and writes it.
   *
   * @throws DataFileException when there is nothing to draw, no font to draw it with, or no room
   */
  public void write(EvaluationReport report) {
    if (report.curve().isEmpty()) {
      throw new DataFileException(
          "--plot %s: no example was scored, so there is no curve".formatted(file.path()));
    }
    file.write(png(draw(report)));
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException("into memory", e);
    }
    return png.toByteArray();
  }

  /** A JDK without fonts fails in its own ways, and later each time in another. */
  private BufferedImage draw(EvaluationReport report) {
    try {
      return LearningPlot.of(report);
    } catch (LinkageError | InternalError e) {
      DataFileException problem =
          new DataFileException(
              "--plot %s: this JDK finds no fonts. Install some, as apt-get install fontconfig fonts-dejavu-core does"
                  .formatted(file.path()));
      problem.initCause(e);
      throw problem;
    }
  }
}
