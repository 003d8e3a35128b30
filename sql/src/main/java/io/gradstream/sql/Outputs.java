package io.gradstream.sql;

import io.gradstream.model.ModelSpec;
import io.gradstream.model.targets.Output;
import io.gradstream.serving.models.ServedModel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;

/** The columns a model gives: outputs of its learner's target and {@link Said}, by name. */
record Outputs(List<SqlColumn> columns) implements Serializable {

  /** What does not fit a learner, in words. */
  List<String> mistakes(ModelSpec spec) {
    List<Output> outputs = spec.target().outputs(spec.features());
    List<String> mistakes = new ArrayList<>();
    for (SqlColumn column : columns) {
      Optional<List<String>> types = types(column.name(), outputs);
      if (types.isEmpty()) {
        mistakes.add(
            "OUTPUT has a column '%s', which %s does not give: leave it out; it gives %s"
                .formatted(column.name(), spec.learner(), given(outputs)));
      } else if (types.get().stream().noneMatch(type -> type.equals(typeOf(column)))) {
        mistakes.add(
            "OUTPUT column '%s' must be %s: it is %s; CAST it in the query"
                .formatted(
                    column.name(),
                    String.join(" or ", types.get()),
                    column.type().asSummaryString()));
      } else if (!column.type().isNullable()) {
        mistakes.add(
            "OUTPUT column '%s' must be nullable: a row that cannot be answered has NULL; leave NOT NULL out"
                .formatted(column.name()));
      }
    }
    return mistakes;
  }

  /** Types that a column of the name may have; nothing where there is no such column. */
  private static Optional<List<String>> types(String name, List<Output> outputs) {
    return outputs.stream()
        .filter(output -> output.name().equals(name))
        .map(OutputValue::types)
        .findFirst()
        .or(() -> Said.of(name).map(said -> List.of(said.type())));
  }

  private static String typeOf(SqlColumn column) {
    return column.type().asSummaryString().replace(" NOT NULL", "");
  }

  private static String given(List<Output> outputs) {
    return Stream.concat(
            outputs.stream().map(Output::name), Arrays.stream(Said.values()).map(Said::column))
        .collect(Collectors.joining(", "));
  }

  /** Columns that fit a learner, as SQL declares them. */
  static String fitting(ModelSpec spec) {
    Stream<String> outputs =
        spec.target().outputs(spec.features()).stream()
            .map(output -> declared(output.name(), OutputValue.types(output).get(0)));
    Stream<String> said =
        Arrays.stream(Said.values()).map(one -> declared(one.column(), one.type()));
    return Stream.concat(outputs, said).collect(Collectors.joining(", "));
  }

  private static String declared(String name, String type) {
    return SqlColumn.quoted(name) + " " + type;
  }

  /**
   * A model's answer as a row.
   *
   * @param answer as the model gives it
   * @param now epoch milliseconds
   */
  GenericRowData answered(ServedModel model, double[] answer, long now) {
    List<Output> outputs = model.target().outputs(model.spec().features());
    GenericRowData row = new GenericRowData(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      row.setField(i, value(columns.get(i), outputs, answer, model, now));
    }
    return row;
  }

  private static Object value(
      SqlColumn column, List<Output> outputs, double[] answer, ServedModel model, long now) {
    for (Output output : outputs) {
      if (output.name().equals(column.name())) {
        return OutputValue.of(output, column.type(), answer);
      }
    }
    return Said.of(column.name()).orElseThrow().of(model, now);
  }

  /** A row of NULL, but for why. */
  GenericRowData unanswered(String why) {
    GenericRowData row = new GenericRowData(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(Said.PROBLEM.column())) {
        row.setField(i, StringData.fromString(why));
      }
    }
    return row;
  }
}
