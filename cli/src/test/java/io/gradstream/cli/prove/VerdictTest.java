package io.gradstream.cli.prove;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.cli.topics.OffsetRange;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.schemas.ControlCommand.Pause;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final TopicPartition FIRST = new TopicPartition("trips", 0);

  private static LearnedPartition partition(TopicPartition of, long records, byte digest) {
    return new LearnedPartition(
        of,
        new OffsetRange(0, 3),
        records,
        0,
        new TreeMap<>(Map.of(0L, new byte[] {1}, 2L, new byte[] {digest})));
  }

  private static Statement statement(LearnedPartition... partitions) {
    return new Statement(
        "trips",
        "",
        new Version(3, 2),
        "00",
        Statement.PRESENT_CODE,
        new SpecBundle("trips.yaml", "", Map.of()),
        List.of(),
        List.of(partitions));
  }

  /** Too few steps: what is said of the records is looked at. */
  private static List<String> records(Statement statement, LearnedPartition... now) {
    LearnedAgain again =
        new LearnedAgain(
            Optional.empty(),
            1,
            List.of(new PlacedCommand(new Pause("p"), 1, 3)),
            List.of(),
            List.of(new Version(3, 1)),
            Map.of(FIRST, new OffsetRange(0, 3)),
            List.of(now),
            List.of());
    Verdict verdict = Verdict.of(statement, again, Optional.empty(), false);
    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.models())
        .anyMatch(words -> words.contains("what is there makes 1 steps of version 3.2"))
        .anyMatch(words -> words.contains("model of version 3.1, which had not been learned"));
    return verdict.records();
  }

  @Test
  void whatTheRecordsAreIsCompared() {
    LearnedPartition then = partition(FIRST, 2, (byte) 7);

    assertThat(records(statement(then), then)).isEmpty();
    assertThat(records(statement(then), partition(FIRST, 2, (byte) 8)))
        .containsExactly("trips-0 offset 2: not what was learned");
    assertThat(records(statement(partition(FIRST, 9, (byte) 7)), then))
        .containsExactly("trips-0: 2 records, stated 9");
    assertThat(records(statement(then, partition(new TopicPartition("x", 1), 1, (byte) 1)), then))
        .containsExactly("x-1: the learner does not read it");
  }
}
