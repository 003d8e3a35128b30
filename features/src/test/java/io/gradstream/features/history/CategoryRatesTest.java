package io.gradstream.features.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.event.Event;
import io.gradstream.features.history.HistoryStream.Labelled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CategoryRatesTest {

  private static final List<String> NAMES = List.of("origin", "destination", "holiday");

  private static CategoryRates rates(int classes) {
    return new CategoryRates(HistoryStream.spec(classes), NAMES);
  }

  private static double[] read(CategoryRates rates, Event event) {
    double[] values = new double[rates.columns().size()];
    rates.read(event, values, 0);
    return values;
  }

  @Test
  void usageExample() {
    CategoryRates rates = rates(2);
    Event known = Event.of(null, null, "ORD", "JFK", null);
    for (int i = 0; i < 100; i++) {
      rates.learn(known, 1);
      rates.learn(Event.of(null, null, "ATL", "JFK", null), 0);
    }
    double[] values = read(rates, known);

    assertThat(values[rates.columns().indexOf("origin.short")]).isGreaterThan(2.9); // 0.95
    assertThat(values[rates.columns().indexOf("destination.long")]).isCloseTo(0, within(1e-3));
  }

  @Test
  void columnsAreEachCategoryCrosswiseInPairsAndTogether() {
    assertThat(rates(2).columns().stream().filter(column -> column.endsWith(".weight")).toList())
        .containsExactly(
            "origin.weight",
            "destination.weight",
            "holiday.weight",
            "destination as origin.weight",
            "holiday as origin.weight",
            "origin as destination.weight",
            "holiday as destination.weight",
            "origin as holiday.weight",
            "destination as holiday.weight",
            "origin*destination.weight",
            "origin*holiday.weight",
            "destination*holiday.weight",
            "all.weight");
    assertThat(rates(2).columns()).hasSize(13 * 5);
    assertThat(rates(4).columns()).hasSize(13 * 17);
    assertThat(rates(0).columns()).hasSize(13 * 5);
  }

  /** Of single fields and pairs, from all examples there were. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  void agreesWithTheDefinitionOverAllExamples(int classes) {
    CategoryRates rates = rates(classes);
    List<Labelled> past = new ArrayList<>();
    List<String> columns = rates.columns();
    for (Labelled next : HistoryStream.of(classes, 1200, 1)) {
      if (past.size() % 40 == 7) {
        double[] values = read(rates, next.event());
        SlowRates slow = new SlowRates(past, classes);
        assertSame(values, columns.indexOf("origin.long" + first(classes)), slow, next, 2);
        assertSame(values, columns.indexOf("holiday.long" + first(classes)), slow, next, 4);
        assertSame(
            values, columns.indexOf("origin*destination.long" + first(classes)), slow, next, 2, 3);
        assertSame(values, columns.indexOf("all.long" + first(classes)), slow, next, 2, 3, 4);
      }
      rates.learn(next.event(), next.label());
      past.add(next);
    }
  }

  private static String first(int classes) {
    return classes > 2 ? ".0" : "";
  }

  private static void assertSame(
      double[] values, int at, SlowRates slow, Labelled next, int... fields) {
    List<Double> expected = slow.of(next.event(), fields);
    for (int i = 0; i < expected.size(); i++) {
      double tolerance = 1e-4 * Math.max(1, Math.abs(expected.get(i)));
      assertThat(values[at + i]).isCloseTo(expected.get(i), within(tolerance));
    }
  }

  /** What an origin did is known of it as a destination. */
  @Test
  void crosswiseRatesAreThoseOfTheOtherField() {
    CategoryRates rates = rates(2);
    for (int i = 0; i < 50; i++) {
      rates.learn(Event.of(null, null, "ORD", "JFK", false), 1);
      rates.learn(Event.of(null, null, "ATL", "LAX", false), 0);
    }
    List<String> columns = rates.columns();
    double[] values = read(rates, Event.of(null, null, "JFK", "ORD", false));
    double[] asOrigin = read(rates, Event.of(null, null, "ORD", "ORD", false));

    int crosswise = columns.indexOf("destination as origin.long");
    int own = columns.indexOf("origin.long");
    for (int i = 0; i < 5; i++) {
      assertThat(values[crosswise + i]).isEqualTo(asOrigin[own + i]);
    }
    assertThat(values[crosswise]).isGreaterThan(2);
  }

  @Test
  void aValueThatIsMissingIsAValueOfItsOwn() {
    CategoryRates rates = rates(2);
    for (int i = 0; i < 50; i++) {
      rates.learn(Event.of(null, null, null, "JFK", null), 1);
      rates.learn(Event.of(null, null, "ORD", "JFK", null), 0);
    }
    assertThat(read(rates, Event.of(null, null, null, "JFK", null))[0]).isGreaterThan(2);
    assertThat(read(rates, Event.of(null, null, "ORD", "JFK", null))[0]).isLessThan(-2);
  }

  /** A slot that is hit by every example forgets by age as any other. */
  @Test
  void aValueThatEveryEventHasForgetsToo() {
    CategoryRates rates = rates(2);
    Event always = Event.of(null, null, "ORD", "ORD", true);
    for (int i = 0; i < 50_000; i++) {
      rates.learn(always, 0);
    }
    double weight = read(rates, always)[rates.columns().indexOf("origin.weight")];

    assertThat(weight).isCloseTo(Math.log1p(1 / (1 - Math.exp(-1 / 2500.0))), within(1e-3));
  }
}
