package io.gradstream.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DriftMonitorTest {

  private static final float[] NONE = {};

  /** The default but for seeing an input at every example. */
  private static final MonitorConfig EVERY =
      new MonitorConfig(
          MonitorConfig.DEFAULT.adwin(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(new InputsConfig(8, 1, 0.000001, 300, 100)));

  private static DriftMonitor ofErrors() {
    return new DriftMonitor(MonitorConfig.DEFAULT, 1, List.of());
  }

  private static List<String> names(int inputs) {
    return IntStream.range(0, inputs).mapToObj(i -> "x" + i).toList();
  }

  private static List<Detection> watch(DriftMonitor monitor, double[] errors) {
    List<Detection> found = new ArrayList<>();
    for (double error : errors) {
      found.addAll(monitor.see(error, NONE));
    }
    return found;
  }

  @Test
  void usageExample() {
    List<Detection> found = watch(ofErrors(), DriftSequence.BITS_ABRUPT.values(1));

    Detection first = found.get(0);
    assertThat(first.detector()).isEqualTo("adwin");
    assertThat(first.watched()).isEqualTo(Detection.ERROR);
    assertThat(first.rising()).isTrue();
    assertThat(first.at()).isBetween(2001L, 2200L);
    assertThat(first.statistic()).isGreaterThan(first.threshold());
    assertThat(first.before()).isCloseTo(0.2, within(0.05));
    assertThat(first.after()).isGreaterThan(first.before());
    Detection last = found.get(found.size() - 1);
    assertThat(last.rising()).isFalse();
    assertThat(last.at()).isGreaterThan(4000);
    assertThat(last.words()).startsWith("adwin on error at ").contains(" above ");
  }

  @Test
  void aGradualRiseIsFoundWhileItLasts() {
    List<Detection> found = watch(ofErrors(), DriftSequence.BITS_GRADUAL.values(1));

    assertThat(found.get(0).rising()).isTrue();
    assertThat(found.get(0).at()).isBetween(2100L, 3200L);
  }

  /** 1,000,000 examples of errors and of eight inputs: at most one alarm in 100,000 of each. */
  @Test
  void falseAlarmsAreRare() {
    int ofError = 0;
    int ofInputs = 0;
    for (int seed = 0; seed < 10; seed++) {
      DriftMonitor monitor = new DriftMonitor(MonitorConfig.DEFAULT, seed, names(8));
      Random random = new Random(seed);
      float[] inputs = new float[8];
      for (int i = 0; i < 100_000; i++) {
        for (int j = 0; j < inputs.length; j++) {
          inputs[j] = j % 2 == 0 ? random.nextFloat() : (float) random.nextGaussian();
        }
        for (Detection found : monitor.see(random.nextInt(5) == 0 ? 1 : 0, inputs)) {
          ofError += found.isOfError() ? 1 : 0;
          ofInputs += found.isOfError() ? 0 : 1;
        }
      }
    }
    assertThat(ofError).isLessThanOrEqualTo(10);
    assertThat(ofInputs).isLessThanOrEqualTo(10);
  }

  @Test
  void anInputThatShiftsByADeviationIsNamed() {
    DriftMonitor monitor = new DriftMonitor(EVERY, 1, names(4));
    Random random = new Random(1);
    List<Detection> found = new ArrayList<>();
    for (int i = 0; i < 12_000; i++) {
      float[] inputs = new float[4];
      for (int j = 0; j < inputs.length; j++) {
        inputs[j] = (float) random.nextGaussian() + (j == 2 && i >= 6000 ? 1 : 0);
      }
      found.addAll(monitor.see(0, inputs));
    }
    assertThat(found).hasSize(1);
    assertThat(found.get(0).watched()).isEqualTo("x2");
    assertThat(found.get(0).detector()).isEqualTo("kswin");
    assertThat(found.get(0).rising()).isTrue();
    assertThat(found.get(0).at()).isBetween(6050L, 6700L);
    assertThat(found.get(0).after()).isGreaterThan(found.get(0).before());
  }

  @Test
  void anInputIsSeenAtEverySoManyExamples() {
    DriftMonitor monitor = new DriftMonitor(MonitorConfig.DEFAULT, 1, names(1));
    List<Detection> found = new ArrayList<>();
    for (int i = 1; i <= 8000; i++) {
      float value = i % 8 == 0 ? (i > 4000 ? 1 : 0) : i; // what is between is not seen
      found.addAll(monitor.see(0, new float[] {value}));
    }
    assertThat(found).hasSize(1);
    assertThat(found.get(0).at() % 8).isZero();
    assertThat(found.get(0).at()).isBetween(4008L, 4800L);
  }

  /** The inputs that are watched, by jumping one after the other. */
  private static Set<String> watched(long seed, int inputs) {
    InputsConfig few = new InputsConfig(3, 1, 0.001, 41, 20);
    MonitorConfig config =
        new MonitorConfig(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(few));
    DriftMonitor monitor = new DriftMonitor(config, seed, names(inputs));
    Set<String> found = new TreeSet<>();
    for (int i = 0; i < 4000; i++) {
      float[] values = new float[inputs];
      Arrays.fill(values, i / 1000);
      monitor.see(0, values).forEach(detection -> found.add(detection.watched()));
    }
    return found;
  }

  @Test
  void ofTooManyInputsTheSeedChoosesSome() {
    assertThat(watched(1, 2)).hasSize(2);
    assertThat(watched(1, 500)).hasSize(3).isEqualTo(watched(1, 500));
    assertThat(watched(2, 500)).hasSize(3).isNotEqualTo(watched(1, 500));
  }

  @Test
  void inputsThatAreMissingDoNotCount() {
    DriftMonitor monitor = new DriftMonitor(EVERY, 1, names(1));
    DriftMonitor spared = new DriftMonitor(EVERY, 1, names(1));
    Random random = new Random(1);
    int found = 0;
    for (int i = 0; i < 2000; i++) {
      float value = random.nextFloat() + (i < 1000 ? 0 : 2);
      assertThat(monitor.see(0, new float[] {Float.NaN})).isEmpty();
      List<Detection> detections = monitor.see(0, new float[] {value});
      found += detections.size();
      assertThat(detections).hasSameSizeAs(spared.see(0, new float[] {value}));
    }
    assertThat(found).isPositive();
  }

  @Test
  void anExampleOfOtherInputsIsRefused() {
    DriftMonitor monitor = new DriftMonitor(MonitorConfig.DEFAULT, 1, names(2));

    assertThatThrownBy(() -> monitor.see(0, new float[3]))
        .hasMessage("an example must have 2 inputs: 3");
  }

  @Test
  void restoredMonitorGoesOnBitForBit() throws IOException {
    InputsConfig inputs = new InputsConfig(2, 1, 0.001, 41, 20);
    MonitorConfig config =
        new MonitorConfig(
            Optional.of(AdwinConfig.DEFAULT),
            Optional.of(DdmConfig.DEFAULT),
            Optional.of(PageHinkleyConfig.DEFAULT),
            Optional.of(inputs));
    DriftMonitor undisturbed = new DriftMonitor(config, 1, names(3));
    DriftMonitor restored = new DriftMonitor(config, 1, names(3));
    Random random = new Random(1);
    Set<String> detectors = new TreeSet<>();
    for (int i = 0; i < 3000; i++) {
      byte[] state = bytes(restored);
      restored = new DriftMonitor(config, 1, names(3));
      restored.read(new DataInputStream(new ByteArrayInputStream(state)));
      double error = random.nextDouble() < (i < 1500 ? 0.1 : 0.6) ? 1 : 0;
      float[] values = {random.nextFloat() + i / 700, random.nextFloat(), i / 900};

      List<Detection> found = undisturbed.see(error, values);
      assertThat(restored.see(error, values)).isEqualTo(found);
      found.forEach(detection -> detectors.add(detection.detector()));
    }
    assertThat(bytes(restored)).isEqualTo(bytes(undisturbed));
    assertThat(detectors).containsExactly("adwin", "ddm", "kswin", "page-hinkley");
  }

  private static byte[] bytes(DriftMonitor monitor) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    monitor.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Test
  void settingsThatCannotBeAreRefusedByName() {
    assertThatThrownBy(() -> new InputsConfig(0, 1, 0.1, 100, 30))
        .hasMessageStartingWith("most must");
    assertThatThrownBy(() -> new InputsConfig(257, 1, 0.1, 100, 30))
        .hasMessageStartingWith("most must");
    assertThatThrownBy(() -> new InputsConfig(1, 1, 0, 100, 30))
        .hasMessageStartingWith("alpha must");
    assertThatThrownBy(() -> new InputsConfig(1, 1, 0.1, 60, 30))
        .hasMessageStartingWith("window must");
    assertThatThrownBy(() -> new InputsConfig(1, 0, 0.1, 100, 30))
        .hasMessageStartingWith("every must");
  }
}
