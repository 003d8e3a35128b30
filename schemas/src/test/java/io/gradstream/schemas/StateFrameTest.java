package io.gradstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class StateFrameTest {

  private static final byte[] BYTES = StateFrame.write(3, out -> out.writeInt(7));

  @Test
  void aStateIsItsFormatAndItsBody() throws IOException {
    assertThat(BYTES).containsExactly(3, 0, 0, 0, 7);

    int read = StateFrame.read(BYTES, in -> in.readUnsignedByte() * 10 + in.readInt());
    assertThat(read).isEqualTo(37);
  }

  @Test
  void whatReturnsNothingIsRestored() throws IOException {
    AtomicInteger restored = new AtomicInteger();
    StateFrame.restore(BYTES, in -> restored.set(in.readUnsignedByte() + in.readInt()));
    assertThat(restored).hasValue(10);
  }

  @Test
  void bytesThatEndEarlyAreNamedSo() {
    assertThatThrownBy(() -> StateFrame.read(BYTES, in -> in.readLong()))
        .isInstanceOf(EOFException.class)
        .hasMessage("the bytes end early");
  }

  @Test
  void bytesLeftOverAreCounted() {
    assertThatThrownBy(() -> StateFrame.read(BYTES, in -> in.readUnsignedByte()))
        .isInstanceOf(IOException.class)
        .hasMessage("4 bytes are left over");
  }
}
