package io.gradstream.learning.spec.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.change.SpecChange;
import io.gradstream.learning.change.SpecChange.Kept;
import io.gradstream.learning.drift.DdmConfig;
import io.gradstream.learning.drift.MonitorConfig;
import io.gradstream.learning.drift.PageHinkleyConfig;
import io.gradstream.learning.drift.ladder.ChallengerConfig;
import io.gradstream.learning.drift.ladder.Command.Start;
import io.gradstream.learning.drift.ladder.DriftConfig;
import io.gradstream.learning.drift.ladder.LadderConfig;
import io.gradstream.learning.drift.ladder.RateRaiseConfig;
import io.gradstream.learning.spec.LearnerSpec;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftSpecTest {

  private static LearnerSpec spec(String drift) {
    return Specs.read(Specs.MINIMAL + "learn: {drift: " + drift + "}\n");
  }

  private static Optional<DriftConfig> read(String drift) {
    return spec(drift).learn().drift();
  }

  @Test
  void driftIsOffUnlessItIsAskedFor() {
    assertThat(Specs.read(Specs.MINIMAL).learn().drift()).isEmpty();
    assertThat(read("off")).isEmpty();
  }

  @Test
  void anEmptyObjectIsTheDefaults() {
    assertThat(read("{}")).contains(DriftConfig.DEFAULT);
  }

  @Test
  void detectorsThatAreTurnedOnHaveTheirOwnDefaults() {
    assertThat(read("{adwin: off, ddm: {}, pageHinkley: {}, inputs: off}"))
        .map(DriftConfig::monitor)
        .contains(
            new MonitorConfig(
                Optional.empty(),
                Optional.of(DdmConfig.DEFAULT),
                Optional.of(PageHinkleyConfig.DEFAULT),
                Optional.empty()));
  }

  @Test
  void rungsAreTurnedOffAndSetOneByOne() {
    LadderConfig ladder =
        read("{raiseRate: {factor: 2, examples: 50}, refreshUnits: off, rollBack: off, window:"
                + " 100, patience: 200, margin: 0, inputs: {react: true}, challenger: {from:"
                + " current, rateFactor: 3, alpha: 0.1, warmUp: 0, trial: 77}}")
            .orElseThrow()
            .ladder();

    assertThat(ladder)
        .isEqualTo(
            new LadderConfig(
                Optional.of(new RateRaiseConfig(2, 50)),
                Optional.empty(),
                Optional.of(new ChallengerConfig(Start.CURRENT, 3, 0.1, 0, 77)),
                Optional.empty(),
                100,
                200,
                0,
                true));
  }

  @Test
  void aChangeOfItKeepsTheStateAndThatItIsThereTheModel() {
    SpecChange other = SpecChange.between(spec("{window: 300}"), spec("{}"));
    assertThat(other.kept()).isEqualTo(Kept.STATE);
    assertThat(other.changesLearning()).isTrue();

    assertThat(SpecChange.between(spec("off"), spec("{}")).kept()).isEqualTo(Kept.MODEL);
  }
}
