package io.gradstream.features.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.schemas.MalformedRecordException;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Windows as they follow from their events by hand. */
class WindowFeatureTest {

  private static final EventSchema SCHEMA =
      new EventSchema(
          List.of(
              new EventField("at", FieldType.TIME, true),
              new EventField("station", FieldType.TEXT, false),
              new EventField("dust", FieldType.NUMBER, false),
              new EventField("heat", FieldType.NUMBER, false)),
          ZoneOffset.UTC);
  private static final long SECOND = 1000;
  private static final long HOUR = 3_600 * SECOND;
  private static final long NOON = 20_000 * 24 * HOUR + 12 * HOUR; // of a day
  private static final float HOURS_AGE = age(3600);

  private final Encoder events = encoder(window(3, 0, 2));
  private final Encoder hours = encoder(window(4, HOUR, 2));

  private static FeatureSpec.Window window(int steps, long stride, int entities) {
    return new FeatureSpec.Window(
        List.of("dust", "heat"), steps, stride, "at", Optional.of("station"), entities);
  }

  private static Encoder encoder(FeatureSpec window) {
    Encoder encoder = new Encoder(SCHEMA, List.of(window));
    // From here on a number scales to itself: mean 0, deviation 1.
    for (double of : new double[] {-1, 1}) {
      scale(encoder, Event.of(0L, null, of, of));
    }
    return encoder;
  }

  private static Event event(long at, String station, Double dust, Double heat) {
    return Event.of(at, station, dust, heat);
  }

  private static Event dust(long at, double dust) {
    return event(at, "a", dust, null);
  }

  private static float age(double seconds) {
    return (float) (Math.log1p(seconds) / Math.log1p(365 * 24 * 3600));
  }

  /** Steps of an event's window, each [dust, missing, heat, missing, age]. */
  private static List<List<Float>> steps(Encoder encoder, Event event) {
    float[] dense = new float[encoder.width()];
    encoder.encode(event, dense, 0, new int[0], 0);
    List<List<Float>> steps = new ArrayList<>();
    for (int at = 0; at < dense.length; at += 5) {
      steps.add(List.of(dense[at], dense[at + 1], dense[at + 2], dense[at + 3], dense[at + 4]));
    }
    return steps;
  }

  /** The numbers of dust in an event's window; null where it is missing. */
  private static List<Float> dusts(Encoder encoder, Event event) {
    return steps(encoder, event).stream()
        .map(step -> step.get(1) == 1 ? null : step.get(0))
        .toList();
  }

  private static List<Float> ages(Encoder encoder, Event event) {
    return steps(encoder, event).stream().map(step -> step.get(4)).toList();
  }

  private static List<Float> none(float age) {
    return List.of(0f, 1f, 0f, 1f, age);
  }

  @Test
  void usageExample() {
    events.enter(event(NOON, "a", 0.5, 2.0));
    events.enter(event(NOON + HOUR, "a", 0.25, null));

    assertThat(events.parts()).containsExactly(new Part("dust", List.of(3, 5), 0));
    assertThat(events.columns())
        .startsWith("dust[-2]", "dust[-2].missing", "heat[-2]", "heat[-2].missing", "dust[-2].age")
        .endsWith("dust[0].age");
    assertThat(steps(events, event(NOON + HOUR + 60 * SECOND, "a", null, 3.0)))
        .containsExactly(
            List.of(0.5f, 0f, 2f, 0f, HOURS_AGE),
            List.of(0.25f, 0f, 0f, 1f, age(60)),
            List.of(0f, 1f, 3f, 0f, 0f));
  }

  @Test
  void stepsBeforeTheFirstEventAreMissing() {
    assertThat(steps(events, event(NOON, "a", 1.0, 1.0)))
        .containsExactly(none(1), none(1), List.of(1f, 0f, 1f, 0f, 0f));
    assertThat(steps(hours, event(NOON, "a", 1.0, 1.0)))
        .containsExactly(none(1), none(1), none(1), List.of(1f, 0f, 1f, 0f, 0f));
  }

  @Test
  void theLastEventsAreKeptAndNoMore() {
    for (int i = 1; i <= 9; i++) {
      events.enter(dust(NOON + i * HOUR, i / 4.0));
    }
    assertThat(dusts(events, dust(NOON + 10 * HOUR, 2.5))).containsExactly(2f, 2.25f, 2.5f);
  }

  @Test
  void anEventThatHasEnteredIsNotThereTwiceAndSeesNothingLater() {
    for (int i = 1; i <= 3; i++) {
      events.enter(dust(NOON + i * HOUR, i));
    }
    assertThat(dusts(events, dust(NOON + 2 * HOUR, 2))).containsExactly(null, 1f, 2f);
    assertThat(dusts(events, dust(NOON + 3 * HOUR, 3))).containsExactly(1f, 2f, 3f);
  }

  @Test
  void eachStrideHasItsNewestValues() {
    hours.enter(event(NOON, "a", 1.0, 4.0));
    hours.enter(event(NOON + 10 * 60 * SECOND, "a", 2.0, null));
    hours.enter(event(NOON + 5 * 60 * SECOND, "a", 3.0, 3.0)); // came late
    hours.enter(event(NOON + HOUR, "a", 0.5, 0.25));

    assertThat(steps(hours, event(NOON + 2 * HOUR, "a", 1.5, 1.5)))
        .containsExactly(
            none(1),
            List.of(2f, 0f, 4f, 0f, age(50 * 60)),
            List.of(0.5f, 0f, 0.25f, 0f, HOURS_AGE),
            List.of(1.5f, 0f, 1.5f, 0f, 0f));
  }

  @Test
  void ofItsOwnStrideAWindowHasTheEventAlone() {
    hours.enter(dust(NOON, 1));
    hours.enter(dust(NOON + HOUR, 2));
    hours.enter(dust(NOON + HOUR + 30 * 60 * SECOND, 3));

    assertThat(dusts(hours, event(NOON + HOUR + 10 * 60 * SECOND, "a", null, 1.0)))
        .containsExactly(null, null, 1f, null);
  }

  @Test
  void aGapIsMissingAndSaysHowOldTheLastEventIs() {
    hours.enter(dust(NOON, 1));
    Event later = dust(NOON + 3 * HOUR, 2);

    assertThat(dusts(hours, later)).containsExactly(1f, null, null, 2f);
    assertThat(ages(hours, later)).containsExactly(HOURS_AGE, age(7200), age(3 * 3600), 0f);
  }

  @Test
  void afterAGapOfAMonthEventsAreWhatTheyWereAndStridesAreMissing() {
    long month = 30 * 24 * HOUR;
    for (Encoder encoder : List.of(events, hours)) {
      encoder.enter(dust(NOON, 1));
      encoder.enter(dust(NOON + HOUR, 2));
    }
    Event later = dust(NOON + HOUR + month, 3);

    assertThat(dusts(events, later)).containsExactly(1f, 2f, 3f);
    assertThat(ages(events, later)).containsExactly(HOURS_AGE, age(month / 1000.0), 0f);
    assertThat(dusts(hours, later)).containsExactly(null, null, null, 3f);
    assertThat(ages(hours, later)).allMatch(age -> age < 1).last().isEqualTo(0f);
  }

  @Test
  void aYearIsAsOldAsAnythingGets() {
    events.enter(dust(NOON - 800 * 24 * HOUR, 1));

    assertThat(ages(events, dust(NOON, 2))).containsExactly(1f, 1f, 0f);
  }

  @Test
  void entitiesAreApartHoweverTheyLieInterleaved() {
    List<Event> stream = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      stream.add(event(NOON + i / 2 * HOUR, i % 2 == 0 ? "a" : "b", i / 4.0, (double) i));
    }
    List<Event> byStation = new ArrayList<>(stream);
    byStation.sort((x, y) -> x.text(1).compareTo(y.text(1)));
    for (Encoder encoder : List.of(events, hours)) {
      Encoder other = encoder(encoder == events ? window(3, 0, 2) : window(4, HOUR, 2));
      stream.forEach(encoder::enter);
      byStation.forEach(other::enter);
      for (String station : List.of("a", "b")) {
        Event next = event(NOON + 6 * HOUR, station, 1.0, 1.0);
        assertThat(steps(encoder, next)).isEqualTo(steps(other, next));
      }
    }
    assertThat(dusts(events, event(NOON + 6 * HOUR, "b", 0.0, 0.0)))
        .containsExactly(9 / 4f, 11 / 4f, 0f);
  }

  @Test
  void theEntityThatCameNotForLongestIsForgotten() {
    events.enter(event(NOON, "a", 1.0, 1.0));
    events.enter(event(NOON, "b", 2.0, 1.0));
    events.enter(event(NOON + HOUR, "a", 1.5, 1.0));
    events.enter(event(NOON + HOUR, "c", 3.0, 1.0)); // room is for two

    long then = NOON + 2 * HOUR;
    assertThat(dusts(events, event(then, "a", 0.0, 0.0))).containsExactly(1f, 1.5f, 0f);
    assertThat(dusts(events, event(then, "b", 0.0, 0.0))).containsExactly(null, null, 0f);
    assertThat(dusts(events, event(then, "c", 0.0, 0.0))).containsExactly(null, 3f, 0f);
  }

  @Test
  void anEventThatNamesNoEntityHasItselfAloneAndEntersNothing() {
    byte[] before = events.statistics();
    events.enter(event(NOON, null, 1.0, 1.0));

    assertThat(events.statistics()).isEqualTo(before);
    assertThat(dusts(events, event(NOON + HOUR, null, 2.0, 2.0))).containsExactly(null, null, 2f);
  }

  @Test
  void aQueryWithoutATimeComesAfterAllThereAre() {
    events.enter(dust(NOON, 1));
    events.enter(dust(NOON + HOUR, 2));

    Event question = Event.of(null, "a", 3.0, null);
    assertThat(dusts(events, question)).containsExactly(1f, 2f, 3f);
    events.enter(question); // learned it cannot be

    assertThat(dusts(events, question)).containsExactly(1f, 2f, 3f);
  }

  @Test
  void timesThatGoBackGoToTheirPlace() {
    events.enter(dust(NOON, 1));
    events.enter(dust(NOON + 2 * HOUR, 3));
    events.enter(dust(NOON + HOUR, 2));

    assertThat(dusts(events, dust(NOON + 3 * HOUR, 4))).containsExactly(2f, 3f, 4f);
    assertThat(dusts(events, dust(NOON + 2 * HOUR, 3))).containsExactly(1f, 2f, 3f);
  }

  @Test
  void aTimeFarAheadIsGoneAfterAsManyOthers() {
    events.enter(dust(NOON + 900_000 * HOUR, -1));
    for (int i = 0; i < 3; i++) {
      events.enter(dust(NOON + i * HOUR, i));
      assertThat(dusts(events, dust(NOON + (i + 1) * HOUR, 9))).doesNotContain(-1f);
    }
    assertThat(dusts(events, dust(NOON + 950_000 * HOUR, 3))).containsExactly(1f, 2f, 3f);
  }

  @Test
  void aWindowOfOneStepIsTheEvent() {
    Encoder one = encoder(window(1, 0, 2));
    one.enter(dust(NOON, 1));

    assertThat(steps(one, dust(NOON + HOUR, 2))).containsExactly(List.of(2f, 0f, 0f, 1f, 0f));
  }

  @Test
  void numbersAreScaledAsTheyAreKnownNow() {
    events.enter(dust(NOON, 1));
    for (int i = 0; i < 50; i++) {
      scale(events, dust(NOON, i % 2 == 0 ? 90 : 110));
    }

    assertThat(dusts(events, dust(NOON + HOUR, 100)).get(1)).isBetween(-5f, -0.5f);
  }

  private static void scale(Encoder encoder, Event event) {
    encoder.learn(event, new float[encoder.width()], 0, new int[0], 0, (table, row) -> {});
  }

  private static void learn(Encoder encoder, Event event) {
    scale(encoder, event);
    encoder.enter(event);
  }

  private static Event random(Random random, int i) {
    String station = List.of("a", "b", "c").get(random.nextInt(3));
    Double heat = random.nextInt(4) == 0 ? null : random.nextGaussian();
    return event(NOON + (i - random.nextInt(3)) * HOUR / 2, station, random.nextGaussian(), heat);
  }

  @Test
  void aRestoredWindowGoesOnBitForBit() {
    for (FeatureSpec.Window window : List.of(window(3, 0, 2), window(4, HOUR, 2))) {
      for (int cut : new int[] {0, 1, 17, 99}) {
        Encoder undisturbed = encoder(window);
        Encoder restored = encoder(window);
        Random random = new Random(5);
        for (int i = 0; i < 100; i++) {
          if (i == cut) {
            restored.restoreStatistics(undisturbed.statistics());
          }
          Event event = random(random, i);
          learn(undisturbed, event);
          if (i >= cut) {
            learn(restored, event);
          }
        }
        assertThat(restored.statistics()).isEqualTo(undisturbed.statistics());
      }
    }
  }

  @Test
  void damagedBytesAreRefusedAndChangeNothing() {
    for (int i = 0; i < 9; i++) {
      events.enter(event(NOON + i * HOUR, i % 2 == 0 ? "a" : "b", 1.0, null));
    }
    byte[] whole = events.statistics();
    for (int length = 0; length < whole.length; length++) {
      byte[] torn = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> events.restoreStatistics(torn))
          .isInstanceOf(MalformedRecordException.class);
    }
    byte[] of = encoder(window(4, 0, 2)).statistics();
    assertThatThrownBy(() -> events.restoreStatistics(of))
        .hasMessageContaining("must be of 3 steps of 2 numbers: steps=4 numbers=2");
    byte[] older = whole.clone();
    older[0] = 2;
    assertThatThrownBy(() -> events.restoreStatistics(older))
        .hasMessageContaining("format version must be 3, of windows: 2");
    assertThat(events.statistics()).isEqualTo(whole);
  }

  @Test
  void aWindowOfTheSameSpecIsTakenOver() {
    events.enter(dust(NOON, 1));
    Encoder same = encoder(window(3, 0, 2));
    same.takeOver(events);
    Encoder other = encoder(window(4, 0, 2));
    other.takeOver(encoder(window(3, 0, 2)));

    assertThat(dusts(same, dust(NOON + HOUR, 2))).containsExactly(null, 1f, 2f);
    assertThat(dusts(other, dust(NOON + HOUR, 2))).containsExactly(null, null, null, 2f);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> window(0, 0, 2)).hasMessageContaining("steps=0");
    assertThatThrownBy(() -> window(200_001, 0, 2)).hasMessageContaining("at most 1000000 values");
    assertThatThrownBy(() -> window(1000, 0, 5_000)).hasMessageContaining("at most 4194304");
    assertThatThrownBy(
            () -> new FeatureSpec.Window(List.of("dust"), 3, 0, "at", Optional.empty(), 2))
        .hasMessageContaining("entities=2");
    assertThatThrownBy(
            () -> new FeatureSpec.Window(List.of("dust", "dust"), 3, 0, "at", Optional.empty(), 1))
        .hasMessageContaining("each once");
    assertThatThrownBy(
            () ->
                encoder(
                    new FeatureSpec.Window(List.of("station"), 3, 0, "at", Optional.empty(), 1)))
        .hasMessageContaining("feature station needs a field of type NUMBER: TEXT");
  }

  /** Made once by what {@link #learnedForGolden} does; never made again. */
  @Test
  void theGoldenFileIsReadAndWritten() throws IOException {
    byte[] golden;
    try (InputStream in = getClass().getResourceAsStream("encoder-window-statistics-3.bin")) {
      golden = in.readAllBytes();
    }
    assertThat(learnedForGolden().statistics()).isEqualTo(golden);
    Encoder read = encoder(window(4, HOUR, 2));
    read.restoreStatistics(golden);
    assertThat(read.statistics()).isEqualTo(golden);
    assertThat(dusts(read, dust(NOON + 3 * HOUR, 0))).hasSize(4).doesNotContainNull();
  }

  static Encoder learnedForGolden() {
    Encoder encoder = encoder(window(4, HOUR, 2));
    learn(encoder, event(NOON, "a", 0.5, null));
    learn(encoder, event(NOON + HOUR, "b", 1.5, -2.0));
    learn(encoder, event(NOON + 2 * HOUR, "a", -0.5, 1.0));
    learn(encoder, event(NOON + HOUR, "a", 0.25, 3.0));
    return encoder;
  }
}
