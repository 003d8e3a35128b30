package io.gradstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CodecsTest {

  @Test
  void usageExample() {
    PredictionCodec codec = new PredictionCodec();
    Prediction prediction =
        new Prediction(
            "flights", "77", "", new double[] {0.25}, new Version(1, 5), Optional.empty(), 1000);

    Prediction read = codec.decode(codec.encode(prediction));

    assertThat(read).usingRecursiveComparison().isEqualTo(prediction);
  }

  @ParameterizedTest
  @MethodSource("io.gradstream.schemas.CodecSubject#all")
  <T> void goldenFileIsRead(CodecSubject<T> subject) throws IOException {
    T read = subject.decode().apply(golden(subject));
    assertThat(read)
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class) // not a number is itself
        .isEqualTo(subject.sample());
    assertThat(read).hasSameClassAs(subject.sample());
  }

  @ParameterizedTest
  @MethodSource("io.gradstream.schemas.CodecSubject#all")
  void goldenFileIsWritten(CodecSubject<?> subject) throws IOException {
    assertThat(subject.encoded()).isEqualTo(golden(subject));
    assertThat(subject.encoded()).as("a second time, buffers reused").isEqualTo(golden(subject));
  }

  static Stream<Contract> contracts() {
    return Stream.of(
        Contract.PREDICTION,
        Contract.DEAD_LETTER,
        Contract.METRIC_REPORT,
        Contract.CONTROL_COMMAND,
        Contract.PLACED_COMMAND,
        Contract.CLAIM,
        Contract.SNAPSHOT_MESSAGE);
  }

  /** A record of an older version stays when the newest one's comes. */
  @ParameterizedTest
  @MethodSource("contracts")
  void everyReleasedSchemaHasAGoldenFile(Contract contract) throws IOException {
    Set<Long> kept = new HashSet<>();
    for (CodecSubject<?> subject : CodecSubject.all().toList()) {
      if (subject.contract().name().equals(contract.name())) {
        ByteBuffer record = ByteBuffer.wrap(golden(subject)).order(ByteOrder.LITTLE_ENDIAN);
        kept.add(record.getLong(Short.BYTES)); // behind the magic
      }
    }

    assertThat(kept).isEqualTo(released(contract));
    assertThat(kept).allSatisfy(contract::writer);
  }

  /** The fingerprints of the schema files on the class path. */
  private static Set<Long> released(Contract contract) throws IOException {
    Set<Long> fingerprints = new HashSet<>();
    for (int version = 1; ; version++) {
      String resource = "%s-%d.avsc".formatted(contract.name(), version);
      try (InputStream stream = Contract.class.getResourceAsStream(resource)) {
        if (stream == null) {
          return fingerprints;
        }
        Schema schema = new Schema.Parser().parse(stream);
        fingerprints.add(SchemaNormalization.parsingFingerprint64(schema));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.gradstream.schemas.CodecSubject#all")
  void avrosOwnReaderAndWriterAgree(CodecSubject<?> subject) throws IOException {
    var schema = subject.contract().newest();
    GenericRecord record =
        new BinaryMessageDecoder<GenericRecord>(GenericData.get(), schema)
            .decode(subject.encoded());
    byte[] written =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(record).array();

    assertThat(Arrays.copyOf(written, subject.encoded().length)).isEqualTo(subject.encoded());
  }

  @ParameterizedTest
  @MethodSource("io.gradstream.schemas.CodecSubject#all")
  void everyTruncationIsMalformed(CodecSubject<?> subject) {
    byte[] whole = subject.encoded();
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> subject.decode().apply(part))
          .as("%d bytes of %d", length, whole.length)
          .isInstanceOf(MalformedRecordException.class)
          .hasMessageNotContaining("null");
    }
  }

  @ParameterizedTest
  @MethodSource("io.gradstream.schemas.CodecSubject#all")
  void whateverIsLeftOverIsMalformed(CodecSubject<?> subject) {
    byte[] longer = Arrays.copyOf(subject.encoded(), subject.encoded().length + 2);
    assertThatThrownBy(() -> subject.decode().apply(longer))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("2 bytes are left over");
  }

  @ParameterizedTest
  @MethodSource("io.gradstream.schemas.CodecSubject#all")
  void anyMutationDecodesOrIsMalformed(CodecSubject<?> subject) {
    Random random = new Random(7);
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = subject.encoded();
      for (int change = random.nextInt(4); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat((Object) subject.decode().apply(bytes)).isNotNull();
      } catch (MalformedRecordException expected) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @ParameterizedTest
  @MethodSource("io.gradstream.schemas.CodecSubject#all")
  void otherMagicOrFingerprintIsMalformed(CodecSubject<?> subject) {
    for (int i = 0; i < 10; i++) {
      byte[] bytes = subject.encoded();
      bytes[i] ^= 1;
      assertThatThrownBy(() -> subject.decode().apply(bytes))
          .isInstanceOf(MalformedRecordException.class)
          .hasMessageContaining("fingerprint");
    }
  }

  @Test
  void aValueThatCannotBeWrittenLeavesNothingBehind() {
    PredictionCodec codec = new PredictionCodec();
    Prediction whole =
        new Prediction("l", "id", "", new double[1], new Version(0, 0), Optional.empty(), 0);
    Prediction half = new Prediction("l", "id", null, null, null, null, 0);
    byte[] expected = codec.encode(whole);
    assertThatThrownBy(() -> codec.encode(half)).isInstanceOf(NullPointerException.class);
    assertThat(codec.encode(whole)).isEqualTo(expected);
  }

  @Test
  void noBytesAtAllAreMalformed() {
    assertThatThrownBy(() -> new DeadLetterCodec().decode(null))
        .isInstanceOf(MalformedRecordException.class);
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonHasASymbol(DeadLetter.Reason reason) {
    DeadLetterCodec codec = new DeadLetterCodec();
    DeadLetter letter = new DeadLetter("l", reason, "", "", new byte[0], "t", 0, 0, 0);
    assertThat(codec.decode(codec.encode(letter)).reason()).isEqualTo(reason);
  }

  @Test
  void aLearningRateThatCannotBeMeantIsMalformed() {
    ControlCommandCodec codec = new ControlCommandCodec();
    byte[] bytes = codec.encode(new ControlCommand.SetLearningRate("a", 1));
    Arrays.fill(bytes, bytes.length - 4, bytes.length, (byte) 0xFF); // NaN
    assertThatThrownBy(() -> codec.decode(bytes))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("learningRate must be in (0, 1]");
  }

  @Test
  void aNegativeVersionIsMalformed() {
    PredictionCodec codec = new PredictionCodec();
    Prediction prediction =
        new Prediction("", "", "", new double[0], new Version(1, 0), Optional.empty(), 0);
    byte[] bytes = codec.encode(prediction);
    bytes[14] = 1; // header, three empty texts, empty array, then the generation: 1 is zig-zag -1
    assertThatThrownBy(() -> codec.decode(bytes))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("generation and step must be >= 0");
  }

  private static byte[] golden(CodecSubject<?> subject) throws IOException {
    try (InputStream in = CodecsTest.class.getResourceAsStream(subject.name() + ".bin")) {
      assertThat(in).as(subject.name() + ".bin").isNotNull();
      return in.readAllBytes();
    }
  }
}
