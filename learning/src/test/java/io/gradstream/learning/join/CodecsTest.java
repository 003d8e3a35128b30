package io.gradstream.learning.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventCodec;
import io.gradstream.learning.Example;
import io.gradstream.learning.ExampleCodec;
import io.gradstream.learning.join.Arrived.EventArrived;
import io.gradstream.learning.join.Arrived.LabelArrived;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.PositionCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CodecsTest {

  private interface Writer<T> {
    void write(T value, DataOutput out) throws IOException;
  }

  private interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  private static final Event EVENT =
      Event.of(
          null,
          true,
          false,
          2176.0,
          -0.5,
          -0.0,
          Double.NaN,
          1e300,
          978_307_260_000L,
          "",
          "Zürich",
          new float[] {0.5f, -0.0f, 1e18f},
          new float[] {0, 127, 128, 255},
          new float[0]);

  private static final Position POSITION = new Position(-5, "flights", 3, 1L << 40);

  private static <T> byte[] bytes(T value, Writer<T> writer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.write(value, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static <T> T read(byte[] bytes, Reader<T> reader) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    T value = reader.read(in);
    assertThat(in.available()).isZero();
    return value;
  }

  @Test
  void usageExample() throws IOException {
    Example example = new Example(EVENT, "17", 1, POSITION);

    byte[] bytes = bytes(example, ExampleCodec::write);

    assertThat(read(bytes, ExampleCodec::read)).isEqualTo(example);
  }

  @Test
  void eventOfEveryKindOfValueComesBackAsItWas() throws IOException {
    assertThat(read(bytes(EVENT, EventCodec::write), EventCodec::read)).isEqualTo(EVENT);
  }

  @Test
  void flightTakesFewBytes() throws IOException {
    Event flight = Event.of(978_307_260_000L, 2176.0, "LAS", "PHL");

    assertThat(bytes(flight, EventCodec::write)).hasSize(1 + 9 + 3 + 5 + 5);
  }

  @Test
  void imageOfBytesTakesOneByteAPixel() throws IOException {
    float[] pixels = new float[784];
    Arrays.fill(pixels, 255);

    assertThat(bytes(Event.of((Object) pixels), EventCodec::write)).hasSize(1 + 1 + 2 + 784);
    pixels[783] = 255.5f;
    assertThat(bytes(Event.of((Object) pixels), EventCodec::write)).hasSize(1 + 1 + 2 + 4 * 784);
  }

  @Test
  void textLongerThanJavasUtfLimitComesBack() throws IOException {
    Event event = Event.of("é".repeat(200_000));

    assertThat(read(bytes(event, EventCodec::write), EventCodec::read)).isEqualTo(event);
  }

  @Test
  void positionOfEverySignComesBack() throws IOException {
    for (Position position :
        List.of(
            POSITION,
            new Position(Long.MAX_VALUE, "", 0, 0),
            new Position(Long.MIN_VALUE, "t", Integer.MAX_VALUE, Long.MAX_VALUE),
            new Position(0, "t", -1, -1))) {
      assertThat(read(bytes(position, PositionCodec::write), PositionCodec::read))
          .isEqualTo(position);
    }
  }

  @Test
  void waitingStateComesBackWithItsRecords() throws IOException {
    Arrived event = new EventArrived("7", EVENT, POSITION, new byte[] {1, 2, 3});
    Arrived label = new LabelArrived("7", -1.5f, POSITION.at(9), new byte[100_000]);
    Waiting waiting = new Waiting(List.of(label, event), Optional.of(event), 86_400_000);

    Waiting read = read(bytes(waiting, WaitingCodec::write), WaitingCodec::read);

    assertThat(read)
        .usingRecursiveComparison()
        .withEqualsForType(Event::equals, Event.class)
        .isEqualTo(waiting);
  }

  /** Its target follows from its name, and lies behind a float that no label is. */
  @Test
  void aLabelToldByNameComesBack() throws IOException {
    Example example = Example.named(EVENT, "17", "é fraud", POSITION);
    Arrived label =
        new LabelArrived("7", example.target(), example.className(), POSITION, new byte[] {1});

    assertThat(read(bytes(example, ExampleCodec::write), ExampleCodec::read)).isEqualTo(example);
    assertThat(read(bytes(label, ArrivedCodec::write), ArrivedCodec::read))
        .usingRecursiveComparison()
        .isEqualTo(label);
    assertThat(HexFormat.of().formatHex(bytes(label, ArrivedCodec::write)))
        .as("lies in state")
        .endsWith("0101" + "7fc0c1a5" + "08c3a9206672617564");
    Example strange = new Example(EVENT, "17", Float.NaN, POSITION);
    assertThat(read(bytes(strange, ExampleCodec::write), ExampleCodec::read)).isEqualTo(strange);
  }

  @Test
  void stateOfNothingComesBack() throws IOException {
    assertThat(read(bytes(Waiting.NOTHING, WaitingCodec::write), WaitingCodec::read))
        .isEqualTo(Waiting.NOTHING);
  }

  @Test
  void waitingStateOfTheFirstFormatIsStillRead() throws IOException {
    String written =
        "01" // format
            + "000000000000000a" // forgotten at 10
            + "01" // one is held
            + "0201370000000000000005016104070102" // label of id 7 at (5, a, 2, -4), bytes 02
            + "3f800000" // its target
            + "00"; // none pending

    Waiting read = read(HexFormat.of().parseHex(written), WaitingCodec::read);

    assertThat(read)
        .usingRecursiveComparison()
        .isEqualTo(
            new Waiting(
                List.of(),
                Optional.of(new LabelArrived("7", 1, new Position(5, "a", 2, -4), new byte[] {2})),
                10));
  }

  @Test
  void laterFormatIsRefused() throws IOException {
    byte[] bytes = bytes(Waiting.NOTHING, WaitingCodec::write);
    bytes[0] = 2;

    assertThatThrownBy(() -> read(bytes, WaitingCodec::read))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format 2");
  }

  @Test
  void lengthBeyondTheBytesThatAreThereTakesNoMemory() {
    byte[] twoGigabytes = HexFormat.of().parseHex("01" + "05" + "f7ffffff07" + "4142");

    assertThatThrownBy(() -> read(twoGigabytes, EventCodec::read)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0109", // no such kind of value
        "ffffffffff7f", // more values than an event can have
        "010703000000", // three bytes of a float
        "01058080808010", // a text of 2^32 bytes
        "0104ffffffffffffffffffff01" // a whole number without an end
      })
  void malformedEventIsAnIoException(String hex) {
    assertThatThrownBy(() -> read(HexFormat.of().parseHex(hex), EventCodec::read))
        .isInstanceOf(IOException.class);
  }

  @Test
  void everyCutAndEveryFlippedByteIsAnIoExceptionOrAnotherValue() throws IOException {
    Arrived event = new EventArrived("7", EVENT, POSITION, new byte[] {1, 2, 3});
    byte[] bytes = bytes(new Waiting(List.of(event), Optional.of(event), 1), WaitingCodec::write);
    Random random = new Random(1);
    for (int i = 0; i < bytes.length; i++) {
      byte[] cut = Arrays.copyOf(bytes, i);
      assertThatThrownBy(() -> read(cut, WaitingCodec::read)).isInstanceOf(IOException.class);
      byte[] flipped = bytes.clone();
      flipped[i] ^= (byte) (1 + random.nextInt(255));
      readAnything(flipped);
    }
  }

  /** Fails the test on anything but a value or an {@link IOException}. */
  private static void readAnything(byte[] bytes) {
    try {
      WaitingCodec.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException expected) {
      assertThat(expected).isNotNull();
    }
  }
}
