package io.gradstream.operators.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.Idle;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StandsTest {

  private static final long NEVER = PartitionTimes.NEVER;
  private static final Idle TOPICS_TOO = Idle.after(Duration.ofSeconds(1));

  private final Map<Partition, Stand> all = new HashMap<>();

  @Test
  void usageExample() {
    live("events", 0, 100);
    silent("events", 1, 30);
    silent("events", 2, NEVER);

    assertThat(free("events")).hasValue(99);
  }

  @Test
  void theSlowestThatIsNotSilentHoldsTheOthers() {
    live("events", 0, 100);
    live("events", 1, 70);
    silent("events", 2, 30);

    assertThat(free("events")).hasValue(69);
    assertThat(stands(Idle.DEFAULT).holding())
        .containsOnlyKeys(new Partition("events", 0), new Partition("events", 1));
  }

  @Test
  void oneOfWhichNothingIsKnownYetHoldsEveryone() {
    live("events", 0, 100);
    live("events", 1, NEVER);

    assertThat(free("events")).isEmpty();
  }

  @Test
  void whereAllAreSilentAllThatWasReadIsLearned() {
    silent("events", 0, 100);
    silent("events", 1, 30);

    assertThat(free("events")).hasValue(100);
  }

  @Test
  void andTimeStandsStillThen() {
    all.put(new Partition("events", 0), new Stand(101, 100, true, true));
    all.put(new Partition("events", 1), new Stand(101, 30, true, true));

    assertThat(free("events")).hasValue(100);
  }

  @Test
  void whereNothingWasEverReadNothingGoesOn() {
    silent("events", 0, NEVER);
    silent("events", 1, NEVER);

    assertThat(free("events")).isEmpty();
  }

  @Test
  void aTopicThatIsSilentAsAWholeHoldsTheOther() {
    live("events", 0, 1000);
    silent("labels", 0, 100);
    silent("labels", 1, 30);

    assertThat(free("labels")).hasValue(100);
    assertThat(free("events")).hasValue(999);
    assertThat(stands(Idle.DEFAULT).holding())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(new Partition("events", 0), 1000L, new Partition("labels", 0), 100L));
  }

  @Test
  void unlessTheSpecSaysHowLongSilenceMayLast() {
    live("events", 0, 1000);
    silent("labels", 0, 100);

    assertThat(stands(TOPICS_TOO).free("labels")).hasValue(999);
    assertThat(stands(TOPICS_TOO).holding()).containsOnlyKeys(new Partition("events", 0));
  }

  @Test
  void inTheStrictOrderSilenceLetsNothingGoOn() {
    live("events", 0, 100);
    silent("events", 1, 30);

    assertThat(stands(Idle.NEVER).free("events")).isEmpty();
    assertThat(stands(Idle.NEVER).holding()).hasSize(2);
  }

  private OptionalLong free(String topic) {
    return stands(Idle.DEFAULT).free(topic);
  }

  private Stands stands(Idle idle) {
    return new Stands(all, idle);
  }

  private void live(String topic, int number, long reached) {
    all.put(new Partition(topic, number), new Stand(reached, reached, true, false));
  }

  private void silent(String topic, int number, long reached) {
    all.put(new Partition(topic, number), new Stand(reached, reached, true, true));
  }
}
