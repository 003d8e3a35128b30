package io.gradstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.model.targets.Target;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.Version;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotCodecTest {

  private static final int HEADER = 12;

  private final byte[] bytes = SnapshotCodec.encode(Flights.handMade(Flights.LATE, 1, 2, 3));

  @Test
  void usageExample() {
    ModelSnapshot snapshot = Flights.handMade(Flights.LATE, 0.5f, -1.25f);

    ModelSnapshot decoded = SnapshotCodec.decode(SnapshotCodec.encode(snapshot));

    assertThat(decoded.version()).isEqualTo(new Version(3, 1200));
    assertThat(decoded.weights()).containsExactly(0.5f, -1.25f);
  }

  static List<Target> everyKindOfTarget() {
    return List.of(Flights.LATE, Flights.CAUSE, Flights.MINUTES);
  }

  @ParameterizedTest
  @MethodSource("everyKindOfTarget")
  void whatWasWrittenIsRead(Target target) {
    ModelSnapshot snapshot =
        Flights.handMade(target, Float.MIN_VALUE, -0.0f, Float.MAX_VALUE, 1e-30f);

    ModelSnapshot decoded = SnapshotCodec.decode(SnapshotCodec.encode(snapshot));

    assertThat(decoded).usingRecursiveComparison().isEqualTo(snapshot);
    assertThat(decoded.spec()).isEqualTo(Flights.spec(target));
  }

  @Test
  void aSnapshotThatLearnedNothingIsRead() {
    ModelSnapshot some = Flights.handMade(Flights.LATE);
    ModelSnapshot none =
        new ModelSnapshot(
            some.spec(),
            "",
            new Version(1, 0),
            Lineage.NONE,
            new byte[0],
            List.of(),
            new byte[0],
            new float[0]);

    assertThat(SnapshotCodec.decode(SnapshotCodec.encode(none)))
        .usingRecursiveComparison()
        .isEqualTo(none);
  }

  @Test
  void equalSnapshotsGiveEqualBytes() {
    assertThat(SnapshotCodec.encode(Flights.handMade(Flights.LATE, 1, 2, 3))).isEqualTo(bytes);
  }

  @Test
  void theBodyIsARecordOfTheReleasedSchema() throws IOException {
    Schema schema;
    try (InputStream resource = ModelSnapshot.class.getResourceAsStream("snapshot-4.avsc")) {
      schema = new Schema.Parser().parse(resource);
    }
    BinaryDecoder body =
        DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER - 4, null);

    GenericRecord record = new GenericDatumReader<GenericRecord>(schema).read(null, body);

    assertThat(body.isEnd()).isTrue();
    assertThat(record.get("key")).hasToString("ORD/ü");
    assertThat(record.get("kernelType")).hasToString("any");
    assertThat(((ByteBuffer) record.get("weights")).order(ByteOrder.LITTLE_ENDIAN))
        .isEqualTo(ByteBuffer.wrap(new byte[] {0, 0, -128, 63, 0, 0, 0, 64, 0, 0, 64, 64}));
  }

  @ParameterizedTest
  @EnumSource
  void aPoolsBodyIsARecordOfTheReleasedSchema(Pools of) throws IOException {
    Schema schema;
    int format = Math.max(4, of.format());
    try (InputStream resource =
        ModelSnapshot.class.getResourceAsStream("snapshot-" + format + ".avsc")) {
      schema = new Schema.Parser().parse(resource);
    }
    try (Model model = of.learned()) {
      ModelSnapshot snapshot = model.snapshot(new Version(3, 90), Lineage.NONE);
      byte[] encoded = SnapshotCodec.encode(snapshot);
      BinaryDecoder body =
          DecoderFactory.get().binaryDecoder(encoded, HEADER, encoded.length - HEADER - 4, null);

      GenericRecord record = new GenericDatumReader<GenericRecord>(schema).read(null, body);

      assertThat(body.isEnd()).isTrue();
      assertThat(record.get("pool")).isEqualTo(ByteBuffer.wrap(snapshot.pool()));
      GenericRecord pool = (GenericRecord) ((GenericRecord) record.get("spec")).get("pool");
      assertThat((List<?>) pool.get("members")).hasSameSizeAs(of.pool().members());
      assertThat(pool.get("mix")).hasToString(of.pool().mix().name());
    }
  }

  @Test
  void aBodyWithASourceIsARecordOfTheReleasedSchema() throws IOException {
    Schema schema;
    try (InputStream resource = ModelSnapshot.class.getResourceAsStream("snapshot-6.avsc")) {
      schema = new Schema.Parser().parse(resource);
    }
    try (Model model = LearnedModels.learned(Flights.LATE)) {
      byte[] encoded =
          SnapshotCodec.encode(model.snapshot(new Version(3, 90), Flights.LINEAGE_WITH_SOURCE));
      BinaryDecoder body =
          DecoderFactory.get().binaryDecoder(encoded, HEADER, encoded.length - HEADER - 4, null);

      GenericRecord record = new GenericDatumReader<GenericRecord>(schema).read(null, body);

      assertThat(body.isEnd()).isTrue();
      GenericRecord source = (GenericRecord) ((GenericRecord) record.get("lineage")).get("source");
      assertThat(source.get("generation")).isEqualTo(2L);
      assertThat(source.get("step")).isEqualTo(11L);
    }
  }

  @Test
  void aBodyOfOneNetworkWithIntervalsIsARecordOfTheNewestSchema() throws IOException {
    Schema schema;
    try (InputStream resource = ModelSnapshot.class.getResourceAsStream("snapshot-7.avsc")) {
      schema = new Schema.Parser().parse(resource);
    }
    try (Model model = LearnedModels.withIntervals()) {
      ModelSnapshot snapshot = model.snapshot(new Version(3, 90), Lineage.NONE);
      byte[] encoded = SnapshotCodec.encode(snapshot);
      BinaryDecoder body =
          DecoderFactory.get().binaryDecoder(encoded, HEADER, encoded.length - HEADER - 4, null);

      GenericRecord record = new GenericDatumReader<GenericRecord>(schema).read(null, body);

      assertThat(body.isEnd()).isTrue();
      assertThat(((GenericRecord) record.get("spec")).get("intervals")).isEqualTo(0.9);
      assertThat(record.get("pool")).isEqualTo(ByteBuffer.wrap(snapshot.pool()));
    }
  }

  @Test
  void aSnapshotCutAnywhereIsTorn() {
    for (int length = 0; length < bytes.length; length++) {
      byte[] torn = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> SnapshotCodec.decode(torn))
          .as("cut at %d", length)
          .isInstanceOf(CorruptSnapshotException.class)
          .hasMessageContaining("torn snapshot");
    }
  }

  @Test
  void aSnapshotAlteredAnywhereIsRefused() {
    for (int bit = 0; bit < Byte.SIZE * bytes.length; bit++) {
      byte[] altered = bytes.clone();
      altered[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThatThrownBy(() -> SnapshotCodec.decode(altered))
          .as("altered at bit %d", bit)
          .isInstanceOf(CorruptSnapshotException.class)
          .hasMessageContaining("snapshot");
    }
  }

  @Test
  void aSnapshotWithBytesBehindItIsAltered() {
    assertThatThrownBy(() -> SnapshotCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(CorruptSnapshotException.class)
        .hasMessageContaining("altered snapshot");
  }

  @Test
  void anUnknownFormatIsNamed() {
    byte[] later = bytes.clone();
    later[7] = 8;

    assertThatThrownBy(() -> SnapshotCodec.decode(later))
        .isInstanceOf(CorruptSnapshotException.class)
        .hasMessage("unknown snapshot format: 8; this build reads formats 1..7");
  }

  @Test
  void bytesThatAreNoSnapshotAreNamed() {
    assertThatThrownBy(
            () -> SnapshotCodec.decode("{\"json\": true}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(CorruptSnapshotException.class)
        .hasMessageContaining("do not start with GRDS");
  }

  @Test
  void noLengthIsBelievedEvenUnderARightChecksum() {
    for (int position = HEADER; position < bytes.length - 4; position++) {
      byte[] lying = bytes.clone();
      lying[position] = (byte) 0xff;
      lying[Math.min(position + 1, bytes.length - 5)] = (byte) 0x7f;
      signed(lying);
      try {
        SnapshotCodec.decode(lying); // a changed weight or offset is a snapshot all the same
      } catch (CorruptSnapshotException expected) {
        assertThat(expected).hasMessageContaining("altered snapshot");
      }
    }
  }

  @Test
  void aFieldTypeOfNoBuildIsRefusedUnderARightChecksum() {
    byte[] altered = bytes.clone();
    int time = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("TIME");
    altered[time] = 'L';
    signed(altered);

    assertThatThrownBy(() -> SnapshotCodec.decode(altered))
        .isInstanceOf(CorruptSnapshotException.class)
        .hasMessageContaining("LIME");
  }

  private static void signed(byte[] snapshot) {
    CRC32C crc = new CRC32C();
    crc.update(snapshot, 0, snapshot.length - 4);
    ByteBuffer.wrap(snapshot).putInt(snapshot.length - 4, (int) crc.getValue());
  }
}
