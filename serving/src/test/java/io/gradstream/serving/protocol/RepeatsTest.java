package io.gradstream.serving.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RepeatsTest {

  @Test
  void usageExample() {
    assertThat(expanded("[~c2ab,~b11]")).isEqualTo("[abababab,11]");
    assertThat(expanded("~k19")).isEqualTo("9".repeat(1024));
  }

  @Test
  void whatIsNoRepeatStays() {
    assertThat(expanded("~~a ~z1x ~a9x ~a0 ~")).isEqualTo("~~a ~z1x ~a9x ~a0 ~");
    assertThat(expanded("~t3abc")).isEqualTo("~t3abc"); // it would be too long
  }

  private static String expanded(String input) {
    byte[] bytes = Repeats.expand(input.getBytes(StandardCharsets.US_ASCII));
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
