package io.gradstream.nd4j.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Graphs as users write them, with weights of a seed. */
final class Graphs {

  static final String INPUT = "x";
  static final String LABEL = "y";

  private final SameDiff graph = SameDiff.create();
  private final Random random = new Random(7);

  SameDiff graph() {
    return graph;
  }

  SDVariable input(long... shape) {
    return graph.placeHolder(INPUT, DataType.FLOAT, shape);
  }

  SDVariable label(int width) {
    return graph.placeHolder(LABEL, DataType.FLOAT, -1, width);
  }

  /** Weights around zero, as a new network has them. */
  SDVariable weights(String name, long... shape) {
    INDArray values = Nd4j.create(DataType.FLOAT, shape);
    for (long i = 0; i < values.length(); i++) {
      values.putScalar(i, 0.5f * (float) random.nextGaussian());
    }
    return graph.var(name, values);
  }

  /** x W + b. */
  SDVariable dense(String name, SDVariable x, int in, int out) {
    return graph.nn.linear(name, x, weights(name + ".w", in, out), weights(name + ".b", out));
  }

  byte[] bytes(boolean withTraining) {
    try {
      Path file = Files.createTempFile("graph", ".fb");
      graph.save(file.toFile(), withTraining);
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      return bytes;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  byte[] bytes() {
    return bytes(true);
  }

  /** Four numbers, 5 relu, 6 tanh, 3 classes; the loss is set. */
  static Graphs classifier() {
    Graphs graphs = new Graphs();
    SDVariable x = graphs.input(-1, 4);
    SDVariable y = graphs.label(3);
    SDVariable h = graphs.graph.nn.relu(graphs.dense("first", x, 4, 5), 0);
    SDVariable g = graphs.graph.nn.tanh(graphs.dense("second", h, 5, 6));
    SDVariable logits = graphs.dense("logits", g, 6, 3);
    graphs.graph.nn.softmax("probabilities", logits, 1);
    graphs.graph.loss.softmaxCrossEntropy("loss", y, logits, null);
    graphs.graph.setLossVariables("loss");
    return graphs;
  }
}
