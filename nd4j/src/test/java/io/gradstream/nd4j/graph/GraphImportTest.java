package io.gradstream.nd4j.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.loss.LossReduce;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.factory.Nd4j;

/** Graphs that SameDiff saved, read without it, beside SameDiff's own outputs and gradients. */
class GraphImportTest {

  @Test
  void usageExample() {
    ImportedNetwork network = GraphImport.read(Graphs.classifier().bytes(), Optional.empty());

    assertThat(network.layers())
        .containsExactly(new DenseSpec(5, Activation.RELU), new DenseSpec(6, Activation.TANH));
    assertThat(network.prediction()).isEqualTo(new Prediction.Classes(3));
    assertThat(network.yaml("iris.weights"))
        .isEqualTo(
            """
            # input: [4], the placeholder x
            # target: classes, 3 of them, listed in the order of the graph's outputs
            network:
              - {dense: 5, activation: relu}
              - {dense: 6, activation: tanh}
            learn: {start: iris.weights}
            """);
  }

  @Test
  void aStepOfAClassifierIsSameDiffs() {
    Step step = new Step(Graphs.classifier(), Step.rows(Step.ROWS, 4), Step.oneHot(3), 1);

    step.isTheSame(
        "probabilities",
        Map.of(
            "dense1.weight", "first.w",
            "dense1.bias", "first.b",
            "dense2.weight", "second.w",
            "dense2.bias", "second.b",
            "output.weight", "logits.w",
            "output.bias", "logits.b"));
  }

  private enum Kind {
    RELU(Activation.RELU),
    TANH(Activation.TANH),
    SIGMOID(Activation.SIGMOID),
    SWISH(Activation.SILU),
    LEAKY_RELU(Activation.LEAKY_RELU),
    SOFTMAX(Activation.SOFTMAX);

    private final Activation ours;

    Kind(Activation ours) {
      this.ours = ours;
    }

    SDVariable after(SDVariable x, SameDiff graph) {
      return switch (this) {
        case RELU -> graph.nn.relu(x, 0);
        case TANH -> graph.nn.tanh(x);
        case SIGMOID -> graph.nn.sigmoid(x);
        case SWISH -> graph.nn.swish(x);
        case LEAKY_RELU -> graph.nn.leakyRelu(x, 0.01);
        case SOFTMAX -> graph.nn.softmax(x, 1);
      };
    }
  }

  /** With a product written as one, its bias added in either order, and half the squared error. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void aStepOfANumberIsSameDiffsWithEveryActivation(Kind kind) {
    Graphs graphs = new Graphs();
    SDVariable x = graphs.input(-1, 4);
    SDVariable y = graphs.label(1);
    SDVariable product = x.mmul(graphs.weights("w1", 4, 7));
    SDVariable sum = graphs.weights("b1", 1, 7).add(product);
    SDVariable hidden = kind.after(sum, graphs.graph());
    SDVariable value =
        graphs
            .graph()
            .nn
            .biasAdd(
                "value", hidden.mmul(graphs.weights("w2", 7, 1)), graphs.weights("b2", 1), false);
    graphs.graph().loss.meanSquaredError("loss", y, value, null);
    graphs.graph().setLossVariables("loss");

    Step step = new Step(graphs, Step.rows(Step.ROWS, 4), Step.rows(Step.ROWS, 1), 2);

    assertThat(step.imported().layers()).containsExactly(new DenseSpec(7, kind.ours));
    assertThat(step.imported().prediction()).isEqualTo(new Prediction.Number());
    step.isTheSame(
        "value",
        Map.of(
            "dense1.weight",
            "w1",
            "dense1.bias",
            "b1",
            "output.weight",
            "w2",
            "output.bias",
            "b2"));
  }

  @Test
  void aStepOfYesOrNoIsSameDiffs() {
    Graphs graphs = new Graphs();
    SDVariable x = graphs.input(-1, 3);
    SDVariable y = graphs.label(1);
    SDVariable logit =
        graphs.dense("logit", graphs.graph().nn.sigmoid(graphs.dense("h", x, 3, 4)), 4, 1);
    graphs.graph().nn.sigmoid("p", logit);
    graphs.graph().loss.sigmoidCrossEntropy("loss", y, logit, null);
    graphs.graph().setLossVariables("loss");

    INDArray yes = Step.rows(Step.ROWS, 1).gt(0).castTo(DataType.FLOAT);
    Step step = new Step(graphs, Step.rows(Step.ROWS, 3), yes, 1);

    assertThat(step.imported().prediction()).isEqualTo(new Prediction.Binary());
    step.isTheSame(
        "p",
        Map.of(
            "dense1.weight",
            "h.w",
            "dense1.bias",
            "h.b",
            "output.weight",
            "logit.w",
            "output.bias",
            "logit.b"));
  }

  @Test
  void aStepOfAnAutoencoderIsSameDiffs() {
    Graphs graphs = new Graphs();
    SDVariable x = graphs.input(-1, 5);
    SDVariable code = graphs.graph().nn.tanh(graphs.dense("code", x, 5, 2));
    SDVariable back = graphs.dense("back", code, 2, 5);
    graphs.graph().loss.meanSquaredError("loss", x, back, null);
    graphs.graph().setLossVariables("loss");
    graphs.label(1); // which nothing reads

    Step step = new Step(graphs, Step.rows(Step.ROWS, 5), Step.rows(Step.ROWS, 1), 2);

    assertThat(step.imported().prediction()).isEqualTo(new Prediction.Itself(false));
    step.isTheSame(
        "back",
        Map.of(
            "dense1.weight",
            "code.w",
            "dense1.bias",
            "code.b",
            "dense2.weight",
            "back.w",
            "dense2.bias",
            "back.b"));
  }

  @Test
  void aStepBehindANormIsSameDiffs() {
    Graphs graphs = new Graphs();
    SDVariable x = graphs.input(-1, 4);
    SDVariable y = graphs.label(2);
    SDVariable hidden = graphs.dense("h", x, 4, 6);
    SDVariable norm =
        graphs
            .graph()
            .nn
            .layerNorm(hidden, graphs.weights("gain", 6), graphs.weights("shift", 6), false, 1);
    SDVariable logits = graphs.dense("logits", graphs.graph().nn.relu(norm, 0), 6, 2);
    graphs.graph().nn.softmax("p", logits, 1);
    graphs.graph().loss.softmaxCrossEntropy("loss", y, logits, null);
    graphs.graph().setLossVariables("loss");

    Step step = new Step(graphs, Step.rows(Step.ROWS, 4), Step.oneHot(2), 1);

    assertThat(step.imported().notes()).hasSize(1);
    step.isTheSame(
        "p",
        Map.of(
            "dense1.weight", "h.w",
            "dense1.bias", "h.b",
            "layerNorm2.gain", "gain",
            "layerNorm2.shift", "shift",
            "output.weight", "logits.w",
            "output.bias", "logits.b"));
  }

  @Test
  void aStepOfAnImagesConvolutionsIsSameDiffs() {
    Graphs graphs = new Graphs();
    SameDiff graph = graphs.graph();
    SDVariable x = graphs.input(-1, 8, 8, 2);
    SDVariable y = graphs.label(3);
    Conv2DConfig window = Conv2DConfig.builder().kH(3).kW(3).pH(1).pW(1).dataFormat("NHWC").build();
    SDVariable lines =
        graph.cnn.conv2d(x, graphs.weights("cw", 3, 3, 2, 4), graphs.weights("cb", 4), window);
    SDVariable pooled =
        graph.cnn.maxPooling2d(
            graph.nn.relu(lines, 0),
            Pooling2DConfig.builder().kH(2).kW(2).sH(2).sW(2).isNHWC(true).build());
    SDVariable logits = graphs.dense("logits", graph.reshape(pooled, -1, 64), 64, 3);
    graph.nn.softmax("p", logits, 1);
    graph.loss.softmaxCrossEntropy("loss", y, logits, null);
    graph.setLossVariables("loss");

    Step step = new Step(graphs, Step.rows(Step.ROWS, 8, 8, 2), Step.oneHot(3), 1);

    assertThat(step.imported().shape()).isEqualTo(Shape.of(8, 8, 2));
    Map<String, String> tensors = new HashMap<>();
    tensors.put("convolution2d1.weight", "cw");
    tensors.put("convolution2d1.bias", "cb");
    tensors.put("output.weight", "logits.w");
    tensors.put("output.bias", "logits.b");
    step.isTheSame("p", tensors);
  }

  /** Nothing of what training keeps in the file is read. */
  @Test
  void withoutALossTheOnlyOutputSaysWhatItPredicts() {
    Graphs graphs = new Graphs();
    SDVariable h = graphs.dense("h", graphs.input(-1, 4), 4, 3);
    graphs.graph().nn.softmax("p", h, 1);

    ImportedNetwork network = GraphImport.read(graphs.bytes(false), Optional.empty());

    assertThat(network.layers()).isEmpty();
    assertThat(network.prediction()).isEqualTo(new Prediction.Classes(3));
  }

  @Test
  void whatALossDoesThatOursDoesNotIsTold() {
    Graphs graphs = new Graphs();
    SDVariable logit = graphs.dense("logit", graphs.input(-1, 4), 4, 1);
    SDVariable weights = graphs.graph().constant(Nd4j.createFromArray(new float[] {2}));
    graphs
        .graph()
        .loss
        .sigmoidCrossEntropy("loss", graphs.label(1), logit, weights, LossReduce.SUM, 0.1);
    graphs.graph().setLossVariables("loss");

    ImportedNetwork network = GraphImport.read(graphs.bytes(), Optional.empty());

    assertThat(network.notes())
        .containsExactly(
            "The graph's loss is no mean over the rows; ours is one.",
            "The graph smooths its labels by 0.1: write labelSmoothing in the target.",
            "The graph weighs its loss; weights of ours are in the target.");
  }

  @Test
  void anOutputMayBeNamed() {
    ImportedNetwork network =
        GraphImport.read(Graphs.classifier().bytes(), Optional.of("probabilities"));

    assertThat(network.prediction()).isEqualTo(new Prediction.Classes(3));
  }

  @Test
  void weightsAreReadInAnyOrderAndPrecision() {
    Graphs graphs = new Graphs();
    INDArray columns = Nd4j.createFromArray(new double[][] {{1, 2, 3}, {4, 5, 6}}).dup('f');
    SDVariable x = graphs.graph().placeHolder("x", DataType.DOUBLE, -1, 2);
    graphs.graph().nn.softmax("p", x.mmul(graphs.graph().var("w", columns)), 1);

    ImportedNetwork network = GraphImport.read(graphs.bytes(), Optional.empty());

    assertThat(network.weights().tensors().get(0).values()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(network.weights().tensors().get(1).values()).containsExactly(0, 0, 0);
    assertThat(network.notes())
        .containsExactly("A product without a bias gets one, zero at first.");
  }

  @Test
  void transposedWeightsAreTurned() {
    Graphs graphs = new Graphs();
    INDArray turned = Nd4j.createFromArray(new float[][] {{1, 4}, {2, 5}, {3, 6}});
    SDVariable product =
        graphs
            .graph()
            .mmul(graphs.input(-1, 2), graphs.graph().var("w", turned), false, true, false);
    graphs.graph().nn.softmax("p", product, 1);

    ImportedNetwork network = GraphImport.read(graphs.bytes(), Optional.empty());

    assertThat(network.weights().tensors().get(0).shape()).containsExactly(2, 3);
    assertThat(network.weights().tensors().get(0).values()).containsExactly(1, 2, 3, 4, 5, 6);
  }
}
