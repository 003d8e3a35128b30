package io.gradstream.workbench.evaluate;

import io.gradstream.features.encode.TableSpec;
import io.gradstream.learning.EncodedRows;
import io.gradstream.model.ModelPlan;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.targets.Target;
import io.gradstream.schemas.IoFailure;
import io.gradstream.workbench.table.DataFileException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The features that a pool makes, as ARFF: its inputs, the rows of its category tables, the label
 * last. Each row is as the pool saw it when it predicted it, so other learners can be run on it.
 */
final class FeatureFile implements EncodedRows, AutoCloseable {

  private static final String LABEL = "label";

  private final BufferedWriter out;
  private final Target target;

  /**
   * @throws DataFileException when the learner is no pool of one model, or the file cannot be made
   */
  FeatureFile(ModelSpec spec, Path file) {
    if (spec.pool().isEmpty() || spec.keyField().isPresent()) {
      throw new DataFileException(
          "features are written of a pool with a single model: remove key and network, or"
              + " --write-features.");
    }
    target = spec.target();
    try {
      out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
      writeHeader(spec);
    } catch (IOException e) {
      throw new DataFileException(
          "%s cannot be written: %s. Name a file in a folder that is there."
              .formatted(file, e.getMessage()));
    }
  }

  private void writeHeader(ModelSpec spec) throws IOException {
    ModelPlan plan = ModelPlan.of(spec);
    line("@relation " + quoted(spec.learner()));
    List<String> columns = plan.columns();
    for (int i = 0; i < columns.size(); i++) {
      line("@attribute " + quoted(i + " " + columns.get(i)) + " numeric");
    }
    for (TableSpec table : plan.tables()) {
      line("@attribute " + quoted(table.name() + " row") + " " + nominal(table.rows()));
    }
    line("@attribute " + LABEL + " " + labels());
    line("@data");
  }

  private String labels() {
    return target.classes() > 0 ? nominal(target.classes()) : "numeric";
  }

  private static String nominal(int values) {
    return IntStream.range(0, values)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(String name) {
    return "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private void line(String line) throws IOException {
    out.write(line);
    out.write('\n');
  }

  @Override
  public void encoded(float[] inputs, int[] tables, double label) {
    StringBuilder row = new StringBuilder();
    for (float input : inputs) {
      row.append(input).append(',');
    }
    for (int table : tables) {
      row.append(table).append(',');
    }
    boolean isNumber = target.isNumber();
    try {
      line(isNumber ? row.append(label).toString() : row.append((int) label).toString());
    } catch (IOException e) {
      throw new UncheckedIOException("the features cannot be written: " + IoFailure.reason(e), e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
