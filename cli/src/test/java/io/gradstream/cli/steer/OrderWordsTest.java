package io.gradstream.cli.steer;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.ControlCommand.Origin;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.SnapshotMessage.Inline;
import io.gradstream.schemas.Version;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderWordsTest {

  private static final long AT = Instant.parse("2026-11-30T03:00:00Z").toEpochMilli();
  private static final Optional<Origin> ADA = Optional.of(new Origin("ada", AT, "labels are late"));

  private static PlacedCommand placed(ControlCommand command) {
    return new PlacedCommand(command, AT, 2);
  }

  @Test
  void anOrderIsToldWithWhoWhenAndWhy() {
    assertThat(OrderWords.of(placed(new ControlCommand.Pause("c1", ADA))))
        .isEqualTo(
            "pause, by ada, 2026-11-30T03:00:00Z; for what is learned from event time"
                + " 2026-11-30T03:00:00Z on: labels are late");
    assertThat(OrderWords.of(placed(new ControlCommand.SetLearningRate("c1", 0.5f))))
        .isEqualTo(
            "learning rate 0.5; for what is learned from event time 2026-11-30T03:00:00Z on");
  }

  @Test
  void aModelGoneBackToIsNamed() {
    ControlCommand back =
        new ControlCommand.RollBack("c1", ADA, "ATL", new Version(3, 80), new Inline(new byte[0]));
    assertThat(OrderWords.of(back)).isEqualTo("roll back to 3.80 for the key ATL");
  }

  @Test
  void whoIsPromotedIsNamed() {
    assertThat(OrderWords.of(new ControlCommand.Promote("c1", ADA, "wide")))
        .isEqualTo("promote wide");
  }

  @Test
  void aRefusalSaysWhyTheJobRefused() {
    PlacedCommand refused = placed(new ControlCommand.Refused("c1", ADA, "absent snapshot file"));
    assertThat(OrderWords.of(refused))
        .isEqualTo(
            "an order that was refused (absent snapshot file), by ada, 2026-11-30T03:00:00Z: labels"
                + " are late");
    assertThat(OrderWords.toJson(refused).path("refused").asBoolean()).isTrue();
  }

  @Test
  void anOrderIsJson() {
    assertThat(OrderWords.toJson(placed(new ControlCommand.Resume("c1", ADA))))
        .hasToString(
            "{\"order\":\"resume\",\"refused\":false,\"from\":\"2026-11-30T03:00:00Z\","
                + "\"by\":\"ada\",\"sent\":\"2026-11-30T03:00:00Z\",\"why\":\"labels are late\"}");
    assertThat(
            OrderWords.toJson(
                    new PlacedCommand(new ControlCommand.Pause("c1"), Long.MIN_VALUE + 1, 0))
                .has("from"))
        .isFalse();
  }
}
