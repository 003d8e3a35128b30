package io.gradstream.learning.seen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SeenIdsTest {

  private final InMemorySeenIds memory = new InMemorySeenIds();
  private final SeenIds seen = new SeenIds(Duration.ofMillis(100));

  @Test
  void usageExample() {
    assertThat(seen.isDuplicate("a", 10, memory)).isFalse();
    assertThat(seen.isDuplicate("b", 20, memory)).isFalse();
    assertThat(seen.isDuplicate("a", 110, memory)).isTrue();
    assertThat(seen.isDuplicate("a", 111, memory)).isFalse();
  }

  @Test
  void equalsASearchThroughAllThatCameBefore() {
    Random random = new Random(2);
    Map<String, Long> accepted = new HashMap<>();
    long time = -500;
    for (int i = 0; i < 20_000; i++) {
      time += random.nextInt(100) == 0 ? random.nextInt(400) : random.nextInt(5);
      String id = "id" + random.nextInt(40);
      Long before = accepted.get(id);
      boolean duplicate = before != null && time - before <= 100;

      assertThat(seen.isDuplicate(id, time, memory)).isEqualTo(duplicate);
      if (!duplicate) {
        accepted.put(id, time);
      }
    }
  }

  @Test
  void memoryHoldsTwoWaitsAtMost() {
    for (int i = 0; i < 10_000; i++) {
      seen.isDuplicate("id" + i, i, memory);

      assertThat(memory.size()).isLessThanOrEqualTo(200);
    }
  }

  @Test
  void waitOfNothingFindsDuplicatesOfOneInstantOnly() {
    SeenIds instant = new SeenIds(Duration.ZERO);

    assertThat(instant.isDuplicate("a", 5, memory)).isFalse();
    assertThat(instant.isDuplicate("a", 5, memory)).isTrue();
    assertThat(instant.isDuplicate("a", 6, memory)).isFalse();
  }
}
