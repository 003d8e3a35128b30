package io.gradstream.cli.demo;

import io.gradstream.cli.output.OutputFile;
import io.gradstream.cli.plot.PlotFile;
import io.gradstream.workbench.evaluate.EvaluationReport;
import io.gradstream.workbench.table.DataFileException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the learning curve of a demo goes. */
record CurveFile(OutputFile file) {

  /**
   * The file that was asked for; else one of the learner's name in the working folder or, where
   * nothing may be written there, in that of temporary files.
   */
  static CurveFile of(DemoOptions options, String learner) {
    return new CurveFile(options.plot().orElseGet(() -> new OutputFile(usual(learner))));
  }

  private static Path usual(String learner) {
    Path here = Path.of(learner + ".png");
    boolean writable = Files.isWritable(Files.exists(here) ? here : Path.of("").toAbsolutePath());
    return writable && !Files.isDirectory(here)
        ? here
        : Path.of(System.getProperty("java.io.tmpdir")).resolve(here);
  }

  /** The picture, where it could be drawn; the demo does not end for want of it. */
  Optional<Path> write(EvaluationReport report, Telling telling) {
    try {
      new PlotFile(file).write(report);
      return Optional.of(file.path().toAbsolutePath().normalize());
    } catch (DataFileException | UncheckedIOException e) {
      telling.plain("no learning curve: " + e.getMessage());
      return Optional.empty();
    }
  }
}
