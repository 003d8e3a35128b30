package io.gradstream.features.event;

import static io.gradstream.features.decode.DecoderContractTest.assertBad;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.DeadLetter.Reason;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventBuilderTest {

  private static final EventSchema SCHEMA =
      new EventSchema(
          List.of(
              new EventField("n", FieldType.NUMBER, true),
              new EventField("b", FieldType.BOOLEAN, false),
              new EventField("s", FieldType.TEXT, false),
              new EventField("t", FieldType.TIME, false)),
          ZoneOffset.UTC);

  private final EventBuilder builder = new EventBuilder(SCHEMA);

  @Test
  void usageExample() {
    Decoded typed = builder.set(0, 1.5f).set(1, true).set(2, "x").set(3, 1000L).build();
    Decoded cells =
        builder
            .setCell(0, "1.5")
            .setCell(1, "TRUE")
            .setCell(2, "x")
            .setCell(3, "1970-01-01 00:00:01")
            .build();
    assertThat(typed).isEqualTo(new Decoded.Good(Event.of(1.5, true, "x", 1000L)));
    assertThat(cells).isEqualTo(typed);
  }

  @Test
  void aTimeThatIsKnownToBeOneIsWhatItsFieldHoldsOfTimes() {
    assertThat(builder.setTime(0, 1000).setTime(1, 1000).setTime(2, 1000).setTime(3, 1000).build())
        .isInstanceOfSatisfying(
            Decoded.Good.class,
            good -> {
              assertThat(good.event()).isEqualTo(Event.of(1000.0, null, "1000", 1000L));
              assertThat(good.setAside()).extracting(Decoded.Bad::field).containsExactly("b");
            });
  }

  @Test
  void whatIsNotSetIsMissing() {
    assertThat(builder.set(0, 1).build())
        .isEqualTo(new Decoded.Good(Event.of(1.0, null, null, null)));
    assertBad(builder.set(1, true).build(), Reason.MISSING_FIELD, "n");
  }

  @Test
  void eachEventStartsAnew() {
    builder.set(0, Double.NaN).build();
    assertThat(builder.set(0, 2).build()).isInstanceOf(Decoded.Good.class);
  }

  @Test
  void theFirstBadValueOfWhatMustBeThereIsNamed() {
    builder.set(1, "yes").set(0, Double.NaN).set(0, "x");
    assertBad(builder.build(), Reason.NOT_FINITE, "n");
  }

  @Test
  void textThatSaysANumberOrABooleanIsOne() {
    assertThat(builder.set(0, " -12.50").set(1, "true").build())
        .isEqualTo(new Decoded.Good(Event.of(-12.5, true, null, null)));
    for (String text : List.of("1d", "0x1p3", "one", "", "1,5", "NaN")) {
      assertBad(builder.set(0, text).build(), Reason.WRONG_TYPE, "n");
    }
  }

  @Test
  void wholeNumbersOfAnyWidthAreNumbersTextAndTimes() {
    assertThat(builder.set(0, (byte) 1).set(2, (short) 2).set(3, 3).build())
        .isEqualTo(new Decoded.Good(Event.of(1.0, null, "2", 3L)));
  }

  @Test
  void anObjectOfAnyOtherClassIsOfTheWrongType() {
    Decoded decoded = builder.set(0, List.of(1)).build();
    assertBad(decoded, Reason.WRONG_TYPE, "n");
  }

  @Test
  void halfOfASurrogatePairIsNoText() {
    for (String bad : List.of("a\uD83D", "\uDE00a", "\uDE00\uD83D")) {
      assertBad(builder.set(0, 1).set(2, bad).build(), Reason.OUT_OF_RANGE, "s");
    }
    assertThat(builder.set(0, 1).set(2, "a\uD83D\uDE00b").build()).isInstanceOf(Decoded.Good.class);
  }

  @Test
  void anEmptyKeyOrHeaderIsMissingWhereverItStands() {
    EventField key = new EventField("$key", FieldType.TEXT, false);
    EventField text = new EventField("s", FieldType.TEXT, false);
    EventSchema schema = new EventSchema(List.of(key, text), ZoneOffset.UTC);
    assertThat(new EventBuilder(schema).set(0, "").set(1, "").build())
        .isEqualTo(new Decoded.Good(Event.of(null, "")));
    assertThat(new EventBuilder(schema).setCell(0, "").set(1, "").build())
        .isEqualTo(new Decoded.Good(Event.of(null, "")));
  }

  @Test
  void anEmptyCellIsMissing() {
    assertThat(builder.setCell(0, "1").setCell(1, "").setCell(2, "").setCell(3, null).build())
        .isEqualTo(new Decoded.Good(Event.of(1.0, null, null, null)));
    assertBad(builder.setCell(0, "").build(), Reason.MISSING_FIELD, "n");
  }

  @ParameterizedTest
  @CsvSource({
    "0, one, WRONG_TYPE, n",
    "0, NaN, NOT_FINITE, n",
    "0, 1e999, NOT_FINITE, n",
    "0, 1e19, OUT_OF_RANGE, n",
    "1, yes, WRONG_TYPE, b",
    "1, 2, WRONG_TYPE, b",
    "3, noon, WRONG_TYPE, t",
    "3, -0002-01-01T00:00, OUT_OF_RANGE, t",
  })
  void aBadCellSaysWhy(int field, String cell, Reason reason, String name) {
    assertBad(builder.set(0, 0).setCell(field, cell).build(), reason, name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"30d", "1f", "1F", "0x1p3", "1e", "1,5", "1_000", "e5", "+-1", "١"})
  void aNumberIsDecimalHoweverItComes(String text) {
    assertBad(builder.setCell(0, text).build(), Reason.WRONG_TYPE, "n");
    assertBad(builder.set(0, text).build(), Reason.WRONG_TYPE, "n");
    assertBad(arrays(1).setCell(0, text).build(), Reason.WRONG_TYPE, "a");
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "-12.50, -12.5", "+.5, 0.5", "5., 5", "2e3, 2000", "1E-1, 0.1"})
  void aDecimalNumberIsOneHoweverItComes(String text, double number) {
    assertThat(builder.setCell(0, text).build()).isEqualTo(builder.set(0, number).build());
    assertThat(builder.set(0, text).build()).isEqualTo(builder.set(0, number).build());
    assertThat(arrays(1).setCell(0, text).build())
        .isEqualTo(new Decoded.Good(Event.of((Object) new float[] {(float) number})));
  }

  @ParameterizedTest
  @CsvSource({"1, true", "0, false", "True, true", "FALSE, false", "' true ', true"})
  void aFlagMayBeADigit(String cell, boolean flag) {
    assertThat(builder.set(0, 0).setCell(1, cell).build())
        .isEqualTo(new Decoded.Good(Event.of(0.0, flag, null, null)));
  }

  @Test
  void aTimeCellMayBeEpochMilliseconds() {
    assertThat(builder.set(0, 0).setCell(3, "978307200000").build())
        .isEqualTo(new Decoded.Good(Event.of(0.0, null, null, 978_307_200_000L)));
  }

  @Test
  void anArrayMayBeOfFloatsDoublesOrBytes() {
    EventBuilder arrays = arrays(2);
    Decoded expected = new Decoded.Good(Event.of((Object) new float[] {200, 7}));
    assertThat(arrays.set(0, new float[] {200, 7}).build()).isEqualTo(expected);
    assertThat(arrays.set(0, new double[] {200, 7}).build()).isEqualTo(expected);
    assertThat(arrays.set(0, new byte[] {(byte) 200, 7}).build()).isEqualTo(expected);
    assertThat(arrays.set(0, "yAc=").build()).isEqualTo(expected);
    assertBad(arrays.set(0, new double[] {1, 1e39}).build(), Reason.NOT_FINITE, "a");
    assertBad(arrays.set(0, new float[] {1, Float.NaN}).build(), Reason.NOT_FINITE, "a");
    assertBad(arrays.set(0, new float[1]).build(), Reason.OUT_OF_RANGE, "a");
    assertBad(arrays.set(0, new double[3]).build(), Reason.OUT_OF_RANGE, "a");
    assertBad(arrays.set(0, new byte[3]).build(), Reason.OUT_OF_RANGE, "a");
    assertBad(arrays.set(0, 1.0).build(), Reason.WRONG_TYPE, "a");
  }

  @Test
  void anArrayFillsNoFieldOfOneValue() {
    assertBad(builder.set(0, new float[1]).build(), Reason.WRONG_TYPE, "n");
    assertBad(builder.set(0, new double[1]).build(), Reason.WRONG_TYPE, "n");
    assertBad(builder.set(0, new byte[1]).build(), Reason.WRONG_TYPE, "n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"200 7", " 200;7 ", "2e2;  7.0;", "200\n\t7", "base64:yAc=", "base64:yAc"})
  void anArrayCellHoldsNumbersOrBase64(String cell) {
    assertThat(arrays(2).setCell(0, cell).build())
        .isEqualTo(new Decoded.Good(Event.of((Object) new float[] {200, 7})));
  }

  @ParameterizedTest
  @CsvSource({
    "1 x, WRONG_TYPE",
    "'1,2', WRONG_TYPE",
    "base64:?, WRONG_TYPE",
    "yAc=, WRONG_TYPE",
    "1 NaN, NOT_FINITE",
    "1 1e39, NOT_FINITE",
    "1 1e19, OUT_OF_RANGE",
    "1 2 3, OUT_OF_RANGE",
    "1, OUT_OF_RANGE",
    ";, OUT_OF_RANGE",
  })
  void aBadArrayCellSaysWhy(String cell, Reason reason) {
    assertBad(arrays(2).setCell(0, cell).build(), reason, "a");
  }

  @Test
  void anEmptyArrayCellIsMissing() {
    assertThat(arrays(2).setCell(0, "").build())
        .isEqualTo(new Decoded.Good(Event.of(new Object[] {null})));
  }

  private static EventBuilder arrays(int length) {
    return new EventBuilder(
        new EventSchema(
            List.of(new EventField("a", FieldType.NUMBERS, false, length)), ZoneOffset.UTC));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-9999", "-9999.0", " -9999 ", "-9.999e3", "0", "-0.0"})
  void aNumberThatStandsForNoneIsMissing(String cell) {
    EventField size =
        new EventField("size", FieldType.NUMBER, false).without(List.of(-9999.0, 0.0));
    EventBuilder sizes = new EventBuilder(new EventSchema(List.of(size), ZoneOffset.UTC));

    Decoded.Good ofCell = (Decoded.Good) sizes.setCell(0, cell).build();
    Decoded.Good ofNumber = (Decoded.Good) sizes.set(0, Double.parseDouble(cell)).build();
    Decoded.Good ofAnother = (Decoded.Good) sizes.set(0, -9998.0).build();

    assertThat(ofCell.event().isMissing(0)).isTrue();
    assertThat(ofNumber.event().isMissing(0)).isTrue();
    assertThat(ofCell.setAside()).isEmpty();
    assertThat(ofAnother.event().number(0)).isEqualTo(-9998);
  }

  @Test
  void aNumberThatMustBeThereIsNotThereWhereItStandsForNone() {
    EventField size = new EventField("size", FieldType.NUMBER, true).without(List.of(-1.0));
    EventBuilder sizes = new EventBuilder(new EventSchema(List.of(size), ZoneOffset.UTC));

    assertThat(((Decoded.Bad) sizes.set(0, -1L).build()).reason()).isEqualTo(Reason.MISSING_FIELD);
  }
}
