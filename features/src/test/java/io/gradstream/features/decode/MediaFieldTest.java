package io.gradstream.features.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventBuilder;
import io.gradstream.features.event.EventCodec;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.features.media.Picture;
import io.gradstream.features.media.Picture.Fit;
import io.gradstream.schemas.DeadLetter.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A picture comes through every format by the same rules. */
class MediaFieldTest {

  /** A grey picture of 3 x 2 pixels, 0 to 255 in steps of 51. */
  private static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAAAAAC4HznGAAAAEElEQVR4nGNgME5jmHnmPwAHmgL+77L/2AAAAABJRU5ErkJggg==";

  private static final float[] PIXELS = {0, 51, 102, 153, 204, 255};
  private static final Picture PICTURE = new Picture(2, 3, 1, Fit.STRETCH);

  private static final String AVRO =
      """
      {"type": "record", "name": "Event", "fields": [{"name": "a", "type": ["null", "bytes"]}]}
      """;

  private static EventSchema schema(boolean required) {
    EventField field = new EventField("a", FieldType.NUMBERS, required).of(PICTURE);
    return new EventSchema(List.of(field), ZoneOffset.UTC);
  }

  private interface Door {
    Decoded read(EventSchema schema, byte[] file);
  }

  static Stream<Door> doors() {
    return Stream.of(
        (schema, file) ->
            EventDecoders.json(schema)
                .decode(("{\"a\": \"" + text(file) + "\"}").getBytes(StandardCharsets.UTF_8), null),
        (schema, file) ->
            EventDecoders.json(schema)
                .decode(
                    ("{\"a\": \"data:image/png;base64," + text(file) + "\"}")
                        .getBytes(StandardCharsets.UTF_8),
                    null),
        (schema, file) -> EventDecoders.avro(schema, AVRO).decode(passedOn(file), null),
        (schema, file) -> new EventBuilder(schema).set(0, file).build(),
        (schema, file) -> new EventBuilder(schema).setCell(0, "base64:" + text(file)).build(),
        (schema, file) -> new EventBuilder(schema).setCell(0, text(file)).build());
  }

  private static String text(byte[] file) {
    return Base64.getEncoder().encodeToString(file);
  }

  /** As who feeds a file writes it: its bytes, whatever they are. */
  private static byte[] passedOn(byte[] file) {
    EventSchema unread = unread();
    Decoded.Good read = (Decoded.Good) new EventBuilder(unread).set(0, file).build();
    return EventWriters.avro(AVRO).write(unread, read.event());
  }

  private static EventSchema unread() {
    return new EventSchema(
        schema(true).fields().stream().map(EventField::unread).toList(), ZoneOffset.UTC);
  }

  @ParameterizedTest
  @MethodSource("doors")
  void aPictureIsReadWhereItComesIn(Door door) {
    Decoded read = door.read(schema(true), Base64.getDecoder().decode(PNG));
    assertThat(read).isEqualTo(new Decoded.Good(Event.owning(new Object[] {PIXELS})));
  }

  @ParameterizedTest
  @MethodSource("doors")
  void oneThatIsBrokenIsMissingOrCostsTheEvent(Door door) {
    byte[] gif = "GIF89a....".getBytes(StandardCharsets.UTF_8);
    String message = "a must be an image, PNG or JPEG: found GIF, which is not read";
    Decoded.Bad bad = new Decoded.Bad(Reason.WRONG_TYPE, "a", message);
    assertThat(door.read(schema(true), gif)).isEqualTo(bad);
    assertThat(door.read(schema(false), gif))
        .isEqualTo(new Decoded.Good(Event.owning(new Object[1]), List.of(bad)));
  }

  @Test
  void pixelsThatWereReadBeforeAreTaken() {
    byte[] json = "{\"a\": [[0, 51, 102], [153, 204, 255]]}".getBytes(StandardCharsets.UTF_8);
    assertThat(EventDecoders.json(schema(true)).decode(json, null))
        .isEqualTo(new Decoded.Good(Event.owning(new Object[] {PIXELS})));
  }

  @Test
  void textThatIsNoFileIsRefused() {
    byte[] json = "{\"a\": \"shoe.png\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(EventDecoders.json(schema(true)).decode(json, null))
        .isEqualTo(
            new Decoded.Bad(
                Reason.WRONG_TYPE,
                "a",
                "a must be an image, PNG or JPEG, as bytes or base64 text: found text 'shoe.png'"));
  }

  @Test
  void aFileIsPassedOnAsItIs() {
    byte[] file = Base64.getDecoder().decode(PNG);
    Decoded.Good read = (Decoded.Good) new EventBuilder(unread()).set(0, file).build();
    assertThat(EventWriters.json().write(unread(), read.event()))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("{\"a\":\"" + PNG + "\"}");
  }

  /** Between operators and in state. */
  @Test
  void aPixelTakesAByte() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EventCodec.write(Event.owning(new Object[] {PIXELS}), new DataOutputStream(bytes));
    assertThat(bytes.size()).isEqualTo(3 + PIXELS.length);
    assertThat(EventCodec.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
        .isEqualTo(Event.owning(new Object[] {PIXELS}));
  }
}
