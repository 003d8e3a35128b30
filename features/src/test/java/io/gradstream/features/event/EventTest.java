package io.gradstream.features.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTest {

  @Test
  void usageExample() {
    Event event = Event.of(1.5, true, "x", 7L, null);
    assertThat(event.number(0)).isEqualTo(1.5);
    assertThat(event.flag(1)).isTrue();
    assertThat(event.text(2)).isEqualTo("x");
    assertThat(event.time(3)).isEqualTo(7);
    assertThat(event.isMissing(4)).isTrue();
  }

  @Test
  void anyFieldMayBeReadAsText() {
    Event event = Event.of(12.0, -0.0, 1.5, 1e300, true, 7L, null);
    assertThat(event.text(0)).isEqualTo("12");
    assertThat(event.text(1)).isEqualTo("0");
    assertThat(event.text(2)).isEqualTo("1.5");
    assertThat(event.text(3)).isEqualTo("1.0E300");
    assertThat(event.text(4)).isEqualTo("true");
    assertThat(event.text(5)).isEqualTo("7");
    assertThat(event.text(6)).isNull();
  }

  @Test
  void isNotChangedThroughTheArrayItWasMadeOf() {
    Object[] values = {1.0};
    Event event = Event.of(values);
    values[0] = 2.0;
    assertThat(event).isEqualTo(Event.of(1.0));
  }

  @Test
  void equalValuesMakeEqualEvents() {
    assertThat(Event.of(1.0, null)).isEqualTo(Event.of(1.0, null)).hasToString("[1.0, null]");
    assertThat(Event.of(1.0, null)).isNotEqualTo(Event.of(1.0, 2.0));
  }

  @Test
  void equalArraysMakeEqualEvents() {
    Event event = Event.of("x", new float[] {1, 2.5f});
    Event same = Event.of("x", new float[] {1, 2.5f});
    assertThat(event)
        .isEqualTo(same)
        .hasSameHashCodeAs(same)
        .hasToString("[x, [1.0, 2.5]]")
        .isNotEqualTo(Event.of("x", new float[] {1, 2}));
    assertThat(event.numbers(1)).containsExactly(1, 2.5f);
    assertThat(event.text(1)).isEqualTo("[1.0, 2.5]");
  }

  @Test
  void onlyArraysHaveALength() {
    assertThat(new EventField("a", FieldType.NUMBERS, true, 784).optional())
        .isEqualTo(new EventField("a", FieldType.NUMBERS, false, 784));
    assertThatThrownBy(() -> new EventField("a", FieldType.NUMBER, true, 1))
        .hasMessage(
            "length of a field must be 0, or in 1..1000000 for NUMBERS: length=1 type=NUMBER"
                + " (field a)");
    assertThatThrownBy(() -> new EventField("a", FieldType.NUMBERS, true, 1_000_001))
        .hasMessageContaining("length=1000001");
  }

  @Test
  void aSchemaNamesEachFieldOnce() {
    EventField field = new EventField("a", FieldType.TEXT, true);
    EventSchema schema = new EventSchema(List.of(field), ZoneOffset.UTC);
    assertThat(schema.indexOf("a")).isZero();
    assertThat(schema.indexOf("b")).isEqualTo(-1);
    assertThatThrownBy(() -> new EventSchema(List.of(field, field), ZoneOffset.UTC))
        .hasMessage("a field is named once: a");
  }
}
