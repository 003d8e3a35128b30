package io.gradstream.operators.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.operators.record.Count;
import io.gradstream.operators.record.Tally;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountsTest {

  private static final EnumSet<Count> KINDS = EnumSet.of(Count.ANSWERS, Count.EXAMPLES);

  @Test
  void usageExample() {
    Counts counts = new Counts(0, KINDS);
    counts.add(Count.ANSWERS);
    counts.add(Count.ANSWERS, 2);

    assertThat(counts.measures())
        .containsExactly(new Measure("answers", 3), new Measure("examples", 0));
  }

  @Test
  void aSubtaskGoesOnWithTheCountsOfItsNumber() {
    Counts counts = new Counts(1, KINDS);
    counts.restore(List.of(answers(0, 5), answers(1, 7)), 2);

    assertThat(counts.get(Count.ANSWERS)).isEqualTo(7);
  }

  @Test
  void countsOfASubtaskThatIsGoneAreKeptForItsReturn() {
    Counts only = new Counts(0, KINDS);
    only.restore(List.of(answers(0, 5), answers(1, 7)), 1);
    Counts returned = new Counts(1, KINDS);
    returned.restore(only.tallies(), 2);

    assertThat(only.get(Count.ANSWERS)).isEqualTo(5);
    assertThat(only.withOrphans(Count.ANSWERS)).isEqualTo(12);
    assertThat(returned.get(Count.ANSWERS)).isEqualTo(7);
  }

  private static Tally answers(int owner, long count) {
    return new Tally(owner, Map.of(Count.ANSWERS, count));
  }
}
