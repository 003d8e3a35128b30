package io.gradstream.nd4j.graph;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Trains the graph of {@code examples/imported-graph} in SameDiff: from the hour and the amount of
 * the first payments to whether one was a fraud. What a user of SameDiff would write.
 */
final class PaymentsGraph {

  static final int ROWS = 10_000;
  private static final int EPOCHS = 400;
  private static final double DAY = 86_400;

  /** A payment, as far as a graph or a learner looks at it. */
  record Payment(String country, String merchant, Instant paidAt, double amount, boolean isFraud) {}

  private PaymentsGraph() {}

  static List<Payment> payments(Path csv) throws IOException {
    List<Payment> payments = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(csv)), StandardCharsets.UTF_8))) {
      lines.readLine(); // names
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",");
        payments.add(
            new Payment(
                cells[2],
                cells[3],
                Instant.parse(cells[1]),
                Double.parseDouble(cells[4]),
                Boolean.parseBoolean(cells[5])));
      }
    }
    return payments;
  }

  /** Sine and cosine of the hour, and the amount in deviations from its mean. */
  static SameDiff trained(List<Payment> payments) {
    INDArray x = Nd4j.create(DataType.FLOAT, ROWS, 3);
    INDArray y = Nd4j.create(DataType.FLOAT, ROWS, 1);
    for (int row = 0; row < ROWS; row++) {
      Payment payment = payments.get(row);
      double turn = 2 * Math.PI * (payment.paidAt().getEpochSecond() % DAY) / DAY;
      x.putScalar(row, 0, Math.sin(turn));
      x.putScalar(row, 1, Math.cos(turn));
      x.putScalar(row, 2, payment.amount());
      y.putScalar(row, 0, payment.isFraud() ? 1 : 0);
    }
    INDArray amounts = x.getColumn(2);
    amounts.subi(amounts.meanNumber()).divi(amounts.stdNumber());
    SameDiff graph = graph();
    graph.fit(new SingletonDataSetIterator(new DataSet(x, y)), EPOCHS);
    return graph;
  }

  private static SameDiff graph() {
    Nd4j.getRandom().setSeed(7);
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.placeHolder("x", DataType.FLOAT, -1, 3);
    SDVariable y = graph.placeHolder("y", DataType.FLOAT, -1, 1);
    SDVariable first = graph.nn.relu(dense(graph, "first", x, 3, 16), 0);
    SDVariable second = graph.nn.tanh(dense(graph, "second", first, 16, 8));
    SDVariable logit = dense(graph, "logit", second, 8, 1);
    graph.loss.sigmoidCrossEntropy("loss", y, logit, null);
    graph.setLossVariables("loss");
    graph.setTrainingConfig(
        TrainingConfig.builder()
            .updater(new Adam(0.01))
            .dataSetFeatureMapping("x")
            .dataSetLabelMapping("y")
            .build());
    return graph;
  }

  private static SDVariable dense(SameDiff graph, String name, SDVariable x, int in, int out) {
    INDArray weights = Nd4j.randn(DataType.FLOAT, in, out).mul(Math.sqrt(1.0 / in));
    return graph.nn.linear(
        name,
        x,
        graph.var(name + ".w", weights),
        graph.var(name + ".b", Nd4j.zeros(DataType.FLOAT, out)));
  }
}
