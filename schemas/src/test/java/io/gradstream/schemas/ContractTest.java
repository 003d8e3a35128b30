package io.gradstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

/** A contract of two versions: the second reorders, widens, drops and adds a field. */
class ContractTest {

  private static final Contract OLD = new Contract("reading", 1);
  private static final Contract NEW = new Contract("reading", 2);

  private record Reading(String station, double value, String unit) {}

  private final SingleObjectCodec<Reading> codec = new SingleObjectCodec<>(NEW, new Body());

  @Test
  void anOlderRecordIsResolvedToTheNewestSchema() throws IOException {
    assertThat(codec.decode(oldRecord())).isEqualTo(new Reading("Oslo", 1.5, "C"));
  }

  @Test
  void aNewRecordIsReadBack() {
    Reading reading = new Reading("Rome", 30.25, "K");
    assertThat(codec.decode(codec.encode(reading))).isEqualTo(reading);
  }

  @Test
  void oldAndNewRecordsMayAlternate() throws IOException {
    byte[] written = codec.encode(new Reading("Rome", 30.25, "K"));
    for (int i = 0; i < 3; i++) {
      assertThat(codec.decode(oldRecord()).station()).isEqualTo("Oslo");
      assertThat(codec.decode(written).station()).isEqualTo("Rome");
    }
  }

  @Test
  void aReaderThatKnowsOnlyTheOldSchemaRefusesTheNew() {
    byte[] written = codec.encode(new Reading("Rome", 30.25, "K"));
    assertThatThrownBy(() -> new SingleObjectCodec<>(OLD, new Body()).decode(written))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("no released schema of reading");
  }

  @Test
  void aTruncatedOlderRecordIsMalformed() throws IOException {
    byte[] whole = oldRecord();
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> codec.decode(part)).isInstanceOf(MalformedRecordException.class);
    }
  }

  private static byte[] oldRecord() throws IOException {
    GenericRecord record =
        new GenericRecordBuilder(OLD.newest())
            .set("dropped", List.of("a", "b"))
            .set("value", 1.5f)
            .set("station", "Oslo")
            .build();
    var encoder = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), OLD.newest());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    encoder.encode(record, bytes);
    return bytes.toByteArray();
  }

  private static final class Body implements RecordBody<Reading> {

    @Override
    public void write(Reading value, BinaryEncoder out) throws IOException {
      out.writeString(value.station());
      out.writeDouble(value.value());
      out.writeString(value.unit());
    }

    @Override
    public Reading read(BoundedDecoder in) {
      return new Reading(in.readString(), in.readDouble(), in.readString());
    }
  }
}
