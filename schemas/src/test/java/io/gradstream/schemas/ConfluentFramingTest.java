package io.gradstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.schemas.ConfluentFraming.Framed;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfluentFramingTest {

  @Test
  void usageExample() {
    byte[] framed = ConfluentFraming.frame(0x01020304, new byte[] {9, 8});
    assertThat(framed).containsExactly(0, 1, 2, 3, 4, 9, 8);
    assertThat(ConfluentFraming.parse(framed, null)).isEqualTo(new Framed.ById(0x01020304, 5));
  }

  @Test
  void anEmptyPayloadIsFramed() {
    assertThat(ConfluentFraming.parse(new byte[] {0, 0, 0, 0, 7}, null))
        .isEqualTo(new Framed.ById(7, 5));
  }

  @Test
  void theHeadersIdWinsAndLeavesTheValueBare() {
    byte[] header = {0, 0, 0, 1, 0};
    assertThat(ConfluentFraming.parse(new byte[] {0, 0, 0, 0, 7}, header))
        .isEqualTo(new Framed.ById(256, 0));
  }

  @Test
  void theHeaderMayHoldAGuid() {
    UUID guid = UUID.fromString("89791762-2336-4186-9674-299b90a802e2");
    byte[] header =
        ByteBuffer.allocate(17)
            .put((byte) 1)
            .putLong(guid.getMostSignificantBits())
            .putLong(guid.getLeastSignificantBits())
            .array();
    assertThat(ConfluentFraming.parse(new byte[0], header)).isEqualTo(new Framed.ByGuid(guid, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void aValueTooShortForAnIdIsMalformed(int length) {
    assertThatThrownBy(() -> ConfluentFraming.parse(new byte[length], null))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("schema id of 4 bytes");
  }

  @Test
  void anotherMagicByteIsMalformed() {
    assertThatThrownBy(() -> ConfluentFraming.parse(new byte[] {'{', 0, 0, 0, 1, 0}, null))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("0x7b");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 6, 17})
  void aHeaderOfAnotherLengthIsMalformed(int length) {
    assertThatThrownBy(() -> ConfluentFraming.parse(new byte[9], new byte[length]))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining(ConfluentFraming.VALUE_SCHEMA_HEADER);
  }
}
