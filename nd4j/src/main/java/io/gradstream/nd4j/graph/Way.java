package io.gradstream.nd4j.graph;

import io.gradstream.nd4j.graph.Graph.Kind;
import io.gradstream.nd4j.graph.Graph.Operation;
import io.gradstream.nd4j.graph.Graph.Variable;
import io.gradstream.nd4j.graph.Pieces.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The way from the input of a graph to one of its variables: one operation after the other.
 *
 * @param steps first to last
 */
record Way(Variable input, List<Step> steps) {

  /**
   * @throws GraphException when an operation on it is none that a layer of ours does
   */
  static Way to(String output, Graph graph) {
    Deque<Step> steps = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    Variable at = graph.variable(output);
    while (at.kind() != Kind.PLACEHOLDER) {
      Operation operation = graph.makers().get(at.name());
      if (operation == null || !seen.add(at.name())) {
        throw new GraphException(
            "%s follows from no placeholder: it is %s".formatted(output, at.kind()));
      }
      Step step = Pieces.of(graph, operation);
      steps.addFirst(step);
      at = graph.variable(step.from());
    }
    return new Way(at, new ArrayList<>(steps));
  }
}
