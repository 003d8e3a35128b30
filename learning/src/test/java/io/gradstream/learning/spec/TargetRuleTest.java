package io.gradstream.learning.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.learning.spec.TargetRule.Absent;
import io.gradstream.learning.spec.TargetRule.AnyClass;
import io.gradstream.learning.spec.TargetRule.ClassName;
import io.gradstream.learning.spec.TargetRule.Known;
import io.gradstream.learning.spec.TargetRule.Outcome;
import io.gradstream.learning.spec.TargetRule.Unusable;
import io.gradstream.learning.spec.TargetRule.Value;
import io.gradstream.learning.spec.read.Specs;
import io.gradstream.model.targets.MetClasses;
import io.gradstream.schemas.DeadLetter.Reason;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetRuleTest {

  @Test
  void usageExample() {
    TargetRule rule = binary("delay > 15");

    assertThat(apply(rule, FieldType.NUMBER, 16.0)).isEqualTo(new Known(1));
    assertThat(apply(rule, FieldType.NUMBER, 15.0)).isEqualTo(new Known(0));
    assertThat(apply(rule, FieldType.NUMBER, null)).isEqualTo(new Absent());
  }

  @ParameterizedTest
  @CsvSource({
    "delay > 2, 0, 0, 1",
    "delay >= 2, 0, 1, 1",
    "delay < 2, 1, 0, 0",
    "delay <= 2, 1, 1, 0",
    "delay == 2, 0, 1, 0",
    "delay != 2, 1, 0, 1",
    "delay>-2.5e-1, 1, 1, 1"
  })
  void numbersCompare(String expression, float one, float two, float three) {
    TargetRule rule = binary(expression);

    assertThat(apply(rule, FieldType.NUMBER, 1.0)).isEqualTo(new Known(one));
    assertThat(apply(rule, FieldType.NUMBER, 2.0)).isEqualTo(new Known(two));
    assertThat(apply(rule, FieldType.NUMBER, 3.0)).isEqualTo(new Known(three));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "'income >50K' > 15, income >50K",
        "'y=1', y=1",
        "'it''s' == 'late', it's",
        "plain name == 'late', plain name"
      })
  void aNameInQuotesMayHaveAnySign(String expression, String field) {
    assertThat(binary(expression).field()).isEqualTo(field);
  }

  @Test
  void zeroHasNoSign() {
    assertThat(apply(binary("delay == 0"), FieldType.NUMBER, -0.0)).isEqualTo(new Known(1));
    assertThat(apply(binary("delay >= -0.0"), FieldType.NUMBER, 0.0)).isEqualTo(new Known(1));
  }

  @Test
  void textAndTruthAreEqualOrNot() {
    assertThat(apply(binary("delay == 'late'"), FieldType.TEXT, "late")).isEqualTo(new Known(1));
    assertThat(apply(binary("delay != 'late'"), FieldType.TEXT, "late")).isEqualTo(new Known(0));
    assertThat(apply(binary("delay == false"), FieldType.BOOLEAN, false)).isEqualTo(new Known(1));
    assertThat(apply(binary("delay"), FieldType.BOOLEAN, true)).isEqualTo(new Known(1));
  }

  @Test
  void aClassIsItsIndex() {
    TargetRule rule = new ClassName("delay", List.of("early", "late", "2"));

    assertThat(apply(rule, FieldType.TEXT, "late")).isEqualTo(new Known(1));
    assertThat(apply(rule, FieldType.NUMBER, 2.0)).isEqualTo(new Known(2));
  }

  @Test
  void anUndeclaredClassIsUnusable() {
    TargetRule rule = new ClassName("delay", List.of("early", "late"));

    assertThat(apply(rule, FieldType.TEXT, "never"))
        .isEqualTo(
            new Unusable(Reason.UNKNOWN_CLASS, "delay", "delay must be one of early, late: never"));
  }

  @Test
  void aWholeNumberIsOneClassHoweverItIsWritten() {
    TargetRule any = new AnyClass("delay");
    TargetRule listed = new ClassName("delay", List.of("1", "3", "5.0"));
    Known three = new Known(MetClasses.sign("3"), "3");

    assertThat(apply(any, FieldType.NUMBER, 3.0)).isEqualTo(three);
    for (String written : List.of("3", "3.0", "3.", " 3 ", "+3.00")) {
      assertThat(apply(any, FieldType.TEXT, written)).as(written).isEqualTo(three);
    }
    assertThat(apply(listed, FieldType.TEXT, "3.0")).isEqualTo(new Known(1));
    assertThat(apply(listed, FieldType.TEXT, "5")).isEqualTo(new Known(2));
    assertThat(apply(any, FieldType.TEXT, "-3.0"))
        .isEqualTo(new Known(MetClasses.sign("-3"), "-3"));
    assertThat(apply(any, FieldType.TEXT, "03")).isNotEqualTo(three);
    assertThat(apply(any, FieldType.TEXT, "3.5")).isNotEqualTo(three);
  }

  @Test
  void anyNameIsAClassButNoneAndNoNovel() {
    TargetRule rule = new AnyClass("delay");

    assertThat(apply(rule, FieldType.TEXT, " late "))
        .isEqualTo(apply(rule, FieldType.TEXT, "late"));
    assertThat(apply(rule, FieldType.TEXT, "  ")).isEqualTo(new Absent());
    assertThat(apply(rule, FieldType.TEXT, "x".repeat(201)))
        .isEqualTo(
            new Unusable(
                Reason.OUT_OF_RANGE,
                "delay",
                "delay must have at most 200 characters, to be a class: 201"));
  }

  @Test
  void aValueBeyondAFloatIsUnusable() {
    assertThat(apply(new Value("delay"), FieldType.NUMBER, 1.5)).isEqualTo(new Known(1.5f));
    assertThat(apply(new Value("delay"), FieldType.NUMBER, 1e39))
        .isEqualTo(
            new Unusable(Reason.OUT_OF_RANGE, "delay", "delay must fit a 32-bit float: 1.0E39"));
  }

  private static TargetRule binary(String expression) {
    return Specs.read(Specs.MINIMAL.replace("bought", '"' + expression + '"')).target();
  }

  private static Outcome apply(TargetRule rule, FieldType type, Object value) {
    EventField other = new EventField("id", FieldType.TEXT, true);
    EventSchema schema =
        new EventSchema(List.of(other, new EventField("delay", type, false)), ZoneOffset.UTC);
    return rule.apply(schema, Event.of("7", value));
  }
}
