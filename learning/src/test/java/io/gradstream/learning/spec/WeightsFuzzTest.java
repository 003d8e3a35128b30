package io.gradstream.learning.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.gradstream.network.spec.StartTensor;
import io.gradstream.network.spec.StartWeights;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However a file of weights is damaged, it has finite weights or is refused. */
class WeightsFuzzTest {

  private static final int ROUNDS = 1000;

  @FuzzTest
  @DictionaryEntries({
    "{\"gradstreamWeights\": 1, \"tensors\": [",
    "{\"name\": \"a\", \"shape\": [1], \"values\": \"AAAAAA==\"}",
    "null",
    "-1"
  })
  void anyTextIsReadOrRefused(byte[] text) {
    isRefused(new String(text, StandardCharsets.UTF_8));
  }

  @Test
  void aDamagedFileIsReadOrRefused() {
    StartTensor tensor = new StartTensor("dense1.weight", List.of(2, 3), new float[6]);
    String whole = WeightsFile.write(new StartWeights(List.of(tensor)));
    int refused = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      StringBuilder damaged = new StringBuilder(whole);
      damaged.setCharAt(random.nextInt(damaged.length()), (char) (32 + random.nextInt(96)));
      refused += isRefused(damaged.toString()) ? 1 : 0;
    }
    assertThat(refused).isBetween(ROUNDS / 4, ROUNDS - 1);
  }

  private static boolean isRefused(String text) {
    try {
      WeightsFile.read(text);
      return false;
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
      return true;
    }
  }
}
