package io.gradstream.learning.seen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.schemas.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BucketedSeenIdsTest {

  private final MapIdStore store = new MapIdStore();
  private final SeenIds seen = new SeenIds(Duration.ofMillis(1000));

  @Test
  void usageExample() {
    BucketedSeenIds ids = BucketedSeenIds.of(store);
    assertThat(seen.isDuplicate("a", 10, ids)).isFalse();
    ids.write();

    BucketedSeenIds restored = BucketedSeenIds.of(store);
    assertThat(seen.isDuplicate("a", 20, restored)).isTrue();
    assertThat(seen.isDuplicate("b", 20, restored)).isFalse();
    assertThat(seen.isDuplicate("a", 1011, restored)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 5000})
  void findsWhatMapsFindHoweverOftenTheyAreWrittenAndReadAgain(int every) {
    InMemorySeenIds maps = new InMemorySeenIds();
    BucketedSeenIds ids = BucketedSeenIds.of(store);
    Random random = new Random(every);
    long time = -3000;
    for (int i = 0; i < 20_000; i++) {
      time += random.nextInt(2000) == 0 ? random.nextInt(4000) : random.nextInt(2);
      String id = id(random.nextInt(4000));

      assertThat(seen.isDuplicate(id, time, ids)).isEqualTo(seen.isDuplicate(id, time, maps));
      if (random.nextInt(every) == 0) {
        ids.write();
        ids = random.nextBoolean() ? BucketedSeenIds.of(store) : ids;
      }
    }
  }

  /** Some are longer than seven or fourteen bits can say, some have no byte for a letter. */
  private static String id(int number) {
    return switch (number % 97) {
      case 0 -> "x".repeat(number);
      case 1 -> "øé漢" + number;
      case 2 -> "x".repeat(16_384) + number;
      default -> Integer.toString(number);
    };
  }

  @Test
  void whatLiesInTheStoreDoesNotDependOnWhenItWasWritten() {
    MapIdStore once = new MapIdStore();
    BucketedSeenIds together = BucketedSeenIds.of(once);
    BucketedSeenIds apart = BucketedSeenIds.of(store);
    Random random = new Random(3);
    for (int i = 0; i < 5000; i++) {
      String id = "id" + random.nextInt(100_000);
      seen.isDuplicate(id, i, together);
      seen.isDuplicate(id, i, apart);
      if (random.nextInt(40) == 0) {
        apart.write();
        apart = BucketedSeenIds.of(store);
      }
    }
    together.write();
    apart.write();

    assertThat(store.shown()).isEqualTo(once.shown());
  }

  @Test
  void bucketsStaySmallHoweverManyIdsThereAre() {
    SeenIds day = new SeenIds(Duration.ofDays(1));
    BucketedSeenIds ids = BucketedSeenIds.of(store);
    for (int i = 0; i < 100_000; i++) {
      day.isDuplicate("sensor-" + i, i, ids);
      if (i % 10_000 == 0) {
        ids.write();
      }
    }
    ids.write();

    assertThat(store.buckets()).isBetween(100_000 / 16 / 2, 100_000 / 16 + 1);
    assertThat(store.largest()).isLessThan(4 * 16 * 30);
  }

  @Test
  void aFilterNeverDeniesWhatIsThereAndMostlyWhatIsNot() {
    IdFilter filter = IdFilter.of(1000);
    for (int id = 0; id < 2000; id++) {
      filter.add(hash("id" + id));
    }
    assertThat(IntStream.range(0, 2000)).allMatch(id -> filter.mayHold(hash("id" + id)));
    assertThat(IntStream.range(2000, 12_000).filter(id -> filter.mayHold(hash("id" + id))).count())
        .isLessThan(300);
    assertThat(filter.isFull(2000)).isFalse();
    assertThat(IdFilter.of(1L << 40)).isNull();
  }

  @Test
  void aHalfWhoseEpochIsOverLeavesNothing() {
    BucketedSeenIds ids = BucketedSeenIds.of(store);
    for (int i = 0; i < 1000; i++) {
      seen.isDuplicate("id" + i, i, ids);
    }
    ids.write();
    seen.isDuplicate("later", 2000, ids);
    ids.write();
    assertThat(store.buckets()).isEqualTo(1);
  }

  /** Where an id lies is on users' disks: a change to these numbers is a break of checkpoints. */
  @Test
  void idsStayWhereTheyAre() {
    assertThat(hash("")).isEqualTo(0);
    assertThat(hash("1234567")).isEqualTo(-1451962078);
    assertThat(hash("12345678")).isEqualTo(1911726609);
    assertThat(hash("a longer id, ø")).isEqualTo(1458372838);
    BucketedSeenIds ids = BucketedSeenIds.of(store);
    seen.isDuplicate("a", 10, ids);
    seen.isDuplicate("bc", 11, ids);
    ids.write();
    assertThat(store.shown())
        .isEqualTo(
            "01"
                + "0000000000000000"
                + "02"
                + "00"
                + " 0"
                + ("01" + "0161" + "000000000000000a" + "026263" + "000000000000000b"));
  }

  private static int hash(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    return IdBucket.hash(bytes, 0, bytes.length);
  }

  @Test
  void bucketsOfAnotherFormatAreRefused() {
    store.putCounts(HexFormat.of().parseHex("0100000000000000000100"));
    store.putBucket(0, 0, new byte[] {2, 0});

    assertThatThrownBy(() -> seen.isDuplicate("a", 1, BucketedSeenIds.of(store)))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("format 1");
    store.putCounts(new byte[] {2});
    assertThatThrownBy(() -> BucketedSeenIds.of(store))
        .isInstanceOf(MalformedRecordException.class);
  }
}
