package io.gradstream.sql;

import io.gradstream.model.ModelSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.ResolvedSchema;

/**
 * The columns that a model declares.
 *
 * @param model its name in SQL
 */
record Signature(String model, Inputs inputs, Outputs outputs) implements Serializable {

  static Signature of(String model, ResolvedSchema inputs, ResolvedSchema outputs) {
    return new Signature(
        model, new Inputs(SqlColumn.of(inputs)), new Outputs(SqlColumn.of(outputs)));
  }

  /**
   * @throws ValidationException when a column does not fit a learner: every mistake, and what would
   *     fit
   */
  void requireFit(ModelSpec spec) {
    List<String> mistakes = new ArrayList<>(inputs.mistakes(spec));
    mistakes.addAll(outputs.mistakes(spec));
    if (!mistakes.isEmpty()) {
      throw new ValidationException(
          "the model %s does not fit the learner %s:\n  %s\nThis fits: INPUT (%s) OUTPUT (%s)"
              .formatted(
                  model,
                  spec.learner(),
                  String.join("\n  ", mistakes),
                  Inputs.fitting(spec),
                  Outputs.fitting(spec)));
    }
  }
}
