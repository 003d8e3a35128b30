package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.memory.HeldMemory;
import io.gradstream.network.memory.TensorTable.Tensor;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.BlockSpec;
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.HeadSpec.Binary;
import io.gradstream.network.spec.HeadSpec.MultiClass;
import io.gradstream.network.spec.HeadSpec.Regression;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkSpec.EmbeddingSpec;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.OptimizerSpec.Adam;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NetworkTest {

  private static final int[] NO_TABLES = {};

  @Test
  void usageExample() {
    NetworkSpec xor =
        new NetworkSpec(2, List.of(), List.of(new DenseSpec(16, Activation.TANH)), new Binary());
    float[][] inputs = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    float[] targets = {0, 1, 1, 0};
    try (Network network = new Network(xor, new Adam(0.05f, 0.9f, 0.999f, 1e-8f), 4, 7)) {
      for (int row = 0; row < 4; row++) {
        network.input(row, inputs[row], 0, NO_TABLES, 0);
        network.target(row, targets[row]);
      }
      for (int step = 0; step < 300; step++) {
        network.train(4);
      }
      network.predict(4);
      for (int row = 0; row < 4; row++) {
        assertThat(network.output(row, 0)).isCloseTo(targets[row], within(0.05f));
      }
    }
  }

  @Test
  void learnsAFunctionOfOneValue() {
    NetworkSpec spec =
        new NetworkSpec(
            1, List.of(), List.of(new DenseSpec(32, Activation.RELU)), new Regression());
    try (Network network = new Network(spec, Examples.ADAM, 16, 7)) {
      float loss = Float.MAX_VALUE;
      for (int step = 0; step < 1500; step++) {
        for (int row = 0; row < 16; row++) {
          float x = (row - 7.5f) / 8;
          network.input(row, new float[] {x}, 0, NO_TABLES, 0);
          network.target(row, x * x);
        }
        loss = network.train(16).loss();
      }
      assertThat(loss).isLessThan(1e-3f);
    }
  }

  /** All inputs are zero at first, and so is the slope of a rectifier there. */
  @Test
  void learnsClassesFromAnEmbeddingAloneWhateverTheLayers() {
    DenseSpec relu = new DenseSpec(16, Activation.RELU);
    DenseSpec tanh = new DenseSpec(16, Activation.TANH);
    List<List<LayerSpec>> networks =
        List.of(
            List.of(),
            List.of(relu),
            List.of(relu, relu),
            List.of(tanh, relu),
            List.of(relu, new BlockSpec.Residual(List.of(relu))));
    networks.forEach(NetworkTest::assertLearnsFromAnEmbedding);
  }

  private static void assertLearnsFromAnEmbedding(List<LayerSpec> layers) {
    NetworkSpec spec =
        new NetworkSpec(0, List.of(new EmbeddingSpec("word", 7, 4)), layers, new MultiClass(3));
    try (Network network = new Network(spec, Examples.ADAM, 6, 7)) {
      for (int row = 0; row < 6; row++) {
        network.input(row, new float[0], 0, new int[] {row + 1}, 0);
        network.target(row, row % 3);
      }
      for (int step = 0; step < 500; step++) {
        network.train(6);
      }
      network.predict(6);
      for (int row = 0; row < 6; row++) {
        assertThat(network.output(row, row % 3)).as("%s", layers).isGreaterThan(0.9f);
      }
    }
  }

  @Test
  void tensorsCoverTheWeightsWithoutGaps() {
    try (Network network =
        new Network(Examples.everything(new MultiClass(3)), Examples.SGD, 1, 0)) {
      assertThat(network.tensors().tensors())
          .extracting(Tensor::name)
          .startsWith("dense1.weight", "dense1.bias", "dense2.weight")
          .endsWith("output.weight", "output.bias", "embedding.origin", "embedding.carrier");
      int end = 0;
      for (Tensor tensor : network.tensors().tensors()) {
        assertThat(tensor.offset()).isEqualTo(end);
        end += tensor.size();
      }
      assertThat(Examples.all(network, NetworkVector.WEIGHTS)).hasSize(end);
      assertThat(network.tensors().size()).isEqualTo(end);
    }
  }

  @Test
  void sameSeedGivesTheSameBits() {
    for (HeadSpec head : Examples.HEADS) {
      float[] first = weightsAfterTraining(head, 11);
      assertThat(weightsAfterTraining(head, 11)).isEqualTo(first);
      assertThat(weightsAfterTraining(head, 12)).isNotEqualTo(first);
    }
  }

  private static float[] weightsAfterTraining(HeadSpec head, long seed) {
    NetworkSpec spec = Examples.everything(head);
    try (Network network = new Network(spec, Examples.ADAM, 32, seed)) {
      for (int step = 0; step < 50; step++) {
        Examples.random(spec, 1 + step % 32, step).train(network);
      }
      return Examples.all(network, NetworkVector.WEIGHTS);
    }
  }

  @Test
  void resetNetworkIsANewOne() {
    NetworkSpec spec = Examples.everything(new Binary());
    try (Network used = new Network(spec, Examples.ADAM, 8, 1);
        Network fresh = new Network(spec, Examples.ADAM, 8, 2)) {
      used.setLearningRate(0.5f);
      Examples.random(spec, 8, 1).train(used);
      used.reset(2);
      Examples.random(spec, 8, 2).train(used);
      Examples.random(spec, 8, 2).train(fresh);
      assertThat(used.steps()).isEqualTo(1);
      assertThat(used.learningRate()).isEqualTo(fresh.learningRate());
      assertSameState(used, fresh);
    }
  }

  @Test
  void restoredNetworkContinuesWithTheSameBits() {
    NetworkSpec spec = Examples.everything(new MultiClass(3));
    for (OptimizerSpec optimizer : List.of(Examples.SGD, Examples.MOMENTUM, Examples.ADAM)) {
      try (Network saved = new Network(spec, optimizer, 32, 1);
          Network restored = new Network(spec, optimizer, 32, 99)) {
        trainSteps(saved, spec, 0, 20);
        Examples.copy(saved, restored);
        trainSteps(saved, spec, 20, 40);
        trainSteps(restored, spec, 20, 40);
        assertSameState(saved, restored);
      }
    }
  }

  private static void trainSteps(Network network, NetworkSpec spec, int from, int to) {
    for (int step = from; step < to; step++) {
      Examples.random(spec, 32, step).train(network);
    }
  }

  private static void assertSameState(Network one, Network other) {
    for (NetworkVector vector : NetworkVector.values()) {
      assertThat(Examples.all(one, vector)).isEqualTo(Examples.all(other, vector));
    }
  }

  @Test
  void orderWithinABatchHardlyMatters() {
    NetworkSpec spec = Examples.everything(new Binary());
    Examples examples = Examples.random(spec, 32, 3);
    int[] reversed = IntStream.range(0, 32).map(i -> 31 - i).toArray();
    try (Network one = new Network(spec, Examples.SGD, 32, 1);
        Network other = new Network(spec, Examples.SGD, 32, 1)) {
      examples.train(one);
      examples.inOrder(reversed).train(other);
      assertThat(Examples.all(one, NetworkVector.WEIGHTS))
          .containsExactly(Examples.all(other, NetworkVector.WEIGHTS), within(1e-6f));
    }
  }

  @Test
  void trainingGivesTheOutputsOfBeforeItsStep() {
    NetworkSpec spec = Examples.everything(new MultiClass(3));
    Examples examples = Examples.random(spec, 8, 3);
    try (Network network = new Network(spec, Examples.SGD, 8, 1)) {
      examples.stage(network);
      network.predict(8);
      float before = network.output(5, 2);
      network.train(8);
      assertThat(network.output(5, 2)).isEqualTo(before);
      network.predict(8);
      assertThat(network.output(5, 2)).isNotEqualTo(before);
    }
  }

  @Test
  void predictionChangesNothing() {
    NetworkSpec spec = Examples.everything(new Binary());
    try (Network network = new Network(spec, Examples.ADAM, 4, 1)) {
      float[] before = Examples.all(network, NetworkVector.WEIGHTS);
      network.markClean();
      Examples.random(spec, 4, 3).stage(network);
      network.predict(4);
      assertThat(Examples.all(network, NetworkVector.WEIGHTS)).isEqualTo(before);
      assertThat(network.isDirty(NetworkVector.WEIGHTS, 0)).isFalse();
      assertThat(network.steps()).isZero();
    }
  }

  @Test
  void onlyBlocksThatChangedAreDirty() {
    NetworkSpec spec =
        new NetworkSpec(3, List.of(new EmbeddingSpec("id", 10_000, 8)), List.of(), new Binary());
    try (Network network = new Network(spec, Examples.ADAM, 1, 1)) {
      assertThat(dirty(network, NetworkVector.WEIGHTS)).containsExactly(0, 1, 2, 3, 4);
      network.markClean();
      assertThat(dirty(network, NetworkVector.WEIGHTS)).isEmpty();

      network.input(0, new float[3], 0, new int[] {5_000}, 0);
      network.target(0, 1f);
      network.train(1);
      int block = (12 + 5_000 * 8) / Network.BLOCK;
      assertThat(dirty(network, NetworkVector.WEIGHTS)).containsExactly(0, block);
      int half = network.tensors().size();
      assertThat(dirty(network, NetworkVector.MOMENTS))
          .containsExactly(0, block, half / Network.BLOCK, (half + 12 + 5_000 * 8) / Network.BLOCK);
      for (int b = 0; b < network.blocks(NetworkVector.WEIGHTS) - 1; b++) {
        assertThat(network.block(NetworkVector.WEIGHTS, b)).hasSize(Network.BLOCK);
      }

      network.markClean();
      network.resetRow(0, 9_999);
      assertThat(dirty(network, NetworkVector.WEIGHTS)).containsExactly(4);
    }
  }

  private static List<Integer> dirty(Network network, NetworkVector vector) {
    return IntStream.range(0, network.blocks(vector))
        .filter(block -> network.isDirty(vector, block))
        .boxed()
        .toList();
  }

  @Test
  void claimedRowStartsAtZeroWithItsMoments() {
    NetworkSpec spec =
        new NetworkSpec(0, List.of(new EmbeddingSpec("id", 3, 2)), List.of(), new Binary());
    try (Network network = new Network(spec, Examples.ADAM, 1, 1)) {
      network.input(0, new float[0], 0, new int[] {2}, 0);
      network.target(0, 1f);
      network.train(1);
      int row = network.tensors().tensors().get(2).offset() + 2 * 2;
      int size = network.tensors().size();
      assertThat(network.block(NetworkVector.WEIGHTS, 0)[row]).isNotZero();
      assertThat(network.block(NetworkVector.MOMENTS, 0)[row]).isNotZero();
      assertThat(network.block(NetworkVector.MOMENTS, 0)[size + row]).isNotZero();
      network.resetRow(0, 2);
      assertThat(network.block(NetworkVector.WEIGHTS, 0)[row]).isZero();
      assertThat(network.block(NetworkVector.MOMENTS, 0)[row]).isZero();
      assertThat(network.block(NetworkVector.MOMENTS, 0)[size + row]).isZero();
    }
  }

  /** Vectors are objects until the compiler has seen enough, so this takes as long as it needs. */
  @Tag("alone")
  @Test
  void aStepAllocatesNothingButItsResult() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    NetworkSpec spec = Examples.everything(new MultiClass(3));
    Examples examples = Examples.random(spec, 32, 3);
    try (Network network = new Network(spec, Examples.ADAM, 32, 1)) {
      long thread = Thread.currentThread().getId();
      long perStep = Long.MAX_VALUE;
      for (int round = 0; round < 200 && perStep > 24; round++) {
        long before = threads.getThreadAllocatedBytes(thread);
        for (int step = 0; step < 2000; step++) {
          examples.train(network);
        }
        perStep = (threads.getThreadAllocatedBytes(thread) - before) / 2000;
      }
      assertThat(perStep).isLessThanOrEqualTo(24);
    }
  }

  @Test
  void closedNetworksGiveTheirMemoryBack() {
    NetworkSpec spec =
        new NetworkSpec(1, List.of(new EmbeddingSpec("id", 100_000, 16)), List.of(), new Binary());
    new Network(spec, Examples.ADAM, 1, 1).close();
    long held = HeldMemory.bytes();
    for (int i = 0; i < 60; i++) {
      try (Network network = new Network(spec, Examples.ADAM, 1, i)) { // 19 MB each
        assertThat(HeldMemory.bytes() - held).isGreaterThan(4L * network.tensors().size());
      }
    }
    assertThat(HeldMemory.bytes()).isEqualTo(held);
  }

  @Test
  void closedNetworkSaysSo() {
    Network network = new Network(Examples.everything(new Binary()), Examples.SGD, 1, 1);
    network.close();
    network.close();
    assertThatThrownBy(() -> network.predict(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> network.output(0, 0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void wrongArgumentsAreNamed() {
    NetworkSpec spec = Examples.everything(new MultiClass(3));
    try (Network network = new Network(spec, Examples.SGD, 4, 1)) {
      assertWrong("rows must be in [1, 4]: rows=5", () -> network.train(5));
      assertWrong("rows must be in [1, 4]: rows=0", () -> network.predict(0));
      assertWrong("row must be in [0, 4): row=4", () -> network.target(4, 0f));
      assertWrong(
          "row of embedding origin must be in [0, 7): row of embedding origin=7",
          () -> network.input(0, new float[5], 0, new int[] {7, 0}, 0));
      assertWrong("target must be the index of one of 3 classes", () -> network.target(0, 3f));
      assertWrong("target must be the index of one of 3 classes", () -> network.target(0, 0.5f));
      assertWrong("column must be in [0, 3): column=3", () -> network.output(0, 3));
      assertWrong("learningRate must be in (0, 1]", () -> network.setLearningRate(3f));
      assertWrong("steps must be at least 0", () -> network.setSteps(-1));
      assertWrong("block must be in [0, 1)", () -> network.block(NetworkVector.WEIGHTS, 1));
      assertWrong(
          "values must be " + network.tensors().size() + " floats for block 0",
          () -> network.setBlock(NetworkVector.WEIGHTS, 0, new float[3]));
    }
    assertWrong("batch must be at least 1", () -> new Network(spec, Examples.SGD, 0, 1));
    assertWrong("classes must be at least 2", () -> new MultiClass(1));
    assertWrong("beta2 must be in [0, 1)", () -> new Adam(0.1f, 0.9f, 1f, 1e-8f));
    assertWrong("width of a dense layer", () -> new DenseSpec(0, Activation.RELU));
    assertWrong("rows of embedding x", () -> new EmbeddingSpec("x", 0, 1));
    assertWrong(
        "inputs must be at least 1 without embeddings",
        () -> new NetworkSpec(0, List.of(), List.of(), new Binary()));
  }

  @Test
  void networkThatNoBufferHoldsIsRefused() {
    NetworkSpec huge =
        new NetworkSpec(
            1, List.of(new EmbeddingSpec("id", 100_000_000, 16)), List.of(), new Binary());
    assertWrong("network must fit in 2 GiB", () -> new Network(huge, Examples.SGD, 1, 1));
  }

  private static void assertWrong(String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whatFitsOfAnotherNetworkIsTakenOver() {
    try (Network other = new Network(twoLayers(4, 3), Examples.ADAM, 4, 7);
        Network network = new Network(twoLayers(6, 3), Examples.ADAM, 4, 8);
        Network fresh = new Network(twoLayers(6, 3), Examples.ADAM, 4, 8)) {
      train(other, 5);
      network.takeOver(other);

      assertThat(tensor(network, NetworkVector.WEIGHTS, "dense1.weight"))
          .isEqualTo(tensor(fresh, NetworkVector.WEIGHTS, "dense1.weight"));
      for (String kept : List.of("dense2.bias", "embedding.word")) {
        assertThat(tensor(network, NetworkVector.WEIGHTS, kept))
            .isEqualTo(tensor(other, NetworkVector.WEIGHTS, kept));
        assertThat(tensor(network, NetworkVector.MOMENTS, kept))
            .isEqualTo(tensor(other, NetworkVector.MOMENTS, kept));
      }
      assertThat(network.steps()).isEqualTo(5);
      assertThat(network.isDirty(NetworkVector.WEIGHTS, 0)).isTrue();
    }
  }

  @Test
  void anotherOptimizersMomentsAreNotTakenOver() {
    try (Network other = new Network(twoLayers(4, 3), Examples.ADAM, 4, 7);
        Network network =
            new Network(twoLayers(4, 3), new OptimizerSpec.Momentum(0.01f, 0.9f), 4, 8)) {
      train(other, 5);
      network.takeOver(other);

      assertThat(network.block(NetworkVector.WEIGHTS, 0))
          .isEqualTo(other.block(NetworkVector.WEIGHTS, 0));
      assertThat(network.block(NetworkVector.MOMENTS, 0)).containsOnly(0f);
      assertThat(network.steps()).isZero();
    }
  }

  private static NetworkSpec twoLayers(int first, int second) {
    return new NetworkSpec(
        2,
        List.of(new EmbeddingSpec("word", 7, 4)),
        List.of(new DenseSpec(first, Activation.RELU), new DenseSpec(second, Activation.RELU)),
        new Binary());
  }

  private static void train(Network network, int steps) {
    for (int step = 0; step < steps; step++) {
      for (int row = 0; row < 4; row++) {
        network.input(row, new float[] {row, step}, 0, new int[] {row + step % 3}, 0);
        network.target(row, row % 2);
      }
      network.train(4);
    }
  }

  /** Of a vector of one block, its first moments where it is moments. */
  private static float[] tensor(Network network, NetworkVector vector, String name) {
    Tensor tensor =
        network.tensors().tensors().stream()
            .filter(named -> named.name().equals(name))
            .findFirst()
            .orElseThrow();
    int end = tensor.offset() + tensor.size();
    return Arrays.copyOfRange(network.block(vector, 0), tensor.offset(), end);
  }
}
