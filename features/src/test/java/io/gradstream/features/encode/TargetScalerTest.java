package io.gradstream.features.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.schemas.MalformedRecordException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TargetScalerTest {

  private final TargetScaler scaler = new TargetScaler();

  @Test
  void usageExample() {
    scaler.learn(10);
    scaler.learn(14); // mean 12, deviation 2
    assertThat(scaler.scale(16)).isEqualTo(2);
    assertThat(scaler.unscale(2)).isEqualTo(16);
  }

  @Test
  void leavesTargetsAsTheyAreBeforeTheFirst() {
    assertThat(scaler.scale(7)).isEqualTo(7);
    assertThat(scaler.unscale(7)).isEqualTo(7);
  }

  @Test
  void unscaleUndoesScaleAtEveryMoment() {
    for (double target : new double[] {3, 3, -8, 1e6, 0}) {
      scaler.learn(target);
      assertThat(scaler.unscale(scaler.scale(3))).isCloseTo(3, within(1e-9));
    }
  }

  @Test
  void restoredScalerContinuesEqually() {
    scaler.learn(1);
    scaler.learn(5);
    TargetScaler restored = new TargetScaler();
    restored.restoreStatistics(scaler.statistics());
    scaler.learn(9);
    restored.learn(9);
    assertThat(restored.statistics()).isEqualTo(scaler.statistics());
    assertThat(restored.scale(2)).isEqualTo(scaler.scale(2));
  }

  @Test
  void firstFormatStaysReadable() {
    // Version 1; two targets; mean 12.0; squared deviations 8.0.
    String golden = "01" + "0000000000000002" + "4028000000000000" + "4020000000000000";
    TargetScaler restored = new TargetScaler();
    restored.restoreStatistics(HexFormat.of().parseHex(golden));
    assertThat(restored.scale(16)).isEqualTo(2);
    restored.learn(15);
    assertThat(restored.unscale(0)).isEqualTo(13);
  }

  @Test
  void secondFormatStaysReadable() {
    // Version 2; two targets; mean 12.0; squared deviations 8.0; the last, 14.0; two first values,
    // 10.0 and 14.0; one since they differ; none odd.
    String golden =
        "02"
            + "0000000000000002"
            + "4028000000000000"
            + "4020000000000000"
            + "402C000000000000"
            + "02"
            + "4024000000000000"
            + "402C000000000000"
            + "00000001"
            + "00";
    TargetScaler restored = new TargetScaler();
    restored.restoreStatistics(HexFormat.of().parseHex(golden));
    assertThat(restored.scale(16)).isEqualTo(2);
    assertThat(restored.origin()).as("what was kept before is no difference").isZero();
    assertThat(restored.unscale(4)).isEqualTo(20);
  }

  @Test
  void thirdFormatIsReadAndWritten() {
    // As the second; then the origin, 10.0, and where targets lie, 10.0 to 14.0.
    String golden =
        "03"
            + "0000000000000002"
            + "4028000000000000"
            + "4020000000000000"
            + "402C000000000000"
            + "02"
            + "4024000000000000"
            + "402C000000000000"
            + "00000001"
            + "00"
            + "4024000000000000"
            + "4024000000000000"
            + "402C000000000000";
    scaler.learn(10);
    scaler.learn(14);
    assertThat(HexFormat.of().withUpperCase().formatHex(scaler.statistics())).isEqualTo(golden);
    TargetScaler restored = new TargetScaler();
    restored.restoreStatistics(HexFormat.of().parseHex(golden));
    assertThat(restored.scale(16)).isEqualTo(2);
    assertThat(restored.origin()).isEqualTo(10);
    assertThat(restored.unscale(1e9)).isEqualTo(16);
  }

  @Test
  void whatIsFarFromAllMovesNothingAndIsLearnedAsOdd() {
    for (int i = 0; i < 500; i++) {
      scaler.learn(1e8 + i % 10);
    }
    double most = scaler.unscale(1e9);
    scaler.learn(1e12);
    scaler.learn(-1e12);

    assertThat(most).isBetween(1e8 + 9, 1e8 + 13);
    assertThat(scaler.unscale(1e9)).isEqualTo(most);
    assertThat(scaler.learned(1e12)).isEqualTo(0.5);
    assertThat(scaler.learned(-1e12)).isEqualTo(-0.5);
    assertThat(scaler.learned(1e8 + 4.5)).isBetween(-0.1, 0.1);
  }

  @Test
  void aUnitThatChangesForGoodIsFollowed() {
    for (int i = 0; i < 500; i++) {
      scaler.learn(i % 10);
    }
    for (int i = 0; i < 500; i++) {
      scaler.learn(1000 * (i % 10));
    }
    assertThat(scaler.unscale(scaler.scale(8000))).isCloseTo(8000, within(1e-6));
    assertThat(scaler.learned(8000)).isBetween(0.5, 3.0);
  }

  @Test
  void damagedBytesAreRefused() {
    byte[] whole = scaler.statistics();
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> scaler.restoreStatistics(part))
          .isInstanceOf(MalformedRecordException.class)
          .hasMessageContaining("target scaler");
    }
  }

  @Test
  void statisticsThatCannotBeAreRefused() {
    String negativeSquares = "01" + "0000000000000002" + "4028000000000000" + "C020000000000000";
    String notFinite = "01" + "0000000000000002" + "7FF8000000000000" + "4020000000000000";
    for (String hex : new String[] {negativeSquares, notFinite}) {
      byte[] bytes = HexFormat.of().parseHex(hex);
      assertThatThrownBy(() -> scaler.restoreStatistics(bytes))
          .isInstanceOf(MalformedRecordException.class)
          .hasMessageContaining("cannot be statistics");
    }
  }
}
