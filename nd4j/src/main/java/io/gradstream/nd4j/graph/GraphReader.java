package io.gradstream.nd4j.graph;

import io.gradstream.nd4j.graph.Graph.Kind;
import io.gradstream.nd4j.graph.Graph.Operation;
import io.gradstream.nd4j.graph.Graph.Values;
import io.gradstream.nd4j.graph.Graph.Variable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the file of a graph, by the fields' numbers in the schema that deeplearning4j 1.0.0-M2.1
 * publishes (graph.fbs, variable.fbs, node.fbs, array.fbs, properties.fbs).
 */
final class GraphReader {

  /** Numbers of the fields that are read, by table. */
  private static final class Field {
    static final int GRAPH_VARIABLES = 1;
    static final int GRAPH_NODES = 2;
    static final int GRAPH_LOSSES = 6;

    static final int VARIABLE_ID = 0;
    static final int VARIABLE_NAME = 1;
    static final int VARIABLE_SHAPE = 3;
    static final int VARIABLE_ARRAY = 4;
    static final int VARIABLE_KIND = 6;

    static final int NODE_PROPERTIES = 4;
    static final int NODE_INPUTS = 6;
    static final int NODE_NUMBERS = 8;
    static final int NODE_INTEGERS = 9;
    static final int NODE_TRUTHS = 10;
    static final int NODE_OUTPUTS = 15;
    static final int NODE_KIND = 16;
    static final int NODE_SCALAR = 18;

    static final int PROPERTY_NAME = 0;
    static final int PROPERTY_TEXTS = 6;

    static final int PAIR_FIRST = 0;
    static final int PAIR_SECOND = 1;

    private Field() {}
  }

  /** What inputs of operations name: an operation, and which of its outputs. */
  private record Id(int first, int second) {
    static Id of(FlatTable pair) {
      return new Id(pair.whole(Field.PAIR_FIRST), pair.whole(Field.PAIR_SECOND));
    }
  }

  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final Map<String, Operation> makers = new LinkedHashMap<>();
  private final Map<Id, String> names = new HashMap<>();

  private GraphReader() {}

  /**
   * @throws GraphException when the bytes are no graph
   */
  static Graph read(byte[] file) {
    return new GraphReader().graph(FlatTable.root(file));
  }

  private Graph graph(FlatTable graph) {
    graph.tables(Field.GRAPH_VARIABLES).forEach(this::addVariable);
    graph.tables(Field.GRAPH_NODES).forEach(this::addOperation);
    if (variables.isEmpty() || makers.isEmpty()) {
      throw new GraphException(
          "the file is no graph that SameDiff saved: it has no operations. Save the graph anew with"
              + " SameDiff.save");
    }
    return new Graph(variables, makers, graph.texts(Field.GRAPH_LOSSES));
  }

  private void addVariable(FlatTable table) {
    String name = table.text(Field.VARIABLE_NAME);
    int kind = table.number(Field.VARIABLE_KIND);
    if (name.isEmpty() || kind < 0 || kind >= Kind.values().length) {
      throw new GraphException(
          "the file is damaged: a variable has the name '%s' and the kind %d"
              .formatted(name, kind));
    }
    List<Long> shape = table.wholes(Field.VARIABLE_SHAPE);
    Optional<Values> values =
        table.table(Field.VARIABLE_ARRAY).map(array -> ArrayReader.read(name, array));
    variables.put(name, new Variable(name, Kind.values()[kind], shape, values));
    table.table(Field.VARIABLE_ID).ifPresent(id -> names.put(Id.of(id), name));
  }

  private void addOperation(FlatTable table) {
    List<String> outputs = table.texts(Field.NODE_OUTPUTS);
    String kind = table.text(Field.NODE_KIND);
    Operation operation =
        new Operation(
            kind,
            table.tables(Field.NODE_INPUTS).stream().map(pair -> input(kind, pair)).toList(),
            outputs,
            table.numbers(Field.NODE_NUMBERS),
            table.wholes(Field.NODE_INTEGERS),
            table.truths(Field.NODE_TRUTHS),
            table
                .table(Field.NODE_SCALAR)
                .map(array -> ArrayReader.read("the scalar of " + kind, array)),
            words(table));
    outputs.forEach(output -> makers.put(output, operation));
  }

  private String input(String kind, FlatTable pair) {
    String name = names.get(Id.of(pair));
    if (name == null) {
      throw new GraphException(
          "the file is damaged: an input of %s is no variable".formatted(kind));
    }
    return name;
  }

  private static Map<String, String> words(FlatTable node) {
    Map<String, String> words = new TreeMap<>();
    for (FlatTable property : node.tables(Field.NODE_PROPERTIES)) {
      List<String> texts = property.texts(Field.PROPERTY_TEXTS);
      if (!texts.isEmpty()) {
        words.put(property.text(Field.PROPERTY_NAME), texts.get(0));
      }
    }
    return words;
  }
}
