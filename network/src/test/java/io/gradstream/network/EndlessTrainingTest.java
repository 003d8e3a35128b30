package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.BlockSpec.Branch;
import io.gradstream.network.spec.BlockSpec.Concat;
import io.gradstream.network.spec.BlockSpec.Residual;
import io.gradstream.network.spec.HeadSpec.Binary;
import io.gradstream.network.spec.Initializer;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.LayerSpec.BatchNormSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.LayerSpec.DropoutSpec;
import io.gradstream.network.spec.LayerSpec.LayerNormSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkSpec.EmbeddingSpec;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.RecurrentSpec;
import io.gradstream.network.spec.RecurrentSpec.Cell;
import io.gradstream.network.spec.RecurrentSpec.Over;
import io.gradstream.network.spec.RecurrentSpec.Steps;
import io.gradstream.network.spec.ScheduleSpec;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.network.spec.TrainingSpec.Clipping;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stream does not end, so neither heap nor native memory may grow with the steps. */
class EndlessTrainingTest {

  /** {@code -Dgradstream.steps=5000000} for more. */
  private static final int STEPS = Integer.getInteger("gradstream.steps", 1_000_000);

  private static final int BATCH = 2;

  private static NetworkSpec spec() {
    Residual residual =
        new Residual(List.of(new LayerNormSpec(), new DenseSpec(6, Activation.GELU)));
    Concat concat =
        new Concat(
            List.of(
                new Branch("state", List.of(stream())),
                new Branch("now", List.of(residual, new DropoutSpec(0.1f)))));
    return new NetworkSpec(
        4,
        List.of(new EmbeddingSpec("origin", 50, 2)),
        List.of(new DenseSpec(6, Activation.LEAKY_RELU), new BatchNormSpec(0.01f, 3f, 5f), concat),
        new Binary(0.05f, 2f));
  }

  private static LayerSpec stream() {
    return new RecurrentSpec(Cell.GRU, 3, Over.STREAM, Steps.ALL, false);
  }

  private static TrainingSpec training() {
    return new TrainingSpec(
        Examples.ADAM,
        new ScheduleSpec.CosineRestarts(1_000, 1.5f, 0.1f),
        new Clipping.Norm(1f),
        1e-4f,
        Initializer.ORTHOGONAL,
        0.999f);
  }

  @Test
  void memoryStaysFlatAndWeightsFinite() {
    NetworkSpec spec = spec();
    Examples[] examples = new Examples[64];
    for (int e = 0; e < examples.length; e++) {
      examples[e] = Examples.random(spec, 1 + e % BATCH, e);
    }
    try (Network network = new Network(spec, training(), BATCH, 1)) {
      train(network, examples, STEPS / 2);
      long heapBytes = heap();
      train(network, examples, STEPS / 2);
      assertThat(heap() - heapBytes).isLessThan(4L << 20);
      assertThat(network.steps()).isEqualTo(STEPS / 2 * 2L);
      for (NetworkVector vector : NetworkVector.values()) {
        for (float value : Examples.all(network, vector)) {
          assertThat(Float.isFinite(value)).isTrue();
        }
      }
    }
  }

  private static void train(Network network, Examples[] examples, int steps) {
    for (int step = 0; step < steps; step++) {
      if (!examples[step % examples.length].train(network).updated()) {
        throw new AssertionError("step " + step + " was skipped");
      }
    }
  }

  /** What is left after the garbage is gone. */
  private static long heap() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
