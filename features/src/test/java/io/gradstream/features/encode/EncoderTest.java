package io.gradstream.features.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.encode.FeatureSpec.TimePart;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.schemas.MalformedRecordException;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EncoderTest {

  private static final EventSchema SCHEMA =
      new EventSchema(
          List.of(
              new EventField("distance", FieldType.NUMBER, false),
              new EventField("delayed", FieldType.BOOLEAN, false),
              new EventField("origin", FieldType.TEXT, false),
              new EventField("scheduled", FieldType.TIME, false),
              new EventField("seats", FieldType.NUMBER, false)),
          ZoneOffset.UTC);

  private static final List<FeatureSpec> FEATURES =
      List.of(
          new FeatureSpec.Numeric("distance"),
          new FeatureSpec.Category("origin", 4, 3),
          new FeatureSpec.Flag("delayed"),
          new FeatureSpec.TimeParts("scheduled", List.of(TimePart.DAY_OF_WEEK)),
          new FeatureSpec.Category("seats", 2, 2));

  private static final Encoder.RowClaimed NOBODY = (table, row) -> {};

  private final Encoder encoder = new Encoder(SCHEMA, FEATURES);

  @Test
  void usageExample() {
    float[] dense = new float[encoder.width()];
    int[] rows = new int[encoder.tables()];
    Event event = event(500.0, true, "ATL", 0L, 150.0);

    encoder.learn(event, dense, 0, rows, 0, NOBODY);
    encoder.encode(event, dense, 0, rows, 0);

    assertThat(encoder.columns())
        .startsWith("distance", "distance.missing", "delayed", "delayed.missing")
        .endsWith("scheduled.dayOfWeek.7")
        .hasSize(encoder.width());
    assertThat(dense).containsExactly(0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0); // 1970-01-01: Thursday
    assertThat(rows).containsExactly(2, 2);
  }

  @Test
  void aSchemaTakesTheLengthsOfArraysFromItsFeatures() {
    EventSchema schema =
        new EventSchema(
            List.of(
                new EventField("image", FieldType.NUMBERS, true),
                new EventField("text", FieldType.TEXT, false)),
            ZoneOffset.UTC);
    FeatureSpec image = numbers("image", 2, 3, 1);

    EventSchema fitted =
        Encoder.fitting(
            schema, List.of(image, numbers("image", 6), FeatureSpec.Tokens.bytes("text", 9)));

    assertThat(fitted.fields())
        .containsExactly(
            new EventField("image", FieldType.NUMBERS, true, 6),
            new EventField("text", FieldType.TEXT, false));
    assertThat(Encoder.fitting(fitted, List.of(image))).isEqualTo(fitted);
    assertThatThrownBy(() -> Encoder.fitting(schema, List.of(image, numbers("image", 7))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("all features must read image as one number of values: 6 and 7, of shape [7]");
  }

  private static FeatureSpec numbers(String field, Integer... shape) {
    return new FeatureSpec.Numbers(field, List.of(shape), new FeatureSpec.Scaling.None());
  }

  @Test
  void tablesHaveTwoRowsMoreThanTheyHoldValues() {
    assertThat(encoder.tableSpecs())
        .containsExactly(new TableSpec("origin", 5, 4), new TableSpec("seats", 4, 2));
  }

  @Test
  void missingIsToldApartFromZero() {
    assertThat(encode(event(null, null, null, null, null)).dense)
        .containsExactly(0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0);
    assertThat(encode(event(null, false, null, null, null)).dense).startsWith(0, 1, 0, 0);
  }

  @Test
  void aNumberIsZeroUntilItsDeviationIsKnown() {
    learn(event(7.0, null, null, null, null));
    assertThat(encode(event(9.0, null, null, null, null)).dense[0]).isZero();
    learn(event(7.0, null, null, null, null));
    assertThat(encode(event(9.0, null, null, null, null)).dense[0]).isZero();
  }

  @Test
  void aNumberIsItsDistanceFromTheMeanInDeviations() {
    learn(event(2.0, null, null, null, null));
    learn(event(4.0, null, null, null, null)); // mean 3, deviation 1
    assertThat(encode(event(5.0, null, null, null, null)).dense[0]).isEqualTo(2f);
    assertThat(encode(event(1e18, null, null, null, null)).dense[0]).isEqualTo(5f);
    assertThat(encode(event(-1e18, null, null, null, null)).dense[0]).isEqualTo(-5f);
  }

  @Test
  void missingNumbersDoNotEnterTheStatistics() {
    byte[] before = encoder.statistics();
    learn(event(null, true, null, 5L, null));
    assertThat(encoder.statistics()).isEqualTo(before);
  }

  @Test
  void anExampleIsScaledWithTheStatisticsBeforeIt() {
    learn(event(2.0, null, null, null, null));
    learn(event(4.0, null, null, null, null));
    assertThat(learn(event(5.0, null, null, null, null)).dense[0]).isEqualTo(2f);
    assertThat(encode(event(5.0, null, null, null, null)).dense[0]).isNotEqualTo(2f);
  }

  @Test
  void anExampleReadsTheRowItClaims() {
    assertThat(encode(event(null, null, "ATL", null, null)).rows[0]).isZero();
    assertThat(learn(event(null, null, "ATL", null, null)).rows[0]).isEqualTo(2);
  }

  @Test
  void aMissingCategoryReadsItsOwnRowAndClaimsNone() {
    List<String> claims = new ArrayList<>();
    Encoded encoded = learn(event(null, null, null, null, null), claims);
    assertThat(encoded.rows).containsExactly(1, 1);
    assertThat(claims).isEmpty();
  }

  @Test
  void aNumberMayBeACategory() {
    learn(event(null, null, null, null, 150.0));
    assertThat(encode(event(null, null, null, null, 150.0)).rows[1]).isEqualTo(2);
    assertThat(encode(event(null, null, null, null, 151.0)).rows[1]).isZero();
  }

  @Test
  void theLeastRecentlyLearnedValueGivesItsRow() {
    List<String> claims = new ArrayList<>();
    for (String origin : List.of("A", "B", "C", "A", "D", "D", "B")) {
      learn(event(null, null, origin, null, null), claims);
    }
    // D takes the row of B, the least recent after A came again; B then takes that of C.
    assertThat(claims).containsExactly("0/2", "0/3", "0/4", "0/3", "0/4");
    assertThat(encode(event(null, null, "C", null, null)).rows[0]).isZero();
  }

  @Test
  void queriesNeverChangeState() {
    learnRandomly(encoder, new Random(1), 200);
    byte[] statistics = encoder.statistics();
    byte[] origins = encoder.categories(0);
    Random random = new Random(2);
    for (int i = 0; i < 1000; i++) {
      encode(randomEvent(random));
    }
    assertThat(encoder.statistics()).isEqualTo(statistics);
    assertThat(encoder.categories(0)).isEqualTo(origins);
  }

  @Test
  void restoredEncoderContinuesBitForBit() {
    learnRandomly(encoder, new Random(3), 500);
    Encoder restored = copyOf(encoder);
    Random left = new Random(4);
    Random right = new Random(4);
    for (int i = 0; i < 500; i++) {
      List<String> leftClaims = new ArrayList<>();
      List<String> rightClaims = new ArrayList<>();
      Encoded expected = learn(encoder, randomEvent(left), leftClaims);
      Encoded found = learn(restored, randomEvent(right), rightClaims);
      assertThat(found.dense).isEqualTo(expected.dense);
      assertThat(found.rows).isEqualTo(expected.rows);
      assertThat(rightClaims).isEqualTo(leftClaims);
    }
    assertSameState(restored, encoder);
  }

  @Test
  void writesAtTheOffsetsItIsGivenAndNowhereElse() {
    float[] dense = new float[encoder.width() + 4];
    int[] rows = new int[encoder.tables() + 2];
    Arrays.fill(dense, 9);
    Arrays.fill(rows, 9);
    encoder.encode(event(null, null, null, null, null), dense, 2, rows, 1);
    assertThat(dense).startsWith(9, 9, 0, 1).endsWith(0, 9, 9);
    assertThat(rows).containsExactly(9, 1, 1, 9);
  }

  @Test
  void goldenFilesAreReadAndWritten() throws IOException {
    Encoder learned = new Encoder(SCHEMA, FEATURES);
    learned.learn(event(100.0, true, "ATL", 0L, 1.0), new float[11], 0, new int[2], 0, NOBODY);
    learned.learn(event(250.5, true, "Zürich", 0L, 2.0), new float[11], 0, new int[2], 0, NOBODY);
    learned.learn(event(-3.0, true, "ATL", 0L, 3.0), new float[11], 0, new int[2], 0, NOBODY);
    Encoder restored = new Encoder(SCHEMA, FEATURES);
    restored.restoreStatistics(golden("encoder-statistics-2.bin"));
    restored.restoreCategories(0, golden("encoder-categories-1.bin"));
    restored.restoreCategories(1, learned.categories(1));

    assertSameState(restored, learned);
    assertThat(learned.statistics()).isEqualTo(golden("encoder-statistics-2.bin"));
    assertThat(learned.categories(0)).isEqualTo(golden("encoder-categories-1.bin"));
    Encoder first = copyOf(restored);
    first.restoreStatistics(golden("encoder-statistics-1.bin"));
    Event next = event(70.5, false, "Zürich", 0L, 2.0);
    for (int i = 0; i < 3; i++) { // learns on as the newer one does
      assertThat(encodeToLearn(first, next)).isEqualTo(encodeToLearn(learned, next));
    }
  }

  @Test
  void damagedStatisticsAreRefusedAndChangeNothing() {
    learnRandomly(encoder, new Random(5), 50);
    byte[] whole = encoder.statistics();
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> encoder.restoreStatistics(part))
          .isInstanceOf(MalformedRecordException.class);
    }
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    assertThatThrownBy(() -> encoder.restoreStatistics(longer))
        .hasMessageContaining("1 bytes are left over");
    assertThat(encoder.statistics()).isEqualTo(whole);
  }

  @Test
  void statisticsOfOtherFeaturesAreRefused() {
    byte[] other = new Encoder(SCHEMA, List.of(new FeatureSpec.Numeric("seats"))).statistics();
    assertThatThrownBy(() -> encoder.restoreStatistics(other))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("feature must be distance: seats");
  }

  @Test
  void statisticsOfAFutureFormatAreRefused() {
    byte[] bytes = encoder.statistics();
    bytes[0] = 3;
    assertThatThrownBy(() -> encoder.restoreStatistics(bytes))
        .hasMessageContaining("format version must be in 1..2: 3");
  }

  @Test
  void randomBytesAreNoState() {
    Random random = new Random(6);
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      if (bytes.length > 0) {
        bytes[0] = 1;
      }
      assertThatThrownBy(() -> encoder.restoreStatistics(bytes))
          .isInstanceOf(MalformedRecordException.class);
      assertThatThrownBy(() -> encoder.restoreCategories(0, bytes))
          .isInstanceOf(MalformedRecordException.class);
    }
  }

  @Test
  void aFeatureOfAnUnknownFieldIsRefused() {
    assertThatThrownBy(() -> new Encoder(SCHEMA, List.of(new FeatureSpec.Numeric("distanse"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("distanse")
        .hasMessageContaining("[distance, delayed, origin, scheduled, seats]");
  }

  @Test
  void aFeatureOfAnotherTypeIsRefused() {
    List<FeatureSpec> wrong =
        List.of(
            new FeatureSpec.Numeric("origin"),
            new FeatureSpec.Flag("distance"),
            new FeatureSpec.TimeParts("distance", List.of(TimePart.MONTH)));
    for (FeatureSpec feature : wrong) {
      assertThatThrownBy(() -> new Encoder(SCHEMA, List.of(feature)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("needs a field of type");
    }
  }

  @Test
  void aTableWithoutRoomIsRefused() {
    assertThatThrownBy(() -> new Encoder(SCHEMA, List.of(new FeatureSpec.Category("origin", 8, 0))))
        .hasMessageContaining("capacity=0");
  }

  @Test
  void scaledNumbersHaveAboutZeroMeanAndUnitDeviation() {
    Random random = new Random(8);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 5000; i++) {
      float z = learn(event(1000 + 30 * random.nextGaussian(), null, null, null, null)).dense[0];
      sum += z;
      squares += z * z;
    }
    assertThat(sum / 5000).isCloseTo(0, within(0.05));
    assertThat(squares / 5000).isCloseTo(1, within(0.05));
  }

  private record Encoded(float[] dense, int[] rows) {}

  private Encoded encode(Event event) {
    Encoded encoded = new Encoded(new float[encoder.width()], new int[encoder.tables()]);
    encoder.encode(event, encoded.dense, 0, encoded.rows, 0);
    return encoded;
  }

  private Encoded learn(Event event) {
    return learn(event, new ArrayList<>());
  }

  private Encoded learn(Event event, List<String> claims) {
    return learn(encoder, event, claims);
  }

  private static Encoded learn(Encoder encoder, Event event, List<String> claims) {
    Encoded encoded = new Encoded(new float[encoder.width()], new int[encoder.tables()]);
    encoder.learn(
        event, encoded.dense, 0, encoded.rows, 0, (table, row) -> claims.add(table + "/" + row));
    return encoded;
  }

  private static void learnRandomly(Encoder encoder, Random random, int events) {
    for (int i = 0; i < events; i++) {
      learn(encoder, randomEvent(random), new ArrayList<>());
    }
  }

  private static Event randomEvent(Random random) {
    return event(
        random.nextInt(5) == 0 ? null : random.nextGaussian() * 100,
        random.nextInt(5) == 0 ? null : random.nextBoolean(),
        random.nextInt(5) == 0 ? null : "origin" + random.nextInt(6),
        random.nextInt(5) == 0 ? null : (long) random.nextInt(),
        random.nextInt(5) == 0 ? null : (double) random.nextInt(4));
  }

  private static Event event(
      Double distance, Boolean delayed, String origin, Long scheduled, Double seats) {
    return Event.of(distance, delayed, origin, scheduled, seats);
  }

  private static Encoder copyOf(Encoder encoder) {
    Encoder copy = new Encoder(SCHEMA, FEATURES);
    copy.restoreStatistics(encoder.statistics());
    for (int table = 0; table < encoder.tables(); table++) {
      copy.restoreCategories(table, encoder.categories(table));
    }
    return copy;
  }

  private static void assertSameState(Encoder found, Encoder expected) {
    assertThat(found.statistics()).isEqualTo(expected.statistics());
    for (int table = 0; table < expected.tables(); table++) {
      assertThat(found.categories(table)).isEqualTo(expected.categories(table));
    }
  }

  private static float[] encodeToLearn(Encoder encoder, Event event) {
    float[] dense = new float[11];
    encoder.learn(event, dense, 0, new int[2], 0, NOBODY);
    return dense;
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = EncoderTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }

  @Test
  void whatFitsOfAnotherEncoderIsTakenOver() {
    encoder.learn(event(500.0, true, "ATL", 0L, 150.0), new float[20], 0, new int[2], 0, NOBODY);
    encoder.learn(event(900.0, true, "JFK", 0L, 180.0), new float[20], 0, new int[2], 0, NOBODY);
    byte[] seats = encoder.categories(1);
    List<FeatureSpec> others =
        List.of(
            new FeatureSpec.Numeric("seats"),
            new FeatureSpec.Category("seats", 2, 2),
            new FeatureSpec.Numeric("distance"),
            new FeatureSpec.Category("origin", 4, 30));
    Encoder other = new Encoder(SCHEMA, others);
    Encoder onlyDistance = new Encoder(SCHEMA, List.of(new FeatureSpec.Numeric("distance")));
    Encoder before = new Encoder(SCHEMA, List.of(new FeatureSpec.Numeric("distance")));
    before.restoreStatistics(encoder.statistics());

    other.takeOver(encoder);
    onlyDistance.takeOver(other);

    assertThat(other.categories(0)).isEqualTo(seats);
    assertThat(other.categories(1))
        .isEqualTo(new Encoder(SCHEMA, others).categories(1)); // of another capacity
    assertThat(onlyDistance.statistics()).isEqualTo(before.statistics());
  }
}
