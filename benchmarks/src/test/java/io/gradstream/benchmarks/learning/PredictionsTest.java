package io.gradstream.benchmarks.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionsTest {

  @TempDir private Path folder;

  @Test
  void usageExample() throws IOException {
    Quality quality = quality("0.0 0.9 0.1\n1.0 0.2 0.8\n1.0 0.7 0.3\n0.0 0.8 0.2\n", 0);
    assertThat(quality.measure("accuracy")).hasValue(0.75);
    assertThat(quality.measure("auc")).hasValue(1);
    assertThat(quality.measure(Quality.LATER)).isEmpty();
  }

  @Test
  void aTieGoesToTheFirstClass() throws IOException {
    assertThat(quality("0.0 0.5 0.5\n1.0 0.5 0.5\n0.0 0.5 0.5\n", 0).measure("accuracy").orElse(0))
        .isEqualTo(2 / 3.0, within(1e-12));
  }

  @Test
  void rowsBehindTheWarmUpAreCountedOnceMore() throws IOException {
    Quality quality = quality("0.0 0 1\n0.0 0 1\n0.0 1 0\n1.0 1 0\n", 2);
    assertThat(quality.measure("accuracy")).hasValue(0.25);
    assertThat(quality.measure(Quality.LATER)).hasValue(0.5);
  }

  @Test
  void moreClassesThanTwoHaveNoAuc() throws IOException {
    Quality quality = quality("2.0 0.2 0.3 0.5\n0.0 0.2 0.3 0.5\n", 0);
    assertThat(quality.measure("accuracy")).hasValue(0.5);
    assertThat(quality.measure("auc")).isEmpty();
  }

  @Test
  void oneNumberBehindTheLabelIsAValue() throws IOException {
    Quality quality = quality("10.0 9.0\n12.0 15.0\n", 0);
    assertThat(quality.measure("mae")).hasValue(3); // of the second: before, no label is known
    assertThat(quality.measure("no_change_mae")).hasValue(2);
  }

  @Test
  void noPredictionsAreAnError() {
    assertThatThrownBy(() -> quality("", 0)).hasMessageContaining("no row was predicted");
  }

  private Quality quality(String lines, long warmUp) throws IOException {
    return Predictions.quality(Files.writeString(folder.resolve("predictions"), lines), warmUp);
  }
}
