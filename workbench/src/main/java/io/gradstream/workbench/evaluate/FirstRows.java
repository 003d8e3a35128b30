package io.gradstream.workbench.evaluate;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.util.List;

/** What the first rows of a file say of a spec, before anything is learned. */
public final class FirstRows {

  private static final int ROWS = 2_000;

  private FirstRows() {}

  /**
   * Features that alone tell the label, a sentence each.
   *
   * @param file that can be read again
   */
  public static List<String> tellingColumns(LearnerSpec spec, InputFile file) throws IOException {
    try (KeyedLearners learners = new KeyedLearners(spec, 0)) {
      return new Pass(spec, learners, 0, (key, example) -> {})
          .over(file, ROWS)
          .intake()
          .tellingColumns();
    }
  }
}
