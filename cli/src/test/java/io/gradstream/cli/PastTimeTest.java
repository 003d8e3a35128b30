package io.gradstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.cli.feed.InvalidDataException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PastTimeTest {

  @ParameterizedTest
  @CsvSource({
    "2026-01-31, 1769817600000",
    "2026-01-31T08:00, 1769846400000",
    "2026-01-31T08:00:00Z, 1769846400000",
    "2026-01-31T08:00+02:00, 1769839200000"
  })
  void aTimeIsInUtcUnlessItSaysAnother(String text, long millis) {
    assertThat(PastTime.parse(text)).isEqualTo(millis);
  }

  @Test
  void aSpanIsSoLongAgo() {
    long before = System.currentTimeMillis();
    long read = PastTime.parse("2h");

    assertThat(read + Duration.ofHours(2).toMillis()).isBetween(before, System.currentTimeMillis());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2 h", "-2h", "2026-13-01", "08:00"})
  void allElseIsRefused(String text) {
    assertThatThrownBy(() -> PastTime.parse(text))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("2026-01-31");
  }
}
