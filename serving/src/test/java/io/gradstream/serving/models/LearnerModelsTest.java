package io.gradstream.serving.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Event;
import io.gradstream.model.ModelSpec;
import io.gradstream.schemas.Version;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LearnerModelsTest {

  private static final ModelSpec SPEC = Flights.keyedByOrigin();
  private static final List<Event> FLIGHT =
      List.of(Flights.event(981_100_800_000L, 733.5, "ORD", true));

  private final long size = sizeOfOne();
  private final LearnerModels models = new LearnerModels(Flights.LEARNER, () -> 2 * size);

  @AfterEach
  void close() {
    models.close();
  }

  @Test
  void usageExample() {
    models.put(served("ORD", 1));

    assertThat(models.borrow("ORD").flatMap(model -> Flights.predict(model, FLIGHT))).isPresent();
    assertThat(models.borrow("JFK")).isEmpty();
  }

  @Test
  void aNewerVersionReplacesAndFreesTheOlder() {
    ServedModel older = served("ORD", 1);
    models.put(older);

    models.put(served("ORD", 2));

    assertThat(held("ORD")).isEqualTo(new Version(1, 2));
    assertThat(Flights.predict(older, FLIGHT)).isEmpty();
    assertThat(models.bytes()).isEqualTo(size);
  }

  @Test
  void aVersionNeverGoesBack() {
    models.put(served("ORD", 2));
    ServedModel older = served("ORD", 1);
    ServedModel same = served("ORD", 2);

    models.put(older);
    models.put(same);

    assertThat(models.wants("ORD", new Version(1, 1))).isFalse();
    assertThat(models.wants("ORD", new Version(1, 2))).isFalse();
    assertThat(models.wants("ORD", new Version(1, 3))).isTrue();
    assertThat(held("ORD")).isEqualTo(new Version(1, 2));
    assertThat(Flights.predict(older, FLIGHT)).isEmpty();
    assertThat(Flights.predict(same, FLIGHT)).isEmpty();
  }

  @Test
  void aNewGenerationWinsOverAnyStep() {
    models.put(served("ORD", 100));

    models.put(Flights.served(SPEC, "ORD", new Version(2, 0)));

    assertThat(held("ORD")).isEqualTo(new Version(2, 0));
  }

  @Test
  void theLeastRecentlyQueriedIsGivenUpAndFreed() {
    ServedModel jfk = served("JFK", 1);
    models.put(served("ORD", 1));
    models.put(jfk);
    models.borrow("ORD");

    models.put(served("ATL", 1));

    assertThat(models.borrow("JFK")).isEmpty();
    assertThat(Flights.predict(jfk, FLIGHT)).isEmpty();
    assertThat(models.borrow("ORD")).isPresent();
    assertThat(models.borrow("ATL")).isPresent();
    assertThat(models.bytes()).isEqualTo(2 * size);
  }

  @Test
  void aModelLargerThanTheWholeMemoryIsNotHeldAndDisplacesNone() {
    LearnerModels small = new LearnerModels(Flights.LEARNER, () -> size - 1);
    ServedModel large = served("ORD", 1);

    small.put(large);

    assertThat(small.borrow("ORD")).isEmpty();
    assertThat(small.bytes()).isZero();
    assertThat(Flights.predict(large, FLIGHT)).isEmpty();
  }

  @Test
  void aRemovedModelIsFreed() {
    ServedModel ord = served("ORD", 1);
    models.put(ord);

    models.remove("ORD");
    models.remove("JFK");

    assertThat(models.borrow("ORD")).isEmpty();
    assertThat(Flights.predict(ord, FLIGHT)).isEmpty();
    assertThat(models.bytes()).isZero();
  }

  @Test
  void closingFreesAll() {
    ServedModel ord = served("ORD", 1);
    models.put(ord);

    models.close();

    assertThat(Flights.predict(ord, FLIGHT)).isEmpty();
    assertThat(models.isReady()).isFalse();
  }

  @Test
  void itIsReadyWithAModelOnceTheTopicIsRead() {
    assertThat(models.isReady()).isFalse();
    models.caughtUp();
    assertThat(models.isReady()).isFalse();
    models.put(served("ORD", 1));
    assertThat(models.isReady()).isTrue();
  }

  private Version held(String key) {
    return models.borrow(key).orElseThrow().version();
  }

  private static ServedModel served(String key, long step) {
    return Flights.served(SPEC, key, new Version(1, step));
  }

  private static long sizeOfOne() {
    try (ServedModel model = served("ORD", 1)) {
      return model.bytes();
    }
  }
}
