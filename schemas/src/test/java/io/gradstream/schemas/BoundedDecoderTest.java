package io.gradstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedDecoderTest {

  /** Writes with Avro's own encoder, the oracle of the format. */
  private interface Writing {
    void to(BinaryEncoder out) throws IOException;
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, -1, 63, 64, -64, -65, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE})
  void readsWholeNumbers(long value) throws IOException {
    assertThat(reading(out -> out.writeLong(value)).readLong()).isEqualTo(value);
  }

  @Test
  void readsEachPrimitive() throws IOException {
    BoundedDecoder in =
        reading(
            out -> {
              out.writeBoolean(true);
              out.writeInt(-77);
              out.writeFloat(1.5f);
              out.writeDouble(-2.25);
              out.writeString("Zürich");
              out.writeBytes(new byte[] {4, 5});
            });
    assertThat(in.readBoolean()).isTrue();
    assertThat(in.readInt()).isEqualTo(-77);
    assertThat(in.readFloat()).isEqualTo(1.5f);
    assertThat(in.readDouble()).isEqualTo(-2.25);
    assertThat(in.readString()).isEqualTo("Zürich");
    assertThat(in.readBytes()).containsExactly(4, 5);
    in.requireEnd();
  }

  @Test
  void skipsWhatItCanRead() throws IOException {
    BoundedDecoder in =
        reading(
            out -> {
              out.writeString("skipped");
              out.writeBytes(new byte[3]);
              out.writeFixed(new byte[4]);
              out.writeInt(9);
            });
    in.skipString();
    in.skipBytes();
    in.skipFixed(4);
    assertThat(in.readInt()).isEqualTo(9);
  }

  @Test
  void skipsBlocksThatSayTheirSize() throws IOException {
    BoundedDecoder in =
        reading(
            out -> {
              out.writeLong(-2); // two items
              out.writeLong(2); // in two bytes
              out.writeFixed(new byte[2]);
              out.writeLong(0);
              out.writeInt(9);
            });
    assertThat(in.skipArray()).isZero();
    assertThat(in.readInt()).isEqualTo(9);
  }

  @Test
  void readsBlocksThatSayTheirSize() throws IOException {
    BoundedDecoder in =
        reading(
            out -> {
              out.writeLong(-1);
              out.writeLong(1);
              out.writeInt(5);
              out.writeLong(0);
            });
    assertThat(in.readArrayStart()).isEqualTo(1);
    assertThat(in.readInt()).isEqualTo(5);
    assertThat(in.arrayNext()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1_000_000_000, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void believesNoLength(long length) throws IOException {
    List<Consumer<BoundedDecoder>> readers =
        List.of(
            BoundedDecoder::readString,
            BoundedDecoder::skipString,
            BoundedDecoder::readBytes,
            BoundedDecoder::skipBytes);
    for (Consumer<BoundedDecoder> reader : readers) {
      BoundedDecoder in = reading(out -> out.writeLong(length));
      assertThatThrownBy(() -> reader.accept(in))
          .isInstanceOf(MalformedRecordException.class)
          .hasMessageContaining("length of " + length);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {20, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, -1000})
  void believesNoItemCount(long count) throws IOException {
    BoundedDecoder in =
        reading(
            out -> {
              out.writeLong(count);
              out.writeLong(1);
            });
    assertThatThrownBy(in::readArrayStart)
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("items");
  }

  @Test
  void allBlocksTogetherHoldAtMostOneItemAByte() throws IOException {
    BoundedDecoder in =
        reading(
            out -> {
              for (int block = 0; block < 10; block++) {
                out.writeLong(6);
              }
            });
    in.readArrayStart();
    assertThatThrownBy(in::arrayNext).isInstanceOf(MalformedRecordException.class);
  }

  @Test
  void skipsNoMoreBlocksThanItIsAllowed() throws IOException {
    BoundedDecoder in =
        reading(
            out -> {
              for (int block = 0; block < 4; block++) {
                out.writeLong(1);
              }
            });
    in.skippingAtMost(2);
    in.skipArray();
    in.skipMap();
    assertThatThrownBy(in::skipArray)
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("recursive schema");
  }

  @Test
  void refusesNumbersThatAreTooLong() {
    byte[] endless = new byte[11];
    Arrays.fill(endless, (byte) 0xFF);
    BoundedDecoder in = new BoundedDecoder().reset(endless, 0, endless.length);
    assertThatThrownBy(in::readLong).hasMessageContaining("longer than 10 bytes");
  }

  @Test
  void refusesAnIntOfMoreThan32Bits() throws IOException {
    BoundedDecoder in = reading(out -> out.writeLong(1L << 31));
    assertThatThrownBy(in::readInt).hasMessageContaining("32 bits");
  }

  @Test
  void refusesABooleanThatIsNeither() {
    BoundedDecoder in = new BoundedDecoder().reset(new byte[] {2}, 0, 1);
    assertThatThrownBy(in::readBoolean).hasMessageContaining("0 or 1");
  }

  @Test
  void staysWithinItsPartOfTheArray() {
    BoundedDecoder in = new BoundedDecoder().reset(new byte[] {2, 4, 6}, 1, 2);
    assertThat(in.readInt()).isEqualTo(2);
    assertThatThrownBy(in::readInt).hasMessageContaining("ends early");
  }

  private static BoundedDecoder reading(Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writing.to(EncoderFactory.get().directBinaryEncoder(bytes, null));
    return new BoundedDecoder().reset(bytes.toByteArray(), 0, bytes.size());
  }
}
