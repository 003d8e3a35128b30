package io.gradstream.learning.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.network.spec.StartTensor;
import io.gradstream.network.spec.StartWeights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsFileTest {

  private static final StartWeights WEIGHTS =
      new StartWeights(
          List.of(
              new StartTensor("output.weight", List.of(2, 1), new float[] {0.5f, -1.25e-30f}),
              new StartTensor("output.bias", List.of(1), new float[] {-0f})));

  @Test
  void usageExample() {
    assertThat(WeightsFile.read(WeightsFile.write(WEIGHTS))).isEqualTo(WEIGHTS);
  }

  @Test
  void theFirstVersionIsReadAndWritten() throws IOException {
    try (InputStream golden = getClass().getResourceAsStream("golden-1.weights")) {
      String text = new String(golden.readAllBytes(), StandardCharsets.UTF_8);

      assertThat(WeightsFile.read(text)).isEqualTo(WEIGHTS);
      assertThat(WeightsFile.write(WEIGHTS)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no JSON | it is no file of weights",
        "null | it is no file of weights",
        "{} | it is no file of weights",
        "{\"gradstreamWeights\": 2, \"tensors\": []} | its gradstreamWeights is 2, and this release reads 1",
        "{\"gradstreamWeights\": 1, \"tensors\": []} | it has no tensors",
        "{\"gradstreamWeights\": 1, \"tensors\": [null]} | a tensor must have a name, a shape and values",
        "{\"gradstreamWeights\": 1, \"tensors\": [{\"name\": \"a\", \"shape\": [null], \"values\": \"\"}]} | a tensor must have",
        "{\"gradstreamWeights\": 1, \"tensors\": [{\"name\": \"a\", \"shape\": [1], \"values\": \"AAAA\"}]} | values of a must be floats: 3 bytes",
        "{\"gradstreamWeights\": 1, \"tensors\": [{\"name\": \"a\", \"shape\": [2], \"values\": \"AAAAAA==\"}]} | values of a must be 2 for [2]: values of a=1",
        "{\"gradstreamWeights\": 1, \"tensors\": [{\"name\": \"a\", \"shape\": [1], \"values\": \"AADAfw==\"}]} | values of a must be finite",
        "{\"gradstreamWeights\": 1, \"tensors\": [{\"name\": \"a\", \"shape\": [2147483647, 2147483647, 2147483647], \"values\": \"\"}]} | shape of a is too large",
        "{\"gradstreamWeights\": 1, \"more\": 1, \"tensors\": []} | it is no file of weights"
      })
  void anythingElseIsRefused(String text, String message) {
    assertThatThrownBy(() -> WeightsFile.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
