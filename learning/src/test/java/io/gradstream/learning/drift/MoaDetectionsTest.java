package io.gradstream.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What MOA's detectors find in the recorded sequences, ours find: see README.md beside moa.csv. */
final class MoaDetectionsTest {

  /** A line of moa.csv; drifts and warnings are indices, runs of them as FIRST-LAST. */
  record Recorded(
      String detector,
      double[] settings,
      DriftSequence sequence,
      long seed,
      String drifts,
      String warnings,
      String width) {

    static Recorded of(String line) {
      String[] fields = line.split(",", -1);
      double[] settings = numbers(fields[1]);
      DriftSequence sequence = DriftSequence.valueOf(fields[2]);
      long seed = Long.parseLong(fields[3]);
      return new Recorded(fields[0], settings, sequence, seed, fields[4], fields[5], fields[6]);
    }

    private static double[] numbers(String text) {
      return List.of(text.split(" ")).stream().mapToDouble(Double::parseDouble).toArray();
    }

    DriftDetector make() {
      return switch (detector) {
        case "adwin", "adwin-rising" -> new AdwinConfig(settings[0], (int) settings[1]).detector();
        case "page-hinkley" ->
            new PageHinkleyConfig(least(), settings[1], settings[2], settings[3], false).detector();
        case "ddm" -> new DdmConfig(least(), settings[1], settings[2]).detector();
        default -> throw new IllegalArgumentException(detector);
      };
    }

    /** MOA counts one more than there are values. */
    private int least() {
      return Math.max(1, (int) settings[0] - 1);
    }

    boolean tells(DriftDetector ours) {
      return !detector.equals("adwin-rising") || ours.isRising();
    }

    @Override
    public String toString() {
      return detector + " " + Arrays.toString(settings) + " " + sequence + " " + seed;
    }
  }

  static List<Recorded> recorded() throws IOException {
    try (InputStream in = MoaDetectionsTest.class.getResourceAsStream("moa.csv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(Recorded::of).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"adwin", "adwin-rising", "page-hinkley", "ddm"})
  void findsWhatMoaFinds(String name) throws IOException {
    List<Recorded> recorded =
        recorded().stream().filter(moa -> moa.detector().equals(name)).toList();
    assertThat(recorded).isNotEmpty().allSatisfy(MoaDetectionsTest::assertFound);
  }

  private static void assertFound(Recorded moa) {
    DriftDetector detector = moa.make();
    List<Integer> drifts = new ArrayList<>();
    List<Integer> warnings = new ArrayList<>();
    double[] values = moa.sequence().values(moa.seed());
    for (int i = 0; i < values.length; i++) {
      Signal signal = detector.add(values[i]);
      if (signal == Signal.DRIFT && moa.tells(detector)) {
        drifts.add(i);
      } else if (signal == Signal.WARNING) {
        warnings.add(i);
      }
    }

    assertThat(drifts).isEqualTo(indices(moa.drifts()));
    assertThat(warnings).isEqualTo(indices(moa.warnings()));
    if (detector instanceof Adwin adwin && !moa.width().isEmpty()) {
      assertThat(adwin.width()).hasToString(moa.width());
    }
  }

  @Test
  void theRecordHoldsDriftsOfEveryDetectorAndWarnings() throws IOException {
    List<Recorded> recorded = recorded();
    for (String name : List.of("adwin", "adwin-rising", "page-hinkley", "ddm")) {
      assertThat(recorded)
          .filteredOn(line -> line.detector().equals(name))
          .anyMatch(line -> !line.drifts().isEmpty())
          .anyMatch(line -> line.drifts().isEmpty());
    }
    assertThat(recorded).anyMatch(line -> !line.warnings().isEmpty());
  }

  private static List<Integer> indices(String runs) {
    List<Integer> indices = new ArrayList<>();
    for (String run : runs.isEmpty() ? new String[0] : runs.split(" ")) {
      String[] ends = run.split("-");
      for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[ends.length - 1]); i++) {
        indices.add(i);
      }
    }
    return indices;
  }
}
