package io.gradstream.features.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.event.Event;
import io.gradstream.features.history.HistoryStream.Labelled;
import io.gradstream.schemas.MalformedRecordException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every history owes, of a number (0 classes), of two classes and of more. */
class HistoryTest {

  private static final int EVENTS = 900;

  private static History history(int classes) {
    return new History(HistoryStream.spec(classes), HistoryStream.SCHEMA);
  }

  private static float[] encoded(History history, Event event) {
    float[] values = new float[history.width()];
    history.encode(event, values, 0);
    return values;
  }

  private static float[] learn(History history, Labelled next) {
    float[] values = new float[history.width()];
    history.encodeToLearn(next.event(), values, 0);
    history.learn(next.event(), next.label());
    return values;
  }

  private static History learned(int classes, List<Labelled> stream) {
    History history = history(classes);
    stream.forEach(next -> learn(history, next));
    return history;
  }

  @Test
  void usageExample() {
    History history = history(2);
    for (Labelled next : HistoryStream.of(2, EVENTS, 1)) {
      float[] inputs = new float[history.width()];
      history.encodeToLearn(next.event(), inputs, 0); // before its label is known
      history.learn(next.event(), next.label());
    }
    assertThat(history.past(Event.of()).season() % 12).isZero();
    assertThat(history.labels().count()).isEqualTo(EVENTS);
    assertThat(history.columns()).hasSize(history.width());
    assertThat(history.end(HistoryGroup.LABELS)).isEqualTo(history.width());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  void noEncodingKnowsItsOwnLabelOrWhatComesLater(int classes) {
    List<Labelled> stream = HistoryStream.of(classes, EVENTS, 1);
    List<Labelled> other = HistoryStream.of(classes, EVENTS, 2);
    for (int t : new int[] {0, 1, 17, 500, EVENTS - 2}) {
      List<Labelled> changed = new ArrayList<>(stream.subList(0, t));
      double label = stream.get(t).label() == 0 ? 1 : 0;
      changed.add(new Labelled(stream.get(t).event(), label));
      changed.addAll(other.subList(t + 1, EVENTS));
      List<float[]> encodings = encodings(classes, stream);
      List<float[]> encodingsOfChanged = encodings(classes, changed);

      for (int until = 0; until <= t; until++) {
        assertThat(encodingsOfChanged.get(until)).isEqualTo(encodings.get(until));
      }
      if (t > 1) {
        assertThat(encodingsOfChanged.get(t + 1)).isNotEqualTo(encodings.get(t + 1));
      }
    }
  }

  private static List<float[]> encodings(int classes, List<Labelled> stream) {
    History history = history(classes);
    return stream.stream().map(next -> learn(history, next)).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  void encodingIsWhatWillBeLearnedAndChangesNothing(int classes) {
    History history = history(classes);
    for (Labelled next : HistoryStream.of(classes, 300, 3)) {
      byte[] before = history.state();
      float[] answered = encoded(history, next.event());
      encoded(history, Event.of(1e9, null, "never seen", null, true));
      assertThat(history.state()).isEqualTo(before);
      assertThat(learn(history, next)).isEqualTo(answered);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  void encodingsAreFiniteAndWithinFour(int classes) {
    for (float[] encoding : encodings(classes, HistoryStream.of(classes, EVENTS, 4))) {
      for (float value : encoding) {
        assertThat(value).isBetween(-4f, 4f);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void absurdNumbersDoNotBlindIt(int classes) {
    History history = history(classes);
    double[] absurd = {1e308, -1e308, 1e200, Double.MIN_VALUE, 0};
    for (double number : absurd) {
      learn(history, new Labelled(Event.of(number, -number, "a", "b", true), 1));
    }
    HistoryStream.of(classes, 700, 5).forEach(next -> learn(history, next));
    history(classes).restore(history.state());
    Event event = Event.of(100.0, 3.0, "place1", "place2", false);

    for (float value : encoded(history, event)) {
      assertThat(value).isBetween(-4f, 4f);
    }
    assertThat(encoded(history, event)[history.columns().indexOf("price-last")]).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  void stateWrittenAnywhereGoesOnBitForBit(int classes) {
    List<Labelled> stream = HistoryStream.of(classes, EVENTS, 6);
    byte[] expected = learned(classes, stream).state();
    for (int cut : new int[] {0, 1, 2, 9, 100, 600, EVENTS}) {
      byte[] state = learned(classes, stream.subList(0, cut)).state();
      History restored = learned(classes, HistoryStream.of(classes, 50, 7)); // leaves no trace
      restored.restore(state);
      assertThat(restored.state()).isEqualTo(state);
      stream.subList(cut, EVENTS).forEach(next -> learn(restored, next));
      assertThat(restored.state()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  void bytesThatEndEarlyAreRefused(int classes) {
    byte[] state = learned(classes, HistoryStream.of(classes, 60, 8)).state();
    Random random = new Random(1);
    for (int length : random.ints(200, 0, state.length).toArray()) {
      assertThatThrownBy(() -> history(classes).restore(Arrays.copyOf(state, length)))
          .isInstanceOf(MalformedRecordException.class)
          .hasMessageContaining("this history");
    }
    assertThatThrownBy(() -> history(classes).restore(Arrays.copyOf(state, state.length + 1)))
        .isInstanceOf(MalformedRecordException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  void alteredBytesAreRefusedOrAHistoryAllTheSame(int classes) {
    byte[] state = learned(classes, HistoryStream.of(classes, 60, 8)).state();
    List<Labelled> stream = HistoryStream.of(classes, 20, 9);
    Random random = new Random(2);
    int refused = 0;
    for (int trial = 0; trial < 1500; trial++) {
      byte[] altered = state.clone();
      int at = trial < 100 ? trial : random.nextInt(state.length);
      altered[at] = trial % 2 == 0 ? (byte) random.nextInt() : (byte) (altered[at] ^ 0x80);
      History history = history(classes);
      try {
        history.restore(altered);
        stream.forEach(next -> learn(history, next));
        for (float value : encoded(history, stream.get(0).event())) {
          assertThat(value).isBetween(-4f, 4f);
        }
      } catch (MalformedRecordException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(50, 1450);
  }

  /** Three classes of forty told apart: the rest is what the third is. */
  private static History ofFortyClasses(int allClasses) {
    return new History(
        new HistorySpec(
            List.of(0, 1),
            List.of(2, 3, 4),
            3,
            Set.of(HistoryGroup.values()),
            true,
            List.of(),
            allClasses,
            0),
        HistoryStream.SCHEMA);
  }

  @Test
  void featuresDoNotTellClassesThatAreNotToldApart() {
    History history = ofFortyClasses(40);
    History asIfThree = history(3);
    for (Labelled next : HistoryStream.of(3, EVENTS, 6)) {
      double label = next.label() == 2 ? 20 + next.event().hashCode() % 2 : next.label();
      assertThat(learn(history, new Labelled(next.event(), label)))
          .isEqualTo(learn(asIfThree, next));
      assertThat(history.labels().of(1)).isEqualTo(label);
    }
  }

  @Test
  void aStateIsOfTheFormOfBeforeUntilOneClassIsNotToldApart() {
    Event event = HistoryStream.of(3, 1, 6).get(0).event();
    History history = ofFortyClasses(40);
    history.learn(event, 2);
    byte[] before = history.state();
    assertThat(before[0]).isEqualTo((byte) 2);
    history.learn(event, 31);
    byte[] state = history.state();
    assertThat(state[0]).isEqualTo((byte) 3);

    History restored = ofFortyClasses(40);
    restored.restore(state);
    assertThat(restored.labels().of(1)).isEqualTo(31);
    assertThat(restored.state()).isEqualTo(state);
    assertThatThrownBy(() -> ofFortyClasses(31).restore(state))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("a label must be a class in 0..30: 31");
    state[0] = 2;
    assertThatThrownBy(() -> restored.restore(state))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("a label must be a class in 0..2: 31");
  }

  @Test
  void stateOfOtherFeaturesIsRefused() {
    assertThatThrownBy(() -> history(2).restore(history(3).state()))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("features must be");
  }

  @Test
  void groupsThatAreNotAskedForOrHaveNothingToSayAreLeftOut() {
    HistorySpec labelsAlone =
        new HistorySpec(List.of(0), List.of(2), 2, Set.of(HistoryGroup.LABELS), true);
    HistorySpec noFields = new HistorySpec(List.of(), List.of(), 0, allGroups(), true);
    HistorySpec manyClasses = new HistorySpec(List.of(0), List.of(2), 17, allGroups(), true);

    assertThat(new History(labelsAlone, HistoryStream.SCHEMA).width()).isEqualTo(10);
    assertThat(new History(noFields, HistoryStream.SCHEMA).width()).isEqualTo(10);
    assertThat(new History(manyClasses, HistoryStream.SCHEMA).columns())
        .allMatch(column -> column.startsWith("load-"));
  }

  private static Set<HistoryGroup> allGroups() {
    return Set.of(HistoryGroup.values());
  }

  @Test
  void noSeasonIsFoundWhereNoneIsLookedFor() {
    HistorySpec spec = new HistorySpec(List.of(0), List.of(), 0, allGroups(), false);
    History history = new History(spec, HistoryStream.SCHEMA);
    HistoryStream.of(0, EVENTS, 1).forEach(next -> learn(history, next));

    assertThat(history.past(Event.of()).season()).isZero();
  }

  @Test
  void oneClassIsRefused() {
    assertThatThrownBy(() -> new HistorySpec(List.of(), List.of(), 1, Set.of(), true))
        .hasMessage("classes must be 0 or at least 2: 1");
  }
}
