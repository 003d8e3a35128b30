package io.gradstream.cli.plot;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.workbench.evaluate.EvaluationReport;
import io.gradstream.workbench.table.DataFileException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A PNG file with an evaluation's learning curve. */
public final class PlotFile {

  private final Path file;

  /**
   * Looks before anything is run whether the file can be written.
   *
   * @throws DataFileException when it cannot
   */
  public PlotFile(Path file) {
    this.file = file;
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new DataFileException("--plot %s is a folder: name a file in it".formatted(file));
    }
    if (!Files.isDirectory(folder)) {
      throw new DataFileException(
          "--plot %s: there is no folder %s. Make it, or name a file in another one"
              .formatted(file, folder));
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      throw new DataFileException(
          "--plot %s may not be written. Name a file elsewhere, or change who may write it"
              .formatted(file));
    }
  }

  /**
   * Looks before anything is run whether there will be a curve.
   *
   * @param delay of the labels, in rows
   * @throws DataFileException when there will be none
   */
  public void requireCurve(LearnerSpec spec, long delay) {
    if (spec.model().keyField().isPresent() && delay == 0) {
      throw new DataFileException(
          "--plot %s: %s has a model for each %s, and their scores have no common curve. Give --delay 1, which scores the answers in the order of the rows"
              .formatted(file, spec.name(), spec.model().keyField().get()));
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
          "--plot %s: no example was scored, so there is no curve".formatted(file));
    }
    BufferedImage image = draw(report);
    try (OutputStream out = Files.newOutputStream(file)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new DataFileException(
          "--plot %s could not be written (%s). Name a file elsewhere".formatted(file, e));
    }
  }

  /** A JDK without fonts fails in its own ways, and later each time in another. */
  private BufferedImage draw(EvaluationReport report) {
    try {
      return LearningPlot.of(report);
    } catch (LinkageError | InternalError e) {
      DataFileException problem =
          new DataFileException(
              "--plot %s: this JDK finds no fonts. Install some, as apt-get install fontconfig fonts-dejavu-core does"
                  .formatted(file));
      problem.initCause(e);
      throw problem;
    }
  }
}
