package io.gradstream.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.local.reports.Standing;
import io.gradstream.local.reports.Standing.Held;
import io.gradstream.local.reports.Standing.ModelScores;
import io.gradstream.local.reports.Standing.Waiting;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Version;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LiveLineTest {

  private static final List<Measure> OF_CLASSES =
      List.of(
          new Measure("n", 12_000),
          new Measure("accuracy", 0.7712),
          new Measure("majority", 0.74),
          new Measure("no_change", 0.64),
          new Measure("logloss", 0.5),
          new Measure("prior_logloss", 0.57),
          new Measure("n_window", 5000),
          new Measure("accuracy_window", 0.7821),
          new Measure("majority_window", 0.7357),
          new Measure("no_change_window", 0.65),
          new Measure("logloss_window", 0.4512),
          new Measure("prior_logloss_window", 0.5701));

  private static final List<Measure> OF_A_NUMBER =
      List.of(
          new Measure("n", 900),
          new Measure("mae", 2.5),
          new Measure("mean_mae", 8.79),
          new Measure("no_change_mae", 12.16),
          new Measure("n_window", 900),
          new Measure("mae_window", 2.5));

  private static Standing standing(
      long read, Waiting waiting, Optional<Held> held, boolean paused, List<Measure> measures) {
    long n = measures.isEmpty() ? 0 : (long) measures.get(0).value();
    Optional<ModelScores> scores =
        measures.isEmpty()
            ? Optional.empty()
            : Optional.of(new ModelScores(new Version(1, 375), 1, n, n, measures));
    return new Standing(
        read, read, n, 0, 0, 0, n, waiting, held, paused, scores, Standing.LeftOut.NOTHING);
  }

  private static Standing standing(long read, List<Measure> measures) {
    return standing(read, Waiting.NONE, Optional.empty(), false, measures);
  }

  @Test
  void classesAreToldByAccuracyAndLogLossOfTheLastExamplesAndOfAll() {
    assertThat(LiveLine.of(standing(12_000, OF_CLASSES)))
        .isEqualTo(
            "12,000 read, 12,000 learned; accuracy 78.21 % (majority 73.57 %, no-change 65.00 %),"
                + " log-loss 0.4512 (prior 0.5701) of the last 5,000; accuracy 77.12 % (majority"
                + " 74.00 %, no-change 64.00 %), log-loss 0.5000 (prior 0.5700) of all 12,000;"
                + " model 1.375");
  }

  @Test
  void aShortStreamHasNoLastExamples() {
    assertThat(LiveLine.of(standing(900, OF_A_NUMBER)))
        .isEqualTo(
            "900 read, 900 learned; mean error 2.500 (mean 8.790, no-change 12.16) of 900;"
                + " model 1.375");
  }

  @Test
  void whatNothingLearnedYetWaitsForIsTold() {
    Standing silent =
        standing(
            3000,
            new Waiting(20, 480),
            Optional.of(new Held("clicks-1", 75_400, 3000)),
            true,
            List.of());

    assertThat(LiveLine.of(silent))
        .isEqualTo(
            "3,000 read, 0 learned, 20 wait for labels, 480 wait for newer events; nothing learned"
                + " yet; paused; learning waits for clicks-1, which has stood still for 75 s while 3,000 records"
                + " came");
  }

  @Test
  void aModelWithoutAScoreHasNone() {
    assertThat(LiveLine.of(standing(5, List.of(new Measure("n", 64), new Measure("n_scored", 0)))))
        .isEqualTo("5 read, 64 learned; no score yet; model 1.375");
  }

  @Test
  void deadLettersAndWhatIsNotAnsweredAreTold() {
    Standing standing =
        new Standing(
            5000,
            90,
            0,
            7,
            4909,
            1,
            0,
            Waiting.NONE,
            Optional.empty(),
            false,
            Optional.empty(),
            Standing.LeftOut.NOTHING);

    assertThat(LiveLine.of(standing))
        .startsWith(
            "5,000 read, 90 answered, 0 learned, 7 without a label in time, 4,910 dead letters;");
  }

  @Test
  void aLearnerOfManyModelsTellsHowMany() {
    ModelScores many = new ModelScores(new Version(2, 9), 312, 50, 50, OF_CLASSES.subList(0, 3));
    Standing standing =
        new Standing(
            50,
            50,
            0,
            0,
            0,
            0,
            50,
            Waiting.NONE,
            Optional.empty(),
            false,
            Optional.of(many),
            Standing.LeftOut.NOTHING);

    assertThat(LiveLine.of(standing))
        .endsWith("accuracy 77.12 % (majority 74.00 %) of 50; 312 models, 2.9 the latest");
  }

  @Test
  void theSpeedIsThatSinceTheLineBeforeAndDigitsAreNobodysLocale() {
    Locale before = Locale.getDefault();
    AtomicLong nanos = new AtomicLong();
    LiveLine line = new LiveLine(nanos::get);
    try {
      Locale.setDefault(
          new Locale.Builder().setLanguage("ar").setExtension('u', "nu-arab").build());
      nanos.set(1_000_000_000);
      assertThat(line.next(standing(1500, List.of()))).startsWith("1,500 read (1,500/s), ");
      nanos.set(3_000_000_000L);
      assertThat(line.next(standing(2500, List.of()))).startsWith("2,500 read (500/s), ");
    } finally {
      Locale.setDefault(before);
    }
  }
}
