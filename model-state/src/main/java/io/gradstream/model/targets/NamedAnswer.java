package io.gradstream.model.targets;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.schemas.JsonNumber;
import java.util.List;
import java.util.Optional;

/**
 * An answer as fields of a JSON object, by the names of its outputs: one number alone, columns that
 * have names as an object, others as an array, texts as they are. Null is what is not a finite
 * number.
 *
 * @param outputs of a target
 */
public record NamedAnswer(List<Output> outputs) {

  public NamedAnswer {
    outputs = List.copyOf(outputs);
  }

  /**
   * @param answer what {@link io.gradstream.model.Model#predict} gives
   */
  public ObjectNode of(double[] answer) {
    ObjectNode named = JsonNodeFactory.instance.objectNode();
    for (Output output : outputs) {
      if (output instanceof Output.Text text) {
        named.put(text.name(), text.of().apply(answer));
      } else {
        write((Output.Numbers) output, answer, named);
      }
    }
    return named;
  }

  /**
   * An answer that may tell its classes itself.
   *
   * @param classes that were met as labels came; absent where the outputs name all
   */
  public ObjectNode of(double[] answer, Optional<List<String>> classes) {
    return classes
        .map(met -> new NamedAnswer(OpenClassTarget.outputsOf(met)).of(answer))
        .orElseGet(() -> of(answer));
  }

  private static void write(Output.Numbers numbers, double[] answer, ObjectNode into) {
    if (numbers.columns() == 0) {
      into.set(numbers.name(), JsonNumber.of(answer[numbers.at()]));
    } else if (numbers.columnNames().isEmpty() && numbers.columns() > 0) {
      ArrayNode values = into.putArray(numbers.name());
      for (double value : answer) {
        values.add(JsonNumber.of(value));
      }
    } else {
      ObjectNode values = into.putObject(numbers.name());
      for (int i = 0; i < answer.length; i++) {
        values.set(numbers.columnNames().get(i), JsonNumber.of(answer[i]));
      }
    }
  }
}
