package io.gradstream.workbench.evaluate;

import io.gradstream.learning.Learner;
import io.gradstream.learning.challengers.Contest;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.schemas.Anomaly;
import io.gradstream.schemas.IoFailure;
import io.gradstream.schemas.Position;
import io.gradstream.workbench.table.DataFileException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How unusual each event was, as CSV, in the order in which they are learned: the number of its
 * row, from 0 on, or of topics its offset; its effective time, epoch milliseconds; the model key;
 * the score; 1 for an alarm, else 0.
 */
final class AlarmFile implements AutoCloseable {

  private final BufferedWriter out;

  /**
   * @throws DataFileException when the learner judges no events, or the file cannot be made
   */
  AlarmFile(LearnerSpec spec, Path file) {
    if (spec.learn().alarms().isEmpty()) {
      throw new DataFileException(
          "alarms are written of a learner that has some: add target.alarms, or remove"
              + " --write-alarms.");
    }
    try {
      out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
      out.write("row,time,key,score,alarm\n");
    } catch (IOException e) {
      throw new DataFileException(
          "%s cannot be written: %s. Name a file in a folder that is there."
              .formatted(file, e.getMessage()));
    }
  }

  /** Writes what the one who answers judges from now on, whatever key it is of by then. */
  void listenTo(Contest contest) {
    for (Learner learner : contest.learners()) {
      learner
          .alarms()
          .ifPresent(
              of ->
                  of.listen(
                      (at, anomaly) -> {
                        if (contest.champion() == learner) {
                          write(learner, at, anomaly);
                        }
                      }));
    }
  }

  private void write(Learner learner, Position at, Anomaly anomaly) {
    String key = learner.key();
    boolean isPlain = key.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    String cell = isPlain ? key : '"' + key.replace("\"", "\"\"") + '"';
    try {
      out.write(
          "%d,%d,%s,%s,%d\n"
              .formatted(at.offset(), at.time(), cell, anomaly.score(), anomaly.isAlarm() ? 1 : 0));
    } catch (IOException e) {
      throw new UncheckedIOException("alarms cannot be written: " + IoFailure.reason(e), e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
