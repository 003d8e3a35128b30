package io.gradstream.nd4j.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.network.Network;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.TrainingSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ColumnsTest {

  private final ImportedNetwork graph =
      GraphImport.read(Graphs.classifier().bytes(false), Optional.of("loss"));

  private static float[] answer(ImportedNetwork network, float... row) {
    TrainingSpec training = TrainingSpec.of(new OptimizerSpec.Sgd(1)).with(network.weights());
    try (Network of = new Network(network.network(), training, 1, 3)) {
      of.input(0, row, 0, new int[0], 0);
      of.predict(1);
      return new float[] {of.output(0, 0), of.output(0, 1), of.output(0, 2)};
    }
  }

  @Test
  void usageExample() {
    Columns columns =
        new Columns(List.of("a", "a.missing", "b", "b.missing", "c", "c.missing", "d"), 2);

    ImportedNetwork wider = columns.feed(graph, Optional.empty());

    assertThat(answer(wider, 1, 0, 2, 0, 3, 0, 4, 7, 8)).isEqualTo(answer(graph, 1, 2, 3, 4));
  }

  @Test
  void columnsMayBeNamedInTheGraphsOrder() {
    Columns columns = new Columns(List.of("a", "b", "c", "d", "e"), 0);

    ImportedNetwork wider = columns.feed(graph, Optional.of(List.of("e", "d", "a", "b")));

    assertThat(answer(wider, 3, 4, 9, 2, 1)).isEqualTo(answer(graph, 1, 2, 3, 4));
  }

  @Test
  void asManyColumnsAsTheGraphHasAreItsInputs() {
    assertThat(
            new Columns(List.of("a", "a.missing", "b", "b.missing"), 0)
                .feed(graph, Optional.empty()))
        .isEqualTo(graph);
  }

  @Test
  void columnsThatAreNotTheGraphsAreRefused() {
    Columns columns = new Columns(List.of("a", "b", "b.missing"), 0);

    assertThatThrownBy(() -> columns.feed(graph, Optional.empty()))
        .isInstanceOf(GraphException.class)
        .hasMessageContainingAll(
            "the graph's rows must be the 2 values [a, b]: they are [4]", "--inputs");
    assertThatThrownBy(() -> columns.feed(graph, Optional.of(List.of("a", "b", "x", "y"))))
        .hasMessage("there is no column x; there are [a, b, b.missing]");
    assertThatThrownBy(() -> columns.feed(graph, Optional.of(List.of("a", "a", "b", "b"))))
        .hasMessage("inputs must be different columns: [a, a, b, b]");
  }
}
