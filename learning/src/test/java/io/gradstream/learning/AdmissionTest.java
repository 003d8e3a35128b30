package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Event;
import io.gradstream.learning.Admission.Refusal;
import io.gradstream.learning.seen.InMemorySeenIds;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.Position;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AdmissionTest {

  private static final int KEYS = 2;

  private final Admission admission = Admission.of(KEYS, Duration.ofMillis(100));
  private final InMemorySeenIds oslo = new InMemorySeenIds();
  private final InMemorySeenIds rome = new InMemorySeenIds();

  private static Example example(String id, long time) {
    return new Example(Event.of(1.0), id, 1, new Position(time, "trips", 0, time));
  }

  private Optional<Reason> refused(Example example, boolean exists, InMemorySeenIds memory) {
    return admission.refusal(example, exists, KEYS, memory).map(Refusal::reason);
  }

  @Test
  void usageExample() {
    assertThat(admission.refusal(example("t1", 0), false, 0, oslo)).isEmpty();
    assertThat(admission.refusal(example("t1", 100), true, 1, oslo))
        .contains(new Refusal(Reason.DUPLICATE, "the id was learned before: t1"));
  }

  @Test
  void theSameIdUnderAnotherKeyIsAnotherExample() {
    assertThat(refused(example("t1", 0), true, oslo)).isEmpty();
    assertThat(refused(example("t1", 0), true, rome)).isEmpty();
  }

  @Test
  void anIdMayComeAgainAfterTheWait() {
    assertThat(refused(example("t1", 0), true, oslo)).isEmpty();
    assertThat(refused(example("t1", 101), true, oslo)).isEmpty();
  }

  @Test
  void theLimitComesBeforeTheDuplicateAndRemembersNothing() {
    assertThat(refused(example("t1", 0), false, oslo)).contains(Reason.LIMIT);
    assertThat(refused(example("t1", 1), true, oslo)).isEmpty();
    assertThat(refused(example("t1", 2), false, oslo)).contains(Reason.LIMIT);
  }

  @Test
  void anEventWithoutAnIdIsNeverADuplicate() {
    assertThat(refused(example("", 0), true, oslo)).isEmpty();
    assertThat(refused(example("", 0), true, oslo)).isEmpty();
  }

  @Test
  void whatTheLabelJoinHasCompletedIsRefusedByTheLimitAlone() {
    Admission joined = Admission.ofJoined(KEYS);

    assertThat(joined.refusal(example("t1", 0), true, KEYS, oslo)).isEmpty();
    assertThat(joined.refusal(example("t1", 0), true, KEYS, oslo)).isEmpty();
    assertThat(joined.refusal(example("t1", 0), false, KEYS, oslo)).isPresent();
  }
}
