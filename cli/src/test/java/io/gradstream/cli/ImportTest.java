package io.gradstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gradstream import}, of the graph among the examples. */
class ImportTest {

  private static final Path EXAMPLE = Path.of("../examples/imported-graph");
  private static final String GRAPH = EXAMPLE.resolve("payments.fb").toString();
  private static final String SPEC = EXAMPLE.resolve("payments.yaml").toString();
  private static final String INPUTS = "paidAt.timeOfDay.sin,paidAt.timeOfDay.cos,amount";

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String graph, String... options) {
    List<String> words =
        new ArrayList<>(List.of("import", graph, "--weights", folder.resolve("new.weights") + ""));
    words.addAll(List.of(options));
    return Gradstream.run(
        new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
  }

  @Test
  void usageExample() throws IOException {
    assertThat(run(GRAPH, "--for", SPEC, "--inputs", INPUTS)).isZero();

    assertThat(out)
        .hasToString(
            """
            # input: [17], the placeholder x
            # target: binary
            network:
              - {dense: 16, activation: relu}
              - {dense: 8, activation: tanh}
            learn: {start: new.weights}
            """);
    assertThat(folder.resolve("new.weights"))
        .hasSameTextualContentAs(EXAMPLE.resolve("payments.weights"));
  }

  @Test
  void aGraphAloneKeepsItsInputs() {
    assertThat(run(GRAPH)).isZero();

    assertThat(out.toString()).startsWith("# input: [3], the placeholder x\n");
  }

  @Test
  void columnsThatTheSpecDoesNotMakeAreToldWithThoseItMakes() {
    assertThat(run(GRAPH, "--for", SPEC)).isEqualTo(2);
    assertThat(err.toString())
        .contains("the graph's rows must be the 6 values", "--inputs", "amount.missing");
    assertThat(run(GRAPH, "--for", SPEC, "--inputs", "hour,amount,day")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no column hour; there are [paidAt.timeOfDay.sin");
    assertThat(run(GRAPH, "--inputs", INPUTS)).isEqualTo(2);
    assertThat(err.toString()).contains("give the spec with --for");
    assertThat(folder.resolve("new.weights")).doesNotExist();
  }

  @Test
  void whatIsNoGraphIsRefused() throws IOException {
    assertThat(run(SPEC)).isEqualTo(2);
    assertThat(err.toString()).contains("gradstream: the file is torn, or no graph");
    assertThat(run(folder.resolve("absent.fb").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("there is no file");
    byte[] graph = Files.readAllBytes(Path.of(GRAPH));
    Path torn = Files.write(folder.resolve("torn.fb"), Arrays.copyOf(graph, 1000));
    assertThat(run(torn.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("its 1000 bytes point to byte");
  }
}
