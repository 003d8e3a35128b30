package io.gradstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.MetricReport.Measure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms of what others read too: JSON, and Avro in Confluent framing. */
class PublishedFormsTest {

  private static final int SCHEMA_ID = 70_000;
  private static final RecordForm JSON = new RecordForm.Json();
  private static final RecordForm FRAMED = new RecordForm.Framed(SCHEMA_ID);
  private static final Version VERSION = new Version(3, 1200);
  private static final Position POSITION = new Position(978_307_200_000L, "flights", 2, 41);

  /** A codec with one sample value, whose golden files are named after it. */
  record Subject<T>(
      String name,
      T sample,
      Function<RecordForm, byte[]> encoded,
      Function<byte[], T> decode,
      String schema) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Subject<?>> all() {
    return Stream.of(
        prediction("prediction-of-one", 0.25),
        prediction("prediction-of-classes", 0.25, 0.125, Double.NaN),
        predictionOfMetClasses(),
        predictionOfANumber(),
        predictionWithBounds("prediction-within-bounds", 0.1, 0.25, 1 / 3.0),
        predictionWithBounds("prediction-before-any-bounds", 0.5, Double.NaN, Double.NaN),
        watched("prediction-with-alarm", CodecSubject.watched(new Anomaly(0.875, true), 0.1)),
        watched(
            "prediction-with-alarm-and-bounds",
            CodecSubject.watched(new Anomaly(0.1, false), 0.1, 0, 1 / 3.0)),
        watched(
            "prediction-before-any-evidence",
            CodecSubject.watched(Anomaly.NONE, 123_456_789.01, Double.NaN, Double.NaN)),
        report(),
        letter("dead-letter-of-text", "{\"distance\": \"far\",\t\"é\": 1}\r\n"),
        letter("dead-letter-of-bytes", "a\u0000\u0001b"));
  }

  private static Subject<Prediction> prediction(String name, double... output) {
    PredictionCodec codec = new PredictionCodec(PublishedFormsTest::named);
    Prediction sample =
        new Prediction(
            "flights",
            "é-77",
            output.length == 1 ? "" : "ATL",
            output,
            VERSION,
            output.length == 1 ? Optional.empty() : Optional.of(POSITION),
            978_307_260_000L);
    return new Subject<>(
        name,
        sample,
        form -> codec.encode(sample, form),
        codec::decode,
        PredictionCodec.schema(PredictionCodec.Answers.LISTED));
  }

  /** Classes that were met as labels came. */
  private static Subject<Prediction> predictionOfMetClasses() {
    PredictionCodec codec = new PredictionCodec(PublishedFormsTest::named);
    Prediction sample =
        new Prediction(
            "frauds",
            "é-77",
            "",
            new double[] {0.25, 0.75},
            VERSION,
            Optional.of(POSITION),
            978_307_260_000L,
            Optional.of(List.of("ok", "é \"quoted\"")));
    return new Subject<>(
        "prediction-of-met-classes",
        sample,
        form -> codec.encode(sample, form),
        codec::decode,
        PredictionCodec.schema(PredictionCodec.Answers.MET));
  }

  /** A number that no float is near enough to. */
  private static Subject<Prediction> predictionOfANumber() {
    PredictionCodec codec = new PredictionCodec(PublishedFormsTest::named, true);
    Prediction sample =
        new Prediction(
            "prices",
            "77",
            "",
            new double[] {123_456_789.01},
            VERSION,
            Optional.of(POSITION),
            978_307_260_000L);
    return new Subject<>(
        "prediction-of-a-number",
        sample,
        form -> codec.encode(sample, form),
        codec::decode,
        PredictionCodec.schema(PredictionCodec.Answers.NUMBERS));
  }

  private static Subject<Prediction> predictionWithBounds(String name, double... output) {
    PredictionCodec codec = new PredictionCodec(PublishedFormsTest::bounded, true);
    Prediction sample =
        new Prediction(
            "prices",
            "77",
            "",
            output,
            VERSION,
            Optional.of(POSITION),
            978_307_260_000L,
            Optional.empty(),
            true);
    return new Subject<>(
        name,
        sample,
        form -> codec.encode(sample, form),
        codec::decode,
        PredictionCodec.schema(PredictionCodec.Answers.BOUNDED));
  }

  /** Of a learner with alarms. */
  private static Subject<Prediction> watched(String name, Prediction sample) {
    PredictionCodec codec =
        new PredictionCodec(
            sample.isBounded()
                ? PublishedFormsTest::bounded
                : (output, classes) ->
                    JsonNodeFactory.instance.objectNode().set("value", JsonNumber.of(output[0])),
            true);
    return new Subject<>(
        name,
        sample,
        form -> codec.encode(sample, form),
        codec::decode,
        PredictionCodec.schema(PredictionCodec.Answers.WATCHED));
  }

  private static ObjectNode bounded(double[] output, Optional<List<String>> names) {
    ObjectNode named = JsonNodeFactory.instance.objectNode();
    named.set("value", JsonNumber.of(output[0]));
    named.set("lower", JsonNumber.of(output[1]));
    named.set("upper", JsonNumber.of(output[2]));
    return named;
  }

  /** One number, or classes by name with the likeliest. */
  private static ObjectNode named(double[] output, Optional<List<String>> names) {
    ObjectNode named = JsonNodeFactory.instance.objectNode();
    if (output.length == 1) {
      return named.put("probability", output[0]);
    }
    ObjectNode classes = named.putObject("probabilities");
    for (int i = 0; i < output.length; i++) {
      if (Double.isNaN(output[i])) {
        classes.putNull("class \"" + i + "\"");
      } else {
        classes.put("class \"" + i + "\"", output[i]);
      }
    }
    return named.put("class", "class \"0\"");
  }

  private static Subject<MetricReport> report() {
    MetricReportCodec codec = new MetricReportCodec();
    MetricReport sample =
        new MetricReport(
            "flights",
            "learner-0",
            "",
            Optional.empty(),
            1_700_000_000_000L,
            List.of(
                new Measure("accuracy", 0.765),
                new Measure("auc", Double.NaN),
                new Measure("examples", 1e9)));
    return new Subject<>(
        "report",
        sample,
        form -> codec.encode(sample, form),
        codec::decode,
        MetricReportCodec.schema());
  }

  private static Subject<DeadLetter> letter(String name, String original) {
    DeadLetterCodec codec = new DeadLetterCodec();
    DeadLetter sample =
        new DeadLetter(
            "flights",
            Reason.WRONG_TYPE,
            "distance",
            "distance must be a number: found text 'far'",
            original.getBytes(StandardCharsets.UTF_8),
            "flights",
            1,
            1L << 40,
            978_307_200_000L);
    return new Subject<>(
        name, sample, form -> codec.encode(sample, form), codec::decode, DeadLetterCodec.schema());
  }

  @ParameterizedTest
  @MethodSource("all")
  void goldenFilesAreWritten(Subject<?> subject) throws IOException {
    assertThat(new String(subject.encoded().apply(JSON), StandardCharsets.UTF_8))
        .isEqualTo(new String(golden(subject, ".json"), StandardCharsets.UTF_8));
    assertThat(subject.encoded().apply(FRAMED)).isEqualTo(golden(subject, ".framed"));
  }

  @ParameterizedTest
  @MethodSource("all")
  <T> void goldenFilesAreReadByTheirBytes(Subject<T> subject) throws IOException {
    for (String form : List.of(".json", ".framed")) {
      assertThat(subject.decode().apply(golden(subject, form)))
          .as(form)
          .usingRecursiveComparison()
          .withComparatorForType(Double::compare, Double.class)
          .withComparatorForType(Float::compare, Float.class)
          .isEqualTo(subject.sample());
    }
    assertThat(subject.decode().apply(subject.encoded().apply(new RecordForm.SingleObject())))
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .withComparatorForType(Float::compare, Float.class)
        .isEqualTo(subject.sample());
  }

  @ParameterizedTest
  @MethodSource("all")
  void avrosOwnReaderReadsWhatIsFramed(Subject<?> subject) throws IOException {
    ByteBuffer framed = ByteBuffer.wrap(subject.encoded().apply(FRAMED));
    assertThat(framed.get()).isZero();
    assertThat(framed.getInt()).isEqualTo(SCHEMA_ID);
    Schema schema = new Schema.Parser().parse(subject.schema());
    GenericRecord record =
        new GenericDatumReader<GenericRecord>(schema)
            .read(
                null,
                DecoderFactory.get()
                    .binaryDecoder(framed.array(), framed.position(), framed.remaining(), null));

    assertThat(new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(record))
        .isEqualTo(ByteBuffer.wrap(subject.encoded().apply(new RecordForm.SingleObject())));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyTruncationIsMalformed(Subject<?> subject) {
    for (RecordForm form : List.of(JSON, FRAMED)) {
      byte[] whole = subject.encoded().apply(form);
      for (int length = 0; length < whole.length; length++) {
        byte[] part = Arrays.copyOf(whole, length);
        if (form == FRAMED && isWholeAsOfBefore(subject, part)) {
          continue;
        }
        assertThatThrownBy(() -> subject.decode().apply(part))
            .as("%d bytes of %s", length, form)
            .isInstanceOf(MalformedRecordException.class);
      }
    }
  }

  /** The framing does not tell a record of an older schema from one cut behind its fields. */
  private static boolean isWholeAsOfBefore(Subject<?> subject, byte[] part) {
    if (!(subject.sample() instanceof Prediction of)) {
      return false;
    }
    double[] floats = {(float) of.output()[0]};
    boolean isNumber = of.output().length == 1 || of.isBounded();
    Prediction first = of(of, isNumber ? floats : of.output(), Optional.empty());
    Prediction second = of(of, first.output(), Optional.of(List.of()));
    Prediction third = of(of, new double[] {of.output()[0]}, Optional.empty());
    PredictionCodec ofNumbers = new PredictionCodec(PublishedFormsTest::named, true);
    return Stream.of(first, second)
            .anyMatch(older -> Arrays.equals(part, new PredictionCodec().encode(older, FRAMED)))
        || isNumber && Arrays.equals(part, ofNumbers.encode(third, FRAMED))
        || of.anomaly().isPresent() && part.length == lengthWithoutAnomaly(of);
  }

  private static int lengthWithoutAnomaly(Prediction of) {
    return new PredictionCodec().encode(of, FRAMED).length - Double.BYTES - 1;
  }

  private static Prediction of(Prediction of, double[] output, Optional<List<String>> classes) {
    return new Prediction(
        of.learner(),
        of.id(),
        of.key(),
        output,
        of.version(),
        of.learnedThrough(),
        of.time(),
        classes);
  }

  @ParameterizedTest
  @MethodSource("all")
  void anyMutationIsReadOrMalformed(Subject<?> subject) {
    Random random = new Random(7);
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = subject.encoded().apply(round % 2 == 0 ? JSON : FRAMED);
      bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt(256);
      try {
        assertThat((Object) subject.decode().apply(bytes)).isNotNull();
      } catch (MalformedRecordException expected) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyFieldOfTheObjectIsNeeded(Subject<?> subject) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<String> derived =
        List.of("probability", "probabilities", "class", "classes", "value", "lower", "upper");
    JsonNode object = mapper.readTree(subject.encoded().apply(JSON));
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              ObjectNode without = ((ObjectNode) object.deepCopy()).without(name);
              boolean isNeeded =
                  !derived.contains(name)
                      && !(name.equals("version") && subject.sample() instanceof Prediction)
                      && !(subject.sample() instanceof MetricReport
                          && List.of("generation", "step").contains(name));
              if (isNeeded) {
                assertThatThrownBy(
                        () ->
                            subject
                                .decode()
                                .apply(without.toString().getBytes(StandardCharsets.UTF_8)))
                    .as(name)
                    .isInstanceOf(MalformedRecordException.class);
              }
            });
  }

  @Test
  void everyFloatComesBack() {
    Random random = new Random(5);
    PredictionCodec codec = new PredictionCodec();
    double[] output = new double[50_000];
    for (int i = 0; i < output.length; i++) {
      float any = Float.intBitsToFloat(random.nextInt());
      output[i] = Float.isFinite(any) ? any : i;
    }
    Prediction sample = new Prediction("l", "", "", output, VERSION, Optional.empty(), 1);

    double[] read = codec.decode(codec.encode(sample, JSON)).output();
    for (int i = 0; i < output.length; i++) {
      assertThat((float) read[i]).isEqualTo((float) output[i]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonHasAName(Reason reason) {
    DeadLetterCodec codec = new DeadLetterCodec();
    DeadLetter letter = new DeadLetter("l", reason, "", "", new byte[] {-1}, "t", 0, 0, 0);
    assertThat(codec.decode(codec.encode(letter, JSON)).reason()).isEqualTo(reason);
  }

  private static byte[] golden(Subject<?> subject, String ending) throws IOException {
    String name = subject.name() + ending;
    try (InputStream in = PublishedFormsTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }
}
