package io.gradstream.workbench.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumberFormTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1              | 1
          -1.5e-3        | -1.5e-3
          .5             | .5
          1,234.56       | 1234.56
          1,234          | 1234
          12,34,567.8    | 1234567.8
          1'234.5        | 1234.5
          1 234 567      | 1234567
          12.5%          | 12.5
          12.5 %         | 12.5
          $1,234.50      | 1234.50
          -$5            | -5
          € 7.25         | 7.25
          7.25 EUR       | 7.25
          USD 7          | 7
          (1,234.5)      | -1234.5
          −3             | -3
          <0.1           | 0.1
          >= 100         | 100
          """)
  void numbersAreReadAsPeopleWriteThem(String cell, String plain) {
    assertThat(NumberForm.POINT.read(cell)).map(NumberForm.Read::plain).contains(plain);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0,1344    | 0.1344
          -12,5     | -12.5
          1.234,56  | 1234.56
          1.234     | 1234
          1 234,5   | 1234.5
          59.76     | 59.76
          12,5 %    | 12.5
          7,25 €    | 7.25
          <0,1      | 0.1
          1,5e3     | 1.5e3
          """)
  void withADecimalCommaPointsStandBetweenThousands(String cell, String plain) {
    assertThat(NumberForm.COMMA.read(cell)).map(NumberForm.Read::plain).contains(plain);
  }

  @ParameterizedTest
  @CsvSource({
    "abc",
    "1.2.3",
    "'12,3'",
    "2024-01-01",
    "12:30",
    "1e",
    "-",
    "$",
    "'1,23,4'",
    "12 kg",
    "0x1f",
    "%"
  })
  void whatIsNoNumberIsNone(String cell) {
    assertThat(NumberForm.POINT.read(cell)).isEmpty();
  }

  private static char decimal(String... cells) {
    NumberEvidence evidence = new NumberEvidence(1);
    for (String cell : cells) {
      evidence.add(List.of(cell));
    }
    return evidence.of(0).decimal();
  }

  @Test
  void theCellsOfAColumnTellItsDecimal() {
    assertThat(decimal("12,5", "1,234", "7")).isEqualTo(',');
    assertThat(decimal("12.5", "1,234", "7")).isEqualTo('.');
    assertThat(decimal("1,234.5")).isEqualTo('.');
    assertThat(decimal("1.234,5")).isEqualTo(',');
    assertThat(decimal("0,123")).isEqualTo(',');
    assertThat(decimal("1,234")).isEqualTo('.');
    assertThat(decimal("a,b", "1", "")).isEqualTo('.');
  }

  @Test
  void whatMayBeEitherGoesWithTheOtherColumns() {
    NumberEvidence evidence = new NumberEvidence(3);
    evidence.add(List.of("1.234", "0,5", "1.5"));
    assertThat(evidence.of(0).decimal()).isEqualTo('.'); // one says comma, one says point
    NumberEvidence commas = new NumberEvidence(2);
    commas.add(List.of("1.234", "0,5"));
    assertThat(commas.of(0).decimal()).isEqualTo(',');
  }
}
