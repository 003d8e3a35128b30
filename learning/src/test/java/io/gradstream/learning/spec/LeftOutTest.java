package io.gradstream.learning.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeftOutTest {

  private static final EventSchema SCHEMA =
      new EventSchema(
          List.of(
              new EventField("who", FieldType.TEXT, false),
              new EventField("age", FieldType.NUMBER, false),
              new EventField("new", FieldType.BOOLEAN, false)),
          ZoneOffset.UTC);

  private static boolean isLeftOut(String field, String written, Object... event) {
    Decoded read = new Decoded.Good(Event.of(event));
    return new LeftOut(Map.of(field, List.of("nobody", written)))
        .reading(SCHEMA)
        .apply(read)
        .equals(new Decoded.Empty());
  }

  @ParameterizedTest
  @CsvSource({"4711, 4711", "4.5, 4.5", "ada, ada", "true, true", "Ada Lovelace, Ada Lovelace"})
  void aTextIsItself(String written, String who) {
    assertThat(isLeftOut("who", written, who, 1.0, true)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"4711, 4711", "4711.0, 4711", "4711, 4711.0", "4711e0, 4711", "4.50, 4.5"})
  void aNumberIsItselfHoweverItIsWritten(String written, double age) {
    assertThat(isLeftOut("age", written, "ada", age, true)).isTrue();
  }

  @Test
  void aTruthIsItselfHoweverItIsWritten() {
    assertThat(isLeftOut("new", "1", "ada", 1.0, true)).isTrue();
    assertThat(isLeftOut("new", "1", "ada", 1.0, false)).isFalse();
  }

  @Test
  void allOthersAreRead() {
    assertThat(isLeftOut("who", "ada", "Ada", 1.0, true)).isFalse();
    assertThat(isLeftOut("who", "ada", null, 1.0, true)).isFalse();
    assertThat(isLeftOut("age", "ada", "ada", 1.0, true)).isFalse();
    Decoded bad = new Decoded.Bad(null, "who", "is none");
    LeftOut ada = new LeftOut(Map.of("who", List.of("ada")));
    assertThat(ada.reading(SCHEMA).apply(bad)).isSameAs(bad);
  }

  @Test
  void oneOfSeveralFieldsIsEnough() {
    LeftOut either = new LeftOut(Map.of("who", List.of("ada"), "age", List.of("7")));
    for (Object[] event : new Object[][] {{"ada", 1.0, true}, {"bob", 7.0, true}}) {
      assertThat(either.reading(SCHEMA).apply(new Decoded.Good(Event.of(event))))
          .isEqualTo(new Decoded.Empty());
    }
  }
}
