package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectiveTimeTest {

  private static final Duration AHEAD = Duration.ofMillis(10);

  @Test
  void usageExample() {
    EffectiveTime time = new EffectiveTime(AHEAD);

    assertThat(time.advance(100)).isEqualTo(100);
    assertThat(time.advance(97)).isEqualTo(100);
    assertThat(time.advance(105)).isEqualTo(105);
    assertThat(time.reached()).isEqualTo(105);
  }

  @Test
  void aSingleRecordFarAheadMovesNoTimeButStandsAtItsOwn() {
    EffectiveTime time = times(100, 101);

    assertThat(time.advance(9_000)).isEqualTo(9_000);
    assertThat(time.reached()).isEqualTo(101);
    assertThat(time.advance(102)).isEqualTo(102);
    assertThat(time.reached()).isEqualTo(102);
  }

  @Test
  void theFirstRecordIsNoMoreBelievedThanAnyOther() {
    EffectiveTime time = times(9_000);

    assertThat(time.reached()).isEqualTo(EffectiveTime.NEVER);
    assertThat(time.advance(100)).isEqualTo(100);
    assertThat(time.reached()).isEqualTo(100);
  }

  @Test
  void aTopicThatWasSilentGoesOnWithItsSecondRecord() {
    EffectiveTime time = times(100, 101, 9_000);

    assertThat(time.advance(9_003)).isEqualTo(9_003);
    assertThat(time.reached()).isEqualTo(9_003);
  }

  @Test
  void whereEveryRecordIsFarAheadTimeIsOneRecordBehind() {
    EffectiveTime time = times(1_000, 2_000, 3_000);

    assertThat(time.reached()).isEqualTo(2_000);
    assertThat(time.advance(4_000)).isEqualTo(4_000);
    assertThat(time.reached()).isEqualTo(3_000);
  }

  @Test
  void twoAbsurdRecordsThatAreNotNeighboursConfirmNothing() {
    EffectiveTime time = times(100, 101, 9_000, 102, 8_000, 103);

    assertThat(time.reached()).isEqualTo(103);
  }

  @Test
  void anAbsurdRecordBeforeAJumpConfirmsNoMoreThanTheJump() {
    EffectiveTime time = times(100, 101, 9_000, 500);

    assertThat(time.reached()).isEqualTo(500);
    assertThat(time.advance(501)).isEqualTo(501);
  }

  @Test
  void aTimeMarkIsTakenAtItsWord() {
    EffectiveTime time = times(100, 101);
    time.mark(9_000);

    assertThat(time.reached()).isEqualTo(9_000);
    assertThat(time.advance(200)).isEqualTo(9_000);
  }

  @Test
  void raisedItGoesOnFromThereAndKeepsAClaimThatIsStillFarAhead() {
    EffectiveTime time = times(100, 101, 9_000);
    time.raise(500);

    assertThat(time.reached()).isEqualTo(500);
    assertThat(time.occupied()).isEqualTo(499);
    assertThat(time.advance(9_001)).isEqualTo(9_001);
    assertThat(time.reached()).isEqualTo(9_001);
  }

  @Test
  void raisedBeyondWhatWasClaimedItDoesNotGoBack() {
    EffectiveTime time = times(100, 101, 9_000);
    time.raise(9_500);
    time.raise(400);

    assertThat(time.advance(9_700)).isEqualTo(9_700);
    assertThat(time.advance(200)).isGreaterThanOrEqualTo(9_500);
    assertThat(time.claimed()).isEqualTo(EffectiveTime.NEVER);
  }

  @Test
  void theEndsOfTimeDoNotOverflow() {
    EffectiveTime time = times(Long.MAX_VALUE, Long.MIN_VALUE + 1, 5, Long.MAX_VALUE - 1);

    assertThat(time.reached()).isEqualTo(5);
    time.mark(Long.MAX_VALUE);
    assertThat(time.advance(3)).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void whereNothingIsFarBehindItIsTheLargestTimeSoFar(int seed) {
    Random random = new Random(seed);
    EffectiveTime time = new EffectiveTime(AHEAD);
    long largest = 0;
    for (int i = 0; i < 10_000; i++) {
      long own =
          i == 0 ? 0 : largest + random.nextInt(21) - 10 + (random.nextInt(5) == 0 ? 1_000 : 0);
      largest = Math.max(largest, own);
      assertThat(time.advance(own)).isEqualTo(largest);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void whoStartedLaterIsNeverAheadAndNothingIsLate(int seed) {
    Random random = new Random(seed);
    EffectiveTime first = new EffectiveTime(AHEAD);
    EffectiveTime later = new EffectiveTime(AHEAD);
    long watermark = Long.MIN_VALUE;
    for (int i = 0; i < 20_000; i++) {
      if (random.nextInt(50) == 0) {
        later = new EffectiveTime(AHEAD); // a restart
      }
      long own = i / 10 + random.nextInt(5) + (random.nextInt(4) == 0 ? random.nextInt(500) : 0);
      if (random.nextInt(100) == 0) {
        first.mark(own);
        later.mark(own);
      } else {
        later.advance(own);
        assertThat(first.advance(own)).isGreaterThan(watermark);
      }
      assertThat(later.reached()).isLessThanOrEqualTo(first.reached());
      watermark = Math.max(watermark, later.reached() - (later.reached() > 0 ? 1 : 0));
    }
  }

  @Test
  void itGoesOnFromACheckpoint() {
    EffectiveTime before = times(100, 101, 9_000);
    EffectiveTime time = new EffectiveTime(AHEAD).from(before.reached(), before.claimed());

    assertThat(time.advance(9_001)).isEqualTo(9_001);
    assertThat(time.reached()).isEqualTo(9_001);
  }

  private static EffectiveTime times(long... times) {
    EffectiveTime time = new EffectiveTime(AHEAD);
    LongStream.of(times).forEach(time::advance);
    return time;
  }
}
