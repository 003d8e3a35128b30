package io.gradstream.nd4j.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A graph as its file has it: variables, and the operations that make some of them of others.
 *
 * @param variables by name, in the file's order
 * @param makers the operation that makes a variable, by the variable's name
 * @param losses variables that training makes smaller
 */
record Graph(Map<String, Variable> variables, Map<String, Operation> makers, List<String> losses) {

  /** What a variable is. In the order of the file's numbers. */
  enum Kind {
    VARIABLE,
    CONSTANT,
    ARRAY,
    PLACEHOLDER,
    SEQUENCE
  }

  /**
   * A variable.
   *
   * @param shape of a placeholder, -1 for the number of rows
   * @param values of weights and constants
   */
  record Variable(String name, Kind kind, List<Long> shape, Optional<Values> values) {}

  /**
   * Numbers.
   *
   * @param values row-major
   */
  record Values(List<Integer> shape, float[] values) {}

  /**
   * An operation.
   *
   * @param kind what it does, for instance {@code matmul}
   * @param inputs names of variables
   * @param numbers, integers, truths its arguments, as SameDiff lists them for its kind
   * @param words arguments that have a name and are text
   */
  record Operation(
      String kind,
      List<String> inputs,
      List<String> outputs,
      List<Double> numbers,
      List<Long> integers,
      List<Boolean> truths,
      Optional<Values> scalar,
      Map<String, String> words) {

    /** As messages call it, for instance {@code elu (makes h)}. */
    String shown() {
      return kind + " (makes " + String.join(", ", outputs) + ")";
    }

    /** An argument, 0 where the list ends before it. */
    long integer(int index) {
      return index < integers.size() ? integers.get(index) : 0;
    }

    double number(int index, double otherwise) {
      return index < numbers.size() ? numbers.get(index) : otherwise;
    }
  }

  /** The variable of that name. */
  Variable variable(String name) {
    Variable variable = variables.get(name);
    if (variable == null) {
      throw new GraphException(
          "the graph has no variable %s; it has %s".formatted(name, variables.keySet()));
    }
    return variable;
  }
}
