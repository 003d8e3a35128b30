package io.gradstream.nd4j.graph;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;

/** What no layer of ours does is refused by the operation's name, and says what would do. */
class RefusedGraphsTest {

  private enum Foreign {
    ELU("elu", (graph, x) -> graph.nn.elu(x)),
    GELU("gelu", (graph, x) -> graph.nn.gelu(x)),
    PRECISE_GELU("precise_gelu", (graph, x) -> graph.nn.preciseGelu(x)),
    RELU6("relu6", (graph, x) -> graph.nn.relu6(x, 0)),
    DROPOUT("dropout", (graph, x) -> graph.nn.dropout(x, 0.5)),
    SCALED("mul_scalar", (graph, x) -> x.mul(2)),
    EXPONENT("exp", (graph, x) -> graph.math.exp(x));

    private final String kind;
    private final BiFunction<SameDiff, SDVariable, SDVariable> after;

    Foreign(String kind, BiFunction<SameDiff, SDVariable, SDVariable> after) {
      this.kind = kind;
      this.after = after;
    }
  }

  @ParameterizedTest
  @EnumSource(Foreign.class)
  void anOperationThatNoLayerDoesIsNamed(Foreign foreign) {
    Graphs graphs = new Graphs();
    SDVariable hidden = graphs.dense("h", graphs.input(-1, 4), 4, 5);
    SDVariable made = foreign.after.apply(graphs.graph(), hidden).rename("made");
    graphs.graph().nn.softmax("p", graphs.dense("out", made, 5, 2), 1);

    refused(
        graphs, "no layer of ours does " + foreign.kind + " (makes made)", "understood are matmul");
  }

  @Test
  void aFormOfAnOperationThatNoLayerHasIsNamed() {
    Graphs graphs = new Graphs();
    SDVariable hidden = graphs.dense("h", graphs.input(-1, 4), 4, 5);
    SDVariable leaky = graphs.graph().nn.leakyRelu("leaky", hidden, 0.2);
    graphs.graph().nn.softmax("p", graphs.dense("out", leaky, 5, 2), 1);

    refused(graphs, "leakyrelu (makes leaky) must have the slope 0.01: 0.2");
  }

  @Test
  void aSumOfTwoWaysIsNoBias() {
    Graphs graphs = new Graphs();
    SDVariable x = graphs.input(-1, 4);
    SDVariable sum = graphs.dense("a", x, 4, 5).add("sum", graphs.dense("b", x, 4, 5));
    graphs.graph().nn.softmax("p", graphs.dense("out", sum, 5, 2), 1);

    refused(graphs, "add (makes sum) must add weights to a product");
  }

  @Test
  void imagesWithChannelsFirstAreRefused() {
    Graphs graphs = new Graphs();
    Conv2DConfig window = Conv2DConfig.builder().kH(3).kW(3).build(); // NCHW by default
    graphs
        .graph()
        .cnn
        .conv2d("lines", graphs.input(-1, 2, 8, 8), graphs.weights("w", 3, 3, 2, 4), window);

    refused(graphs, "conv2d (makes lines) must read images in NHWC", "NCHW");
  }

  @Test
  void aLossOfAnotherKindIsNamed() {
    Graphs graphs = new Graphs();
    SDVariable value = graphs.dense("value", graphs.input(-1, 4), 4, 1);
    graphs.graph().loss.huberLoss("loss", graphs.label(1), value, null, 1);
    graphs.graph().setLossVariables("loss");

    refused(
        graphs,
        "no loss of ours is huber_loss (makes loss)",
        "softmax_cross_entropy_loss",
        "--output");
  }

  @Test
  void severalOutputsWithoutALossAreToBeNamed() {
    Graphs graphs = new Graphs();
    SDVariable x = graphs.input(-1, 4);
    graphs.dense("a", x, 4, 1);
    graphs.dense("b", x, 4, 1);

    refused(graphs, "the graph has no loss, and several outputs: [a, b]", "--output");
  }

  @Test
  void numbersSideBySideSayNotWhatTheyPredict() {
    Graphs graphs = new Graphs();
    graphs.dense("three", graphs.input(-1, 4), 4, 3);

    refused(graphs, "three must have one value to predict a number: 3", "softmax");
  }

  @Test
  void anOutputThatIsNotThereIsNamed() {
    byte[] file = Graphs.classifier().bytes();

    assertThatThrownBy(() -> GraphImport.read(file, Optional.of("nothing")))
        .isInstanceOf(GraphException.class)
        .hasMessageContainingAll("no variable nothing", "logits");
    assertThatThrownBy(() -> GraphImport.read(file, Optional.of("x")))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("x is made by no operation");
  }

  @Test
  void rowsOfUnknownLengthAreRefused() {
    Graphs graphs = new Graphs();
    SDVariable flat = graphs.graph().reshape(graphs.input(-1, -1, 2), -1, 4);
    graphs.graph().nn.softmax("p", graphs.dense("out", flat, 4, 2), 1);

    refused(graphs, "the placeholder x must have the shape [-1, ...]", "[-1, -1, 2]");
  }

  @Test
  void weightsThatDoNotFitTheirInputAreNamed() {
    Graphs graphs = new Graphs();
    SDVariable out = graphs.dense("out", graphs.input(-1, 4), 5, 2);
    graphs.graph().nn.softmax("p", out, 1);

    refused(graphs, "xw_plus_b (makes out) must read rows of 5 values: its input is [4]");
  }

  @Test
  void weightsThatAreNoNumbersAreRefused() {
    Graphs graphs = new Graphs();
    SDVariable w = graphs.weights("w", 4, 2);
    w.getArr().putScalar(3, Float.NaN);
    graphs.graph().nn.softmax("p", graphs.input(-1, 4).mmul(w), 1);

    refused(graphs, "values of output.weight must be finite", "NaN");
  }

  /** Wherever it is cut, so long as what is read is behind the cut. */
  @Test
  void aTornFileIsRefused() {
    byte[] file = Graphs.classifier().bytes(false);

    for (int length = 0; length < file.length; length += 97) {
      byte[] torn = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> GraphImport.read(torn, Optional.empty()))
          .as("%d of %d bytes", length, file.length)
          .isInstanceOf(GraphException.class)
          .hasMessageContaining("the file is torn, or no graph that SameDiff saved");
    }
  }

  @Test
  void aFileOfSomethingElseIsRefused() {
    byte[] text = "specVersion: 1\nlearner: flights\n".repeat(40).getBytes();

    assertThatThrownBy(() -> GraphImport.read(text, Optional.empty()))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("no graph that SameDiff saved");
  }

  private static void refused(Graphs graphs, String... parts) {
    byte[] file = graphs.bytes();

    assertThatThrownBy(() -> GraphImport.read(file, Optional.empty()))
        .isInstanceOf(GraphException.class)
        .hasMessageContainingAll(parts);
  }
}
