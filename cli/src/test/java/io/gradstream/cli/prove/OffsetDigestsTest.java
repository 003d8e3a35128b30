package io.gradstream.cli.prove;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.cli.topics.OffsetRange;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetDigestsTest {

  /** Offsets with the holes that transactions and compaction leave. */
  private static long[] offsets(int count) {
    Random random = new Random(count);
    long[] offsets = new long[count];
    for (int i = 0; i < count; i++) {
      long before = i == 0 ? 100 : offsets[i - 1];
      offsets[i] = before + 1 + (random.nextInt(10) == 0 ? random.nextInt(30) : 0);
    }
    return offsets;
  }

  private static byte[] record(long offset, long changed) {
    return (offset == changed ? "changed" : "record " + offset).getBytes(UTF_8);
  }

  private static OffsetDigests fill(OffsetDigests digests, long[] offsets, long changed) {
    LongStream.of(offsets).forEach(offset -> digests.add(offset, record(offset, changed)));
    return digests;
  }

  private static LearnedPartition partition(OffsetDigests of, long[] offsets) {
    SortedMap<Long, byte[]> nodes = of.nodes();
    return new LearnedPartition(
        new TopicPartition("events", 0),
        new OffsetRange(offsets[0], offsets[offsets.length - 1] + 1),
        of.records(),
        of.level(),
        nodes);
  }

  @Test
  void fewRecordsAreANodeEach() {
    long[] offsets = offsets(300);

    OffsetDigests digests = fill(OffsetDigests.few(), offsets, -1);

    assertThat(digests.level()).isZero();
    assertThat(digests.records()).isEqualTo(300);
    assertThat(digests.nodes().keySet()).hasSize(300).contains(offsets[0], offsets[299]);
  }

  @Test
  void howManyRecordsThereMayBeTheNodesAreFewAndTheSameAsOfTheLevel() {
    for (int count : new int[] {4_096, 4_097, 10_000, 50_003}) {
      long[] offsets = offsets(count);
      OffsetDigests few = fill(OffsetDigests.few(), offsets, -1);
      OffsetDigests given = fill(OffsetDigests.at(few.level()), offsets, -1);

      assertThat(few.nodes()).as("%d", count).hasSizeLessThanOrEqualTo(4_098);
      assertThat(few.nodes().keySet()).isEqualTo(given.nodes().keySet());
      assertThat(partition(given, offsets).differences(partition(few, offsets))).isEmpty();
    }
  }

  @Test
  void theNodeOfARecordThatWasChangedIsFound() {
    for (int count : new int[] {1, 2, 300, 4_097, 20_000}) {
      long[] offsets = offsets(count);
      OffsetDigests then = fill(OffsetDigests.few(), offsets, -1);
      for (int which : new int[] {0, count / 2, count - 1}) {
        OffsetDigests now = fill(OffsetDigests.at(then.level()), offsets, offsets[which]);

        List<OffsetRange> found = partition(now, offsets).differences(partition(then, offsets));

        assertThat(found).hasSize(1);
        assertThat(found.get(0).from()).isLessThanOrEqualTo(offsets[which]);
        assertThat(found.get(0).to())
            .isGreaterThan(offsets[which])
            .isEqualTo(found.get(0).from() + (1L << then.level()));
      }
    }
  }

  @Test
  void recordsThatAreGoneOrNewAreFound() {
    long[] offsets = offsets(100);
    long[] fewer = LongStream.of(offsets).filter(offset -> offset != offsets[40]).toArray();
    LearnedPartition all = partition(fill(OffsetDigests.few(), offsets, -1), offsets);
    LearnedPartition without = partition(fill(OffsetDigests.few(), fewer, -1), fewer);
    List<OffsetRange> place = List.of(new OffsetRange(offsets[40], offsets[40] + 1));

    assertThat(without.differences(all)).isEqualTo(place);
    assertThat(all.differences(without)).isEqualTo(place);
  }
}
