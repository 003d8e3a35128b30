package io.gradstream.operators.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.operators.source.TopicLogs.Extent;
import io.gradstream.operators.source.TopicLogs.TopicLog;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SilenceTest {

  private final PartitionReads reads = new PartitionReads("trips", TopicLogs.NONE);
  private final Silence silence = new Silence(Optional.of(Duration.ofSeconds(5)));

  @Test
  void usageExample() {
    read(0);
    silence.tick(reads.due(), 1_000);
    look(5_000, 1);
    silence.tick(reads.due(), 6_000);

    assertThat(silence.isSilent(0, 5_999)).isFalse();
    assertThat(silence.isSilent(0, 6_000)).isTrue();
  }

  @Test
  void oneWithRecordsThatAreNotReadYetIsNotSilent() {
    read(0);
    silence.tick(reads.due(), 1_000);

    assertThat(look(7_000, 3)).containsExactly(Map.entry(0, 1L));
    assertThat(silence.isSilent(0, 7_000)).isFalse();
  }

  @Test
  void marksOfTransactionsAreNoRecords() {
    read(0);
    silence.tick(reads.due(), 1_000);
    look(7_000, 3);
    silence.isClear(0, 1, 3);
    assertThat(look(8_000, 3)).isEmpty();

    assertThat(silence.isSilent(0, 8_000)).isTrue();
  }

  @Test
  void whatIsSaidOfAnOffsetThatHasBeenPassedSaysNothing() {
    read(0);
    silence.tick(reads.due(), 1_000);
    read(1);
    silence.tick(reads.due(), 2_000);
    silence.isClear(0, 1, 9);
    look(8_000, 9);

    assertThat(silence.isSilent(0, 8_000)).isFalse();
  }

  @Test
  void aRecordEndsSilence() {
    read(0);
    silence.tick(reads.due(), 1_000);
    look(7_000, 1);
    read(1);
    silence.tick(reads.due(), 7_500);

    assertThat(silence.isSilent(0, 7_500)).isFalse();
  }

  @Test
  void aLookFromBeforeTheLastRecordSaysNothing() {
    read(0);
    silence.tick(reads.due(), 3_000);
    look(2_000, 1);

    assertThat(silence.isSilent(0, 9_000)).isFalse();
  }

  @Test
  void aBrokerThatNoLongerAnswersMakesNobodySilent() {
    read(0);
    silence.tick(reads.due(), 1_000);
    look(7_000, 1);

    assertThat(silence.isSilent(0, 12_000)).isTrue();
    assertThat(silence.isSilent(0, 12_001)).isFalse();
  }

  @Test
  void oneThatNobodyHasReadFromIsSilentWhereItsLogIsEmpty() {
    TopicLog log = log(0, 4);
    reads.seen(log);
    silence.tick(reads.due(), 1_000);
    silence.seen(log, 7_000);

    assertThat(silence.isSilent(0, 7_000)).isTrue();
    assertThat(silence.isSilent(1, 7_000)).isFalse();
  }

  @Test
  void oneThatAnotherLooksAfterIsNoLongerLookedAt() {
    read(0);
    silence.tick(reads.due(), 1_000);
    look(7_000, 1);
    silence.tick(Map.of(), 7_500);

    assertThat(silence.isToBeSeen(20_000)).isFalse();
    assertThat(silence.isSilent(0, 7_500)).isFalse();
    assertThat(look(8_000, 9)).isEmpty();
  }

  @Test
  void inTheStrictOrderNoneIsEverSilent() {
    Silence strict = new Silence(Optional.empty());
    read(0);
    strict.tick(reads.due(), 1_000);
    strict.seen(log(1), 7_000);

    assertThat(strict.isSilent(0, 1_000_000)).isFalse();
    assertThat(strict.isToBeSeen(1_000_000)).isFalse();
  }

  @Test
  void recordsOfWhichNoTimeIsBelievedKeepNobodyWaiting() {
    read(0);
    silence.tick(reads.due(), 1_000);
    for (int second = 2; second < 20; second++) { // one a second, read a moment after the look
      look(second * 1_000, second + 1);
      reads.read(0, second);
      silence.tick(reads.due(), second * 1_000 + 900);
    }
    assertThat(silence.isSilent(0, 19_900)).isTrue();

    read(20);
    silence.tick(reads.due(), 20_900);
    assertThat(silence.isSilent(0, 20_900)).isFalse();
  }

  @Test
  void asLongAsSomeOfThemAreNotReadYetNobodyKnows() {
    read(0);
    silence.tick(reads.due(), 1_000);
    for (int second = 2; second < 20; second++) { // a hundred a second, of which one is read
      look(second * 1_000, second * 100);
      reads.read(0, second);
      silence.tick(reads.due(), second * 1_000 + 900);
    }
    assertThat(silence.isSilent(0, 19_900)).isFalse();
  }

  private void read(long offset) {
    reads.read(0, offset);
    silence.spoke(0);
  }

  private Map<Integer, Long> look(long asked, long... ends) {
    return silence.seen(log(ends), asked);
  }

  private static TopicLog log(long... ends) {
    List<Extent> extents = Arrays.stream(ends).mapToObj(end -> new Extent(0, end)).toList();
    return new TopicLog("a", extents);
  }
}
