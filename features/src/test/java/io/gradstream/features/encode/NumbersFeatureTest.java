package io.gradstream.features.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.encode.FeatureSpec.Numbers;
import io.gradstream.features.encode.FeatureSpec.Scaling;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.schemas.MalformedRecordException;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NumbersFeatureTest {

  private static final Encoder.RowClaimed NOBODY = (table, row) -> {};

  static List<Scaling> scalings() {
    return List.of(new Scaling.None(), new Scaling.Divide(255), new Scaling.Online());
  }

  @Test
  void usageExample() {
    Encoder encoder = encoder(new Scaling.Divide(255), 2, 2, 1);

    assertThat(encode(encoder, 0, 51, 255, 510)).containsExactly(0, 0.2f, 1, 2);
    assertThat(encoder.parts()).containsExactly(new Part("a", List.of(2, 2, 1), 0));
    assertThat(encoder.columns()).containsExactly("a.0", "a.1", "a.2", "a.3");
  }

  @Test
  void withoutScalingNumbersAreAsTheyAre() {
    assertThat(encode(encoder(new Scaling.None(), 3), -1.5f, 0, 1e18f))
        .containsExactly(-1.5f, 0, 1e18f);
  }

  @Test
  void aVectorIsScaledAsSoManyNumbers() {
    Encoder vector = encoder(new Scaling.Online(), 2);
    List<FeatureSpec> two = List.of(new FeatureSpec.Numeric("x"), new FeatureSpec.Numeric("y"));
    Encoder numbers =
        new Encoder(
            new EventSchema(
                List.of(
                    new EventField("x", FieldType.NUMBER, false),
                    new EventField("y", FieldType.NUMBER, false)),
                ZoneOffset.UTC),
            two);
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      float x = (float) random.nextGaussian();
      float y = i % 50 == 0 ? 1e10f : 7 + random.nextInt(3);
      float[] expected = new float[4]; // x, missing, y, missing
      numbers.learn(Event.of((double) x, (double) y), expected, 0, new int[0], 0, NOBODY);
      assertThat(learn(vector, x, y)).containsExactly(expected[0], expected[2]);
    }
  }

  @Test
  void eachChannelOfAnImageIsScaledOverAllItsPixels() {
    Encoder encoder = encoder(new Scaling.Online(), 2, 2, 2);
    learn(encoder, 1, 10, 3, 30, 1, 10, 3, 30); // channels: mean 2, 20; deviation 1, 10
    assertThat(encode(encoder, 2, 20, 3, 30, 0, 0, 100, -1000))
        .containsExactly(0, 0, 1, 1, -2, -2, 5, -5);
  }

  @Test
  void eachWidthOfASequenceIsScaledOverAllItsSteps() {
    Encoder encoder = encoder(new Scaling.Online(), 3, 1);
    learn(encoder, 1, 2, 3);
    float unit = (float) (1 / Math.sqrt(2.0 / 3));
    assertThat(encode(encoder, 1, 2, 3)).containsExactly(-unit, 0, unit);
  }

  @Test
  void scaledPixelsHaveAboutZeroMeanAndUnitDeviation() {
    Encoder encoder = encoder(new Scaling.Online(), 8, 8, 1);
    Random random = new Random(2);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 500; i++) {
      for (float z : learn(encoder, image(random, 64))) {
        sum += z;
        squares += z * z;
      }
    }
    assertThat(sum / (500 * 64)).isCloseTo(0, within(0.05));
    assertThat(squares / (500 * 64)).isCloseTo(1, within(0.05));
  }

  @ParameterizedTest
  @MethodSource("scalings")
  void aMissingArrayIsAllZerosAndTeachesNothing(Scaling scaling) {
    Encoder encoder = encoder(scaling, 2, 2);
    learn(encoder, 1, 2, 3, 4);
    byte[] before = encoder.statistics();
    float[] dense = {9, 9, 9, 9};
    encoder.learn(Event.of(new Object[] {null}), dense, 0, new int[0], 0, NOBODY);
    assertThat(dense).containsOnly(0);
    assertThat(encoder.statistics()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("scalings")
  void anArrayOfAnotherLengthIsTakenForMissing(Scaling scaling) {
    Encoder encoder = encoder(scaling, 2, 2);
    learn(encoder, 1, 2, 3, 4);
    byte[] before = encoder.statistics();
    assertThat(learn(encoder, 1, 2, 3)).containsOnly(0);
    assertThat(learn(encoder, 1, 2, 3, 4, 5)).containsOnly(0);
    assertThat(encoder.statistics()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("scalings")
  void learningEncodesAsAQueryJustBeforeWould(Scaling scaling) {
    Encoder encoder = encoder(scaling, 4, 3);
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      float[] image = image(random, 12);
      float[] query = encode(encoder, image);
      assertThat(learn(encoder, image)).isEqualTo(query);
    }
  }

  @ParameterizedTest
  @MethodSource("scalings")
  void theEventIsNotTouched(Scaling scaling) {
    float[] numbers = {1, 2, 3, 4};
    learn(encoder(scaling, 4), numbers);
    assertThat(numbers).containsExactly(1, 2, 3, 4);
  }

  @Test
  void restoredStatisticsContinueBitForBit() {
    Encoder encoder = encoder(new Scaling.Online(), 2, 2, 3);
    Random random = new Random(4);
    for (int i = 0; i < 200; i++) {
      learn(encoder, image(random, 12));
    }
    Encoder restored = encoder(new Scaling.Online(), 2, 2, 3);
    restored.restoreStatistics(encoder.statistics());
    for (int i = 0; i < 200; i++) {
      float[] image = image(random, 12);
      assertThat(learn(restored, image)).isEqualTo(learn(encoder, image));
    }
    assertThat(restored.statistics()).isEqualTo(encoder.statistics());
  }

  @Test
  void statisticsOfAnotherShapeAreRefusedAndChangeNothing() {
    Encoder encoder = encoder(new Scaling.Online(), 3, 2);
    learn(encoder, 1, 2, 3, 4, 5, 6);
    byte[] before = encoder.statistics();
    for (Encoder other :
        List.of(encoder(new Scaling.Online(), 2, 3), encoder(new Scaling.None(), 3, 2))) {
      assertThatThrownBy(() -> encoder.restoreStatistics(other.statistics()))
          .isInstanceOf(MalformedRecordException.class);
    }
    assertThat(encoder.statistics()).isEqualTo(before);
  }

  @Test
  void goldenStatisticsAreReadAndWritten() throws IOException {
    Encoder learned = encoder(new Scaling.Online(), 2, 2);
    learn(learned, 1, 10, 3.5f, -7);
    learn(learned, 0, 11, 255, -8);
    byte[] golden = golden("encoder-array-statistics-2.bin");
    assertThat(learned.statistics()).isEqualTo(golden);

    Encoder restored = encoder(new Scaling.Online(), 2, 2);
    restored.restoreStatistics(golden);
    assertThat(encode(restored, 1, 2, 3, 4)).isEqualTo(encode(learned, 1, 2, 3, 4));
    restored.restoreStatistics(golden("encoder-array-statistics-1.bin"));
    assertThat(encode(restored, 1, 2, 3, 4)) // 255 of four values counted then
        .containsExactly(-0.58186610f, 0.05547002f, -0.56364715f, 0.27735010f);
  }

  @Test
  void partsStandSideBySideAndFeaturesOfOneFieldHaveNamesOfTheirOwn() {
    EventSchema schema =
        new EventSchema(
            List.of(
                new EventField("a", FieldType.NUMBERS, false),
                new EventField("n", FieldType.NUMBER, false),
                new EventField("a#2", FieldType.BOOLEAN, false)),
            ZoneOffset.UTC);
    Encoder encoder =
        new Encoder(
            schema,
            List.of(
                new FeatureSpec.Numeric("n"),
                new Numbers("a", List.of(2, 1), new Scaling.None()),
                new FeatureSpec.Category("n", 4, 8),
                new FeatureSpec.Flag("a#2"),
                new Numbers("a", List.of(2), new Scaling.Online())));

    assertThat(encoder.parts())
        .containsExactly(
            new Part("n", List.of(2), 0),
            new Part("a", List.of(2, 1), 2),
            new Part("a#2", List.of(2), 4),
            new Part("a#3", List.of(2), 6));
    assertThat(encoder.width()).isEqualTo(8);
    float[] dense = new float[8];
    encoder.encode(Event.of(new float[] {3, 4}, null, true), dense, 0, new int[1], 0);
    assertThat(dense).containsExactly(0, 1, 3, 4, 1, 0, 0, 0);
  }

  @Test
  void aShapeHasOneToThreeLengthsAndNotTooManyValues() {
    List<List<Integer>> wrong =
        List.of(
            List.of(),
            List.of(0),
            List.of(2, -2),
            List.of(1, 1, 1, 1),
            List.of(1001, 1000),
            List.of(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE));
    for (List<Integer> shape : wrong) {
      assertThatThrownBy(() -> new Numbers("a", shape, new Scaling.None()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("shape must have 1 to 3 lengths")
          .hasMessageContaining(shape + " (feature a)");
    }
  }

  @Test
  void whatNumbersAreDividedByIsFiniteAndAboveZero() {
    for (float by : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Scaling.Divide(by))
          .hasMessage("divide must be finite and above 0: " + by);
    }
  }

  @Test
  void anArrayFeatureNeedsAnArrayAndACategoryNone() {
    EventSchema schema =
        new EventSchema(
            List.of(
                new EventField("a", FieldType.NUMBERS, false),
                new EventField("n", FieldType.NUMBER, false)),
            ZoneOffset.UTC);
    assertThatThrownBy(
            () -> new Encoder(schema, List.of(new Numbers("n", List.of(1), new Scaling.None()))))
        .hasMessage("feature n needs a field of type NUMBERS: NUMBER");
    assertThatThrownBy(() -> new Encoder(schema, List.of(new FeatureSpec.Category("a", 1, 1))))
        .hasMessage("feature a needs a field of one value: NUMBERS");
  }

  private static float[] image(Random random, int size) {
    float[] image = new float[size];
    IntStream.range(0, size).forEach(i -> image[i] = random.nextInt(256));
    return image;
  }

  private static Encoder encoder(Scaling scaling, Integer... shape) {
    List<FeatureSpec> features = List.of(new Numbers("a", List.of(shape), scaling));
    return new Encoder(
        new EventSchema(List.of(new EventField("a", FieldType.NUMBERS, false)), ZoneOffset.UTC),
        features);
  }

  private static float[] encode(Encoder encoder, float... numbers) {
    float[] dense = new float[encoder.width()];
    Arrays.fill(dense, 9);
    encoder.encode(Event.of((Object) numbers), dense, 0, new int[0], 0);
    return dense;
  }

  private static float[] learn(Encoder encoder, float... numbers) {
    float[] dense = new float[encoder.width()];
    Arrays.fill(dense, 9);
    encoder.learn(Event.of((Object) numbers), dense, 0, new int[0], 0, NOBODY);
    return dense;
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = NumbersFeatureTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }
}
