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
    reads.read(0, 0);
    silence.tick(reads.due(), 1_000);
    look(5_000, 1);
    silence.tick(reads.due(), 6_000);

    assertThat(silence.isSilent(0, 5_999)).isFalse();
    assertThat(silence.isSilent(0, 6_000)).isTrue();
  }

  @Test
  void oneWithRecordsThatAreNotReadYetIsNotSilent() {
    reads.read(0, 0);
    silence.tick(reads.due(), 1_000);

    assertThat(look(7_000, 3)).containsExactly(Map.entry(0, 1L));
    assertThat(silence.isSilent(0, 7_000)).isFalse();
  }

  @Test
  void marksOfTransactionsAreNoRecords() {
    reads.read(0, 0);
    silence.tick(reads.due(), 1_000);
    look(7_000, 3);
    silence.isClear(0, 1, 3);
    assertThat(look(8_000, 3)).isEmpty();

    assertThat(silence.isSilent(0, 8_000)).isTrue();
  }

  @Test
  void whatIsSaidOfAnOffsetThatHasBeenPassedSaysNothing() {
    reads.read(0, 0);
    silence.tick(reads.due(), 1_000);
    reads.read(0, 1);
    silence.tick(reads.due(), 2_000);
    silence.isClear(0, 1, 9);
    look(8_000, 9);

    assertThat(silence.isSilent(0, 8_000)).isFalse();
  }

  @Test
  void aRecordEndsSilence() {
    reads.read(0, 0);
    silence.tick(reads.due(), 1_000);
    look(7_000, 1);
    reads.read(0, 1);
    silence.tick(reads.due(), 7_500);

    assertThat(silence.isSilent(0, 7_500)).isFalse();
  }

  @Test
  void aLookFromBeforeTheLastRecordSaysNothing() {
    reads.read(0, 0);
    silence.tick(reads.due(), 3_000);
    look(2_000, 1);

    assertThat(silence.isSilent(0, 9_000)).isFalse();
  }

  @Test
  void aBrokerThatNoLongerAnswersMakesNobodySilent() {
    reads.read(0, 0);
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
    reads.read(0, 0);
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
    reads.read(0, 0);
    strict.tick(reads.due(), 1_000);
    strict.seen(log(1), 7_000);

    assertThat(strict.isSilent(0, 1_000_000)).isFalse();
    assertThat(strict.isToBeSeen(1_000_000)).isFalse();
  }

  private Map<Integer, Long> look(long asked, long... ends) {
    return silence.seen(log(ends), asked);
  }

  private static TopicLog log(long... ends) {
    List<Extent> extents = Arrays.stream(ends).mapToObj(end -> new Extent(0, end)).toList();
    return new TopicLog("a", extents);
  }
}
