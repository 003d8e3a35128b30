package io.gradstream.cli.steer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gradstream.schemas.MetricReport.Measure;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandidatesTest {

  private static Candidates reported(Measure... measures) {
    return new Candidates(List.of(measures));
  }

  @Test
  void howOneStandsIsTold() {
    Candidates candidates =
        reported(
            new Measure("challenger.wide.examples", 1234),
            new Measure("challenger.wide.pairs", 1232),
            new Measure("challenger.wide.difference", -0.0125),
            new Measure("challenger.wide.evidence", 0.9981));

    assertThat(candidates.toLines())
        .containsExactly(
            "challenger wide: error 0.0125 less than the champion's on 1,232 examples, confidence 0.9981");
    assertThat(reported().toLines()).isEmpty();
  }

  @Test
  void onlyOneThatHasLearnedCanAnswer() {
    Candidates candidates =
        reported(
            new Measure("accuracy", 0.5),
            new Measure("challenger.wide.accuracy", 0.5),
            new Measure("challenger.wide.examples", 12),
            new Measure("challenger.several.examples", 0));

    candidates.require("trips", "wide");
    assertThatIllegalStateException()
        .isThrownBy(() -> candidates.require("trips", "several"))
        .withMessage("challenger several of trips has learned nothing yet");
    assertThatIllegalStateException()
        .isThrownBy(() -> candidates.require("trips", "main"))
        .withMessage(
            "trips has no challenger main: beside the one that answers there are several, wide");
    assertThatIllegalStateException()
        .isThrownBy(() -> reported().require("trips", "wide"))
        .withMessage("trips has no challengers: its spec declares none");
  }
}
