package io.gradstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.features.history.History;
import io.gradstream.features.history.HistoryGroup;
import io.gradstream.features.history.HistorySpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnchoredNumbersTest {

  private static final Event EVENT = Event.of();

  private final AnchoredNumbers anchors = new AnchoredNumbers(-1);
  private final History history =
      new History(
          new HistorySpec(List.of(), List.of(), 0, Set.of(HistoryGroup.LABELS), true),
          new EventSchema(List.of(), ZoneOffset.UTC));
  private final List<Double> labels = new ArrayList<>();

  /** A wave of a dozen examples, under noise. */
  private void learn(int count) {
    Random random = new Random(1);
    for (int t = 0; t < count; t++) {
      float label =
          (float) (50 + 20 * StrictMath.sin(2 * Math.PI * t / 12) + random.nextGaussian());
      learn(label);
      history.learn(EVENT, label);
      labels.add((double) label);
    }
  }

  private void learn(float label) {
    Row row = new Row(0, 0, 0);
    anchors.fill(row, EVENT, Optional.of(history));
    row.learned = label;
    anchors.learn(row, Optional.of(history));
  }

  private double ago(int ago) {
    return labels.get(labels.size() - ago);
  }

  @Test
  void anchorsAreLabelsOfBefore() {
    learn(400);
    int season = history.past(EVENT).season();
    assertThat(season).isPositive();

    assertThat(AnchoredNumbers.of(Anchor.LAST, history.past(EVENT), ago(1))).isEqualTo(ago(1));
    assertThat(AnchoredNumbers.of(Anchor.MEAN, history.past(EVENT), ago(1)))
        .isCloseTo(
            labels.stream().mapToDouble(Double::doubleValue).average().orElseThrow(), within(1e-9));
    assertThat(AnchoredNumbers.of(Anchor.SEASON, history.past(EVENT), ago(1)))
        .isEqualTo(ago(season));
    assertThat(AnchoredNumbers.of(Anchor.SEASON_CHANGE, history.past(EVENT), ago(1)))
        .isEqualTo(ago(season) + ago(1) - ago(season + 1));
  }

  @Test
  void withoutASeasonTheLastStandsForIt() {
    history.learn(EVENT, 3);
    history.learn(EVENT, 7);

    assertThat(AnchoredNumbers.of(Anchor.SEASON, history.past(EVENT), 7)).isEqualTo(7);
    assertThat(AnchoredNumbers.of(Anchor.SEASON_CHANGE, history.past(EVENT), 7)).isEqualTo(7);
  }

  @Test
  void whatTheEventItselfSaysIsTheLastNumberUnlessItIsMissing() {
    EventSchema events =
        new EventSchema(
            List.of(new EventField("dust", FieldType.NUMBER, false, 0)), ZoneOffset.UTC);
    History known =
        new History(
            new HistorySpec(List.of(), List.of(), 0, Set.of(HistoryGroup.LABELS), true), events);
    known.learn(Event.of(3.0), 7);
    AnchoredNumbers own = new AnchoredNumbers(0);
    Row row = new Row(0, 0, 0);

    own.fill(row, Event.of(9.5), Optional.of(known));
    assertThat(row.anchors[Anchor.LAST.ordinal()]).isEqualTo(9.5);
    assertThat(row.anchors[Anchor.MEAN.ordinal()]).isEqualTo(7);
    own.fill(row, Event.of((Object) null), Optional.of(known));
    assertThat(row.anchors[Anchor.LAST.ordinal()]).isEqualTo(7);
  }

  @Test
  void unitsAreMeanAbsoluteErrors() {
    learn(400);
    double sum = 0; // from the second on: nothing stands before the first
    for (int t = 1; t < labels.size(); t++) {
      sum += Math.abs(labels.get(t) - labels.get(t - 1));
    }

    assertThat(anchors.unit(Anchor.LAST)).isCloseTo(sum / (labels.size() - 1), within(1e-9));
    assertThat(anchors.unit(Anchor.SEASON)).isLessThan(anchors.unit(Anchor.MEAN));
  }

  @Test
  void aUnitIsNeverZero() {
    assertThat(anchors.unit(Anchor.LAST)).isEqualTo(1);
    learn(0f);
    history.learn(EVENT, 0);
    learn(0f);
    assertThat(anchors.unit(Anchor.LAST)).isEqualTo(1);
  }

  @Test
  void stateIsReadBackAndNonsenseRefused() throws IOException {
    learn(100);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    anchors.write(new DataOutputStream(bytes));
    AnchoredNumbers restored = new AnchoredNumbers(-1);
    restored.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    for (Anchor anchor : Anchor.values()) {
      assertThat(restored.unit(anchor)).isEqualTo(anchors.unit(anchor));
    }
    byte[] negative = bytes.toByteArray();
    negative[0] = -1;

    assertThatThrownBy(() -> restored.read(new DataInputStream(new ByteArrayInputStream(negative))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("count must be in");
  }
}
