package io.gradstream.features.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.schemas.MalformedRecordException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several series in one stream, told apart by a category. */
class InterleavedSeriesTest {

  private static final EventSchema SCHEMA =
      new EventSchema(
          List.of(
              new EventField("load", FieldType.NUMBER, false),
              new EventField("colour", FieldType.TEXT, false),
              new EventField("machine", FieldType.TEXT, false)),
          ZoneOffset.UTC);
  private static final int MACHINE = 2;
  private static final int MACHINES = 8;

  /**
   * @param label number
   */
  private record Labelled(Event event, double label) {}

  private static History history(int mostSeries) {
    HistorySpec spec =
        new HistorySpec(
            List.of(0),
            List.of(1, MACHINE),
            0,
            Set.of(HistoryGroup.values()),
            true,
            List.of(1, MACHINE),
            0,
            mostSeries);
    return new History(spec, SCHEMA);
  }

  private static Event event(double load, int colour, int machine) {
    return Event.of(load, "c" + colour, "m" + machine);
  }

  /** Machines in any order, each around a level of its own, with a season in its own rows. */
  private static List<Labelled> machines(int count, int season, long seed) {
    Random random = new Random(seed);
    int[] rows = new int[MACHINES];
    List<Labelled> stream = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      int machine = random.nextInt(MACHINES);
      double wave = 5 * StrictMath.sin(2 * Math.PI * rows[machine]++ / season);
      double label = 100 * machine + wave + random.nextGaussian();
      double load = 1000 * machine + random.nextInt(10);
      stream.add(new Labelled(event(load, random.nextInt(3), machine), label));
    }
    return stream;
  }

  private static float[] learn(History history, Labelled next) {
    float[] values = new float[history.width()];
    history.encodeToLearn(next.event(), values, 0);
    history.learn(next.event(), next.label());
    return values;
  }

  private static History learned(List<Labelled> stream) {
    History history = history(100);
    stream.forEach(next -> learn(history, next));
    return history;
  }

  @Test
  void usageExample() {
    History history = learned(machines(400, 7, 1));
    history.learn(event(1, 0, 3), 305.5);
    history.learn(event(1, 0, 5), 507.5);

    assertThat(history.past(event(1, 0, 3)).labels().of(1)).isEqualTo(305.5);
    assertThat(history.past(event(1, 0, 5)).labels().of(1)).isEqualTo(507.5);
    assertThat(history.labels().of(1)).isEqualTo(507.5); // of all
  }

  @Test
  void itIsToldOnceThatThePastIsOfOtherSeries() {
    History history = history(100);
    List<Integer> told = new ArrayList<>();
    List<Labelled> stream = machines(1000, 7, 1);
    for (int t = 0; t < stream.size(); t++) {
      learn(history, stream.get(t));
      if (history.takeNews()) {
        told.add(t);
      }
    }

    assertThat(told).hasSize(1);
    assertThat(told.get(0)).isBetween(100, 200);
    assertThat(history.lastError()).isBetween(1.5, 6.0);
  }

  /** Features are of the machine's own rows: as large as these differ, not as machines do. */
  @Test
  void movementsAreThoseOfTheSeries() {
    List<Labelled> stream = machines(3000, 7, 2);
    History history = learned(stream);
    int change = history.columns().indexOf("lag2");
    int load = history.columns().indexOf("load-last");
    double changes = 0;
    double loads = 0;
    for (Labelled next : machines(500, 7, 3)) {
      float[] values = learn(history, next);
      changes += values[change] * values[change] / 500;
      loads += values[load] * values[load] / 500;
    }

    assertThat(changes).isCloseTo(1, within(0.3)); // scaled to a deviation of 1
    assertThat(loads).isCloseTo(1, within(0.3));
  }

  @Test
  void theSeasonIsThatOfTheSeriesInItsOwnRows() {
    Past past = learned(machines(6000, 7, 4)).past(event(1, 0, 2));

    assertThat(past.season()).isPositive();
    assertThat(past.season() % 7).isZero();
    assertThat(past.labels().of(past.season())).isBetween(190.0, 210.0);
  }

  @Test
  void aSeriesThatBeginsIsExpectedToBeLikeAll() {
    History history = learned(machines(2000, 7, 5));
    Event unknown = event(1, 0, 77);

    assertThat(history.past(unknown).labels().of(1)).isEqualTo(history.labels().mean());
    history.learn(unknown, 7000);
    assertThat(history.past(unknown).labels().count()).isEqualTo(1);
  }

  @Test
  void theSeriesThatWasNotSeenForLongestMakesRoom() {
    History history = history(MACHINES);
    machines(2000, 7, 6).forEach(next -> learn(history, next));
    for (int machine = 1; machine < MACHINES; machine++) {
      history.learn(event(1, 0, machine), 100 * machine);
    }
    history.learn(event(1, 0, 77), 50);

    assertThat(history.past(event(1, 0, 1)).labels().count()).isGreaterThan(100);
    assertThat(history.past(event(1, 0, 0)).labels().count()).isEqualTo(1); // the last it had
  }

  /** One series, whose days have names: by name they are near, but go up and down together. */
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 1.5})
  void theDaysOfOneSeriesAreNoSeries(double noise) {
    Random random = new Random(7);
    History history = history(100);
    double level = 0;
    for (int t = 0; t < 3000; t++) {
      level += random.nextGaussian();
      int day = t % 7;
      double label = level + (day > 4 ? 60 : 5 * day) + noise * random.nextGaussian();
      learn(history, new Labelled(event(1, random.nextInt(3), day), label));
      assertThat(history.takeNews()).isFalse();
    }
    assertThat(history.past(event(1, 0, 3)).labels()).isSameAs(history.labels());
  }

  @Test
  void namesThatTellNothingAreNoSeries() {
    Random random = new Random(8);
    History history = history(100);
    for (int t = 0; t < 3000; t++) {
      Event event = event(1, random.nextInt(3), random.nextInt(MACHINES));
      learn(history, new Labelled(event, random.nextGaussian()));
      assertThat(history.takeNews()).isFalse();
    }
  }

  @Test
  void stateWrittenAnywhereGoesOnBitForBit() {
    List<Labelled> stream = machines(900, 7, 9);
    byte[] expected = learned(stream).state();
    for (int cut : new int[] {0, 1, 2, 31, 105, 130, 600, 900}) {
      byte[] state = learned(stream.subList(0, cut)).state();
      History restored = learned(machines(300, 5, 10)); // leaves no trace
      restored.restore(state);
      assertThat(restored.state()).isEqualTo(state);
      stream.subList(cut, stream.size()).forEach(next -> learn(restored, next));
      assertThat(restored.state()).isEqualTo(expected);
    }
  }

  @Test
  void answersChangeNothing() {
    History history = learned(machines(300, 7, 11));
    byte[] before = history.state();
    history.encode(event(1, 0, 3), new float[history.width()], 0);
    history.encode(event(1, 0, 77), new float[history.width()], 0);
    history.past(event(1, 0, 77));

    assertThat(history.state()).isEqualTo(before);
  }

  @Test
  void stateThatEndsEarlyOrIsAlteredIsRefusedOrAHistoryAllTheSame() {
    byte[] state = learned(machines(200, 7, 12)).state();
    assertThat(state[0]).isEqualTo((byte) 4);
    Random random = new Random(1);
    for (int length : random.ints(200, 0, state.length).toArray()) {
      assertThatThrownBy(() -> history(100).restore(Arrays.copyOf(state, length)))
          .isInstanceOf(MalformedRecordException.class);
    }
    List<Labelled> more = machines(20, 7, 13);
    for (int trial = 0; trial < 500; trial++) {
      byte[] altered = state.clone();
      altered[state.length - 1 - random.nextInt(state.length / 4)] = (byte) random.nextInt();
      History history = history(100);
      try {
        history.restore(altered);
        more.forEach(next -> learn(history, next));
      } catch (MalformedRecordException e) {
        assertThat(e).hasMessageContaining("this history");
      }
    }
  }

  @Test
  void aStateWithoutSeriesIsOfTheFormOfBefore() {
    History history = history(100);
    history.learn(event(1, 0, 1), 5); // of no value is there one before

    assertThat(history.state()[0]).isEqualTo((byte) 3);
  }

  /** Labels that come late: what is told apart is one thing for both. */
  @Test
  void aHistoryThatLagsBehindFindsTheSeriesForBoth() {
    History all = history(100);
    History lags = all.scaledAlike();
    List<Labelled> stream = machines(600, 7, 14);
    for (int t = 0; t < stream.size(); t++) {
      Past before = all.past(stream.get(t).event());
      boolean isSeries = before.labels() != all.labels();
      if (t >= 50) {
        lags.learn(stream.get(t - 50).event(), stream.get(t - 50).label());
        isSeries |= lags.takeNews();
      }
      all.learn(stream.get(t).event(), stream.get(t).label());
      assertThat(all.takeNews()).isFalse();
      assertThat(all.past(stream.get(t).event()).labels() != all.labels()).isEqualTo(isSeries);
    }
    Labelled last = stream.get(stream.size() - 1);
    assertThat(all.past(last.event()).labels().of(1)).isEqualTo(last.label());
  }

  @Test
  void aHistoryOfTheSameSeriesIsTakenOver() {
    History before = learned(machines(600, 7, 15));
    byte[] state = before.state();
    History same = history(100);
    same.takeOver(before);
    History smaller = history(3);
    smaller.takeOver(before);

    assertThat(same.state()).isEqualTo(state);
    assertThat(smaller.past(event(1, 0, 3)).labels()).isSameAs(smaller.labels());
  }
}
