package io.gradstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {

  @Test
  void aCommandsIdIsShort() {
    String longest = "x".repeat(ControlCommand.LONGEST_ID);
    assertThat(new ControlCommand.Pause(longest).id()).isEqualTo(longest);
    assertThatThrownBy(() -> new ControlCommand.Pause(longest + "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 256 characters: 257");
  }

  @Test
  void positionsOrderByTimeThenTopicThenPartitionThenOffset() {
    Position first = new Position(1, "b", 9, 9);
    Position second = new Position(2, "a", 9, 9);
    Position third = new Position(2, "b", 0, 9);
    Position fourth = new Position(2, "b", 1, 0);
    Position fifth = new Position(2, "b", 1, 1);
    assertThat(List.of(fifth, third, first, fourth, second).stream().sorted())
        .containsExactly(first, second, third, fourth, fifth);
  }

  @Test
  void versionsOrderByGenerationThenStep() {
    assertThat(new Version(1, 9)).isLessThan(new Version(2, 0));
    assertThat(new Version(1, 9)).isLessThan(new Version(1, 9).next());
  }

  @Test
  void aVersionReadsWhatItWrites() {
    assertThat(Version.parse(new Version(3, 1200).toString())).isEqualTo(new Version(3, 1200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", ".1", "3.", "a.b", "-1.0", "1.-1"})
  void otherTextIsNoVersion(String text) {
    assertThatThrownBy(() -> Version.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -0.1f, 1.01f, Float.NaN, Float.POSITIVE_INFINITY})
  void aLearningRateIsAboveZeroAndAtMostOne(float rate) {
    assertThatThrownBy(() -> new ControlCommand.SetLearningRate("a", rate))
        .hasMessageContaining("learningRate must be in (0, 1]");
  }

  @Test
  void topicsStartWithTheLearnersName() {
    Topics topics = Topics.of("flights");
    assertThat(topics)
        .isEqualTo(
            new Topics(
                "flights.predictions",
                "flights.models",
                "flights.metrics",
                "flights.dead-letters",
                "flights.control",
                "flights.claims"));
  }

  @Test
  void aSnapshotIsKeyedByLearnerAndModelKey() {
    SnapshotMessage message =
        new SnapshotMessage(
            "flights",
            "ATL",
            new Version(0, 0),
            Lineage.NONE,
            new SnapshotMessage.Inline(new byte[0]));
    assertThat(message.recordKey()).isEqualTo("flights/ATL");
  }
}
