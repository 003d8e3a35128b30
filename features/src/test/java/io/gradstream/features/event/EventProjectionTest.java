package io.gradstream.features.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventProjectionTest {

  private static final EventField ID = new EventField("id", FieldType.TEXT, true);
  private static final EventField DISTANCE = new EventField("distance", FieldType.NUMBER, false);
  private static final EventField WINDOW = new EventField("window", FieldType.NUMBERS, false, 3);

  private static EventSchema schema(EventField... fields) {
    return new EventSchema(List.of(fields), ZoneOffset.UTC);
  }

  @Test
  void fieldsGoByTheirNames() {
    EventProjection projection =
        new EventProjection(
            schema(ID, DISTANCE),
            schema(DISTANCE, new EventField("new", FieldType.TEXT, false), ID));

    assertThat(projection.changesNothing()).isFalse();
    assertThat(projection.project(Event.of("a", 5.0))).isEqualTo(Event.of(5.0, null, "a"));
  }

  @Test
  void aFieldOfAnotherTypeOrLengthIsMissing() {
    EventProjection projection =
        new EventProjection(
            schema(DISTANCE, WINDOW),
            schema(
                new EventField("distance", FieldType.TEXT, false),
                new EventField("window", FieldType.NUMBERS, false, 4)));

    assertThat(projection.project(Event.of(5.0, new float[3]))).isEqualTo(Event.of(null, null));
  }

  @Test
  void theSameFieldsChangeNothing() {
    EventProjection projection =
        new EventProjection(schema(ID, DISTANCE), schema(ID.optional(), DISTANCE));
    Event event = Event.of("a", 5.0);

    assertThat(projection.changesNothing()).isTrue();
    assertThat(projection.project(event)).isSameAs(event);
  }

  @Test
  void aFieldThatIsNoLongerReadIsLeftOut() {
    EventProjection projection = new EventProjection(schema(ID, DISTANCE), schema(ID));

    assertThat(projection.project(Event.of("a", 5.0))).isEqualTo(Event.of("a"));
  }
}
