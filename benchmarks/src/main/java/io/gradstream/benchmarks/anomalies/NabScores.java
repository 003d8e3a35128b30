package io.gradstream.benchmarks.anomalies;

import io.gradstream.workbench.table.DataFileException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Scores of all rows of the benchmark's series, as somebody wrote them. */
final class NabScores {

  private static final String SCORE = "anomaly_score";

  private NabScores() {}

  /**
   * What {@code gradstream evaluate --write-alarms} wrote of the file that {@link NabCorpus#write}
   * wrote. A row that was not judged has 0.
   */
  static NabScorer.Outcome ofLearner(NabCorpus corpus, Path alarms) throws IOException {
    double[] all = new double[corpus.rows()];
    try (BufferedReader in = Files.newBufferedReader(alarms)) {
      in.readLine(); // names
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split(",");
        int row = Integer.parseInt(cells[0]);
        if (row >= all.length) {
          throw new DataFileException(
              "%s has row %d, of %d: it is of another file".formatted(alarms, row, all.length));
        }
        all[row] = Double.parseDouble(cells[3]);
      }
    }
    NabScorer scorer = new NabScorer();
    int at = 0;
    for (NabSeries series : corpus.series()) {
      scorer.add(series, Arrays.copyOfRange(all, at, at + series.rows()));
      at += series.rows();
    }
    return scorer.best();
  }

  /** What the benchmark has of a detector: {@code DETECTOR/FOLDER/DETECTOR_SERIES.csv}. */
  static NabScorer.Outcome published(NabCorpus corpus, Path detector) throws IOException {
    NabScorer scorer = new NabScorer();
    for (NabSeries series : corpus.series()) {
      Path name = Path.of(series.name());
      Path file =
          detector
              .resolve(name.getParent())
              .resolve(detector.getFileName() + "_" + name.getFileName());
      if (!Files.isRegularFile(file)) {
        throw new DataFileException(
            "%s is not there: name a folder of results of github.com/numenta/NAB.".formatted(file));
      }
      scorer.add(series, column(Files.readAllLines(file), series.rows()));
    }
    return scorer.best();
  }

  private static double[] column(List<String> lines, int rows) {
    int column = Arrays.asList(lines.get(0).split(",")).indexOf(SCORE);
    double[] scores = new double[rows];
    for (int row = 0; row < rows; row++) {
      scores[row] = Double.parseDouble(lines.get(row + 1).split(",")[column]);
    }
    return scores;
  }
}
