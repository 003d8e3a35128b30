package io.gradstream.nd4j.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However a graph's file is damaged, it is a network or refused. */
class GraphFuzzTest {

  private static final int ROUNDS = 4000;

  @FuzzTest
  void anyFileIsANetworkOrRefused(byte[] file) {
    isRefused(file);
  }

  @Test
  void aDamagedGraphIsANetworkOrRefused() {
    byte[] whole = Graphs.classifier().bytes(false);
    int refused = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      byte[] damaged = whole.clone();
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      refused += isRefused(damaged) ? 1 : 0;
    }
    assertThat(refused).isBetween(ROUNDS / 20, ROUNDS - 1);
  }

  private static boolean isRefused(byte[] file) {
    try {
      GraphImport.read(file, Optional.empty()).yaml("graph.weights");
      return false;
    } catch (GraphException e) {
      assertThat(e.getMessage()).isNotBlank();
      return true;
    }
  }
}
