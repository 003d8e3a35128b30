package io.gradstream.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes written by the first format of each detector: every later one must read them. */
final class DriftFormatsTest {

  enum First {
    ADWIN(
        new AdwinConfig(0.05, 4),
        "0105616477696e013fc5555555555555401184725c990cc80000000201401000000000000040"
            + "06db6db6db6db802040000000000000000000000000000000000000000000000000000000000"
            + "000000000000000000000000000000000000003ff00000000000000000000000000000053ff0"
            + "0000000000003fe0000000000000000000000000000000000000000000003ff0000000000000"
            + "3fe0000000000000000000000000000000000000000000003ff00000000000003fe000000000"
            + "0000"),
    PAGE_HINKLEY(
        new PageHinkleyConfig(1, 0.25, 5, 0.5, true),
        "010c706167652d68696e6b6c6579013fddb6db6db6db6c40140000000000000e3fd249249249"
            + "24933fddb6db6db6db6c"),
    DDM(
        new DdmConfig(2, 2, 3),
        "010364646d013fda034969013a2f3fe29a475d8ff4e80e3fd24924924924933fcd89d89d89d8"
            + "9f3fbdea2de5cea756"),
    KSWIN(
        new KswinConfig(0.05, 5, 2, 9),
        "01056b7377696e0100000000000000003ff394fc4a554b470a01053ff0000000000000000000"
            + "0000000000000000000000000000000000000000003ff0000000000000");

    private final DetectorConfig config;
    private final byte[] bytes;

    First(DetectorConfig config, String hex) {
      this.config = config;
      bytes = HexFormat.of().parseHex(hex);
    }

    /** What has seen an unusable value and fourteen errors. */
    DriftDetector written() {
      DriftDetector detector = config.detector();
      detector.add(Double.NaN);
      for (int i = 0; i < 14; i++) {
        detector.add(i % 4 == 1 ? 1 : 0);
      }
      return detector;
    }
  }

  @ParameterizedTest
  @EnumSource
  void stateOfTheFirstFormatIsRead(First first) {
    DriftDetector read = first.config.detector();
    read.restore(first.bytes);

    DriftDetector written = first.written();
    assertThat(written.state()).asHexString().isEqualTo(hex(first.bytes));
    assertThat(read.ignored()).isEqualTo(1);
    assertThat(read.statistic()).isEqualTo(written.statistic());
    assertThat(read.threshold()).isEqualTo(written.threshold());
    for (int i = 0; i < 100; i++) {
      assertThat(read.add(i / 50)).isEqualTo(written.add(i / 50));
    }
    assertThat(read.state()).isEqualTo(written.state());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }
}
