package io.gradstream.benchmarks.engine;

import io.gradstream.benchmarks.engine.BenchNetwork.Rows;
import io.gradstream.benchmarks.engine.BenchNetwork.Work;
import io.gradstream.network.EngineVersion;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.BlockSpec.Transformer;
import io.gradstream.network.spec.ConvolutionSpec.Convolution2d;
import io.gradstream.network.spec.ConvolutionSpec.Extent;
import io.gradstream.network.spec.ConvolutionSpec.Flatten;
import io.gradstream.network.spec.ConvolutionSpec.Pooling;
import io.gradstream.network.spec.ConvolutionSpec.Pooling2d;
import io.gradstream.network.spec.ConvolutionSpec.Window;
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.HeadSpec.MultiClass;
import io.gradstream.network.spec.HeadSpec.NextToken;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.LayerSpec.LayerNormSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.OptimizerSpec.Adam;
import io.gradstream.network.spec.OptimizerSpec.Sgd;
import io.gradstream.network.spec.RecurrentSpec;
import io.gradstream.network.spec.RecurrentSpec.Cell;
import io.gradstream.network.spec.SequenceSpec.Position;
import io.gradstream.network.spec.SequenceSpec.TokenEmbedding;
import io.gradstream.network.spec.Shape;
import io.gradstream.network.spec.TrainingSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The networks that are measured. The libtorch project has the same, by name. */
final class BenchNetworks {

  static final List<BenchNetwork> ALL =
      List.of(
          perceptron(20, 64, 32, 2, 1, goal(50, 45)),
          perceptron(20, 64, 32, 2, 32, goal(14, 11)),
          perceptron(784, 256, 128, 10, 32, goal(2.2, 1.8)),
          convolutions(32, goal(3.5, 3.2)),
          recurrent(Cell.LSTM, 32, goal(2, 2.2)),
          recurrent(Cell.LSTM, 1, 6),
          recurrent(Cell.GRU, 32, goal(6, 4.5)),
          transformer("transformer", 2, 64, Work.TRAINING, 16, goal(1.7, 1.5)),
          transformer("transformer-token", 2, 64, Work.TOKEN, 1, 18),
          transformer("transformer-4x128", 4, 128, Work.TRAINING, 12, goal(1.5, 1.3)));

  private static final int VOCABULARY = 65;
  private static final int CONTEXT = 64;

  private BenchNetworks() {}

  private static BenchNetwork perceptron(
      int in, int hidden1, int hidden2, int out, int batch, double goal) {
    return classifier(
        "mlp-%d-%d-%d-%d".formatted(in, hidden1, hidden2, out),
        batch,
        goal,
        Shape.of(in),
        List.of(new DenseSpec(hidden1, Activation.RELU), new DenseSpec(hidden2, Activation.RELU)),
        out,
        new Sgd(0.001f));
  }

  /** Another one with vectors of 256 bits or less, to which libtorch is held as well. */
  private static double goal(double wide, double narrow) {
    return EngineVersion.vectorBits() > Libtorch.NARROW ? wide : narrow;
  }

  private static BenchNetwork convolutions(int batch, double goal) {
    return classifier(
        "cnn",
        batch,
        goal,
        Shape.of(28, 28, 1),
        List.of(convolution(16), pool(), convolution(32), pool(), new Flatten()),
        10,
        adam());
  }

  private static LayerSpec convolution(int filters) {
    return new Convolution2d(filters, window(3, 1), Activation.RELU);
  }

  private static LayerSpec pool() {
    return new Pooling2d(Pooling.MAX, window(2, 2));
  }

  private static Window window(int side, int stride) {
    return new Window(
        Extent.square(side), Extent.square(stride), Extent.square(0), Extent.square(1));
  }

  private static BenchNetwork recurrent(Cell cell, int batch, double goal) {
    return classifier(
        cell == Cell.LSTM ? "lstm" : "gru",
        batch,
        goal,
        Shape.of(32, 16),
        List.of(
            new RecurrentSpec(cell, 64, RecurrentSpec.Over.ROW, RecurrentSpec.Steps.LAST, false)),
        2,
        adam());
  }

  private static BenchNetwork classifier(
      String name,
      int batch,
      double goal,
      Shape input,
      List<LayerSpec> layers,
      int classes,
      OptimizerSpec optimizer) {
    return new BenchNetwork(
        name,
        batch,
        goal,
        Work.TRAINING,
        network(input, layers, new MultiClass(classes)),
        TrainingSpec.of(optimizer),
        Rows.normal(input.size()),
        Rows.whole(1, 0, classes));
  }

  private static BenchNetwork transformer(
      String name, int blocks, int width, Work work, int batch, double goal) {
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(new TokenEmbedding(VOCABULARY, width));
    layers.add(new Position(Position.Kind.LEARNED));
    LayerSpec block = new Transformer(4, 4 * width, true, 0f, Activation.RELU);
    layers.addAll(Collections.nCopies(blocks, block));
    layers.add(new LayerNormSpec());
    return new BenchNetwork(
        name,
        batch,
        goal,
        work,
        network(Shape.of(CONTEXT), layers, new NextToken(VOCABULARY, 0f)),
        TrainingSpec.of(adam()),
        Rows.whole(CONTEXT, 1, VOCABULARY),
        Rows.whole(CONTEXT, 1, VOCABULARY));
  }

  private static NetworkSpec network(Shape input, List<LayerSpec> layers, HeadSpec head) {
    return new NetworkSpec(List.of(new NetworkSpec.Part("input", input)), List.of(), layers, head);
  }

  private static OptimizerSpec adam() {
    return new Adam(0.001f, 0.9f, 0.999f, 1e-8f);
  }
}
