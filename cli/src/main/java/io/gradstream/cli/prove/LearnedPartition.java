package io.gradstream.cli.prove;

import io.gradstream.cli.topics.OffsetRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * What was read of a partition.
 *
 * @param records how many there are in the range
 * @param level of their tree, see {@link OffsetDigests}
 * @param digests nodes of that level, by their first offsets
 */
record LearnedPartition(
    TopicPartition of,
    OffsetRange range,
    long records,
    int level,
    SortedMap<Long, byte[]> digests) {

  /**
   * Where the partition holds something else than another time.
   *
   * @param then the same partition at the same level
   * @return ranges of one node each
   */
  List<OffsetRange> differences(LearnedPartition then) {
    TreeSet<Long> all = new TreeSet<>(digests.keySet());
    all.addAll(then.digests.keySet());
    List<OffsetRange> differences = new ArrayList<>();
    for (long first : all) {
      if (!Arrays.equals(digests.get(first), then.digests.get(first))) {
        differences.add(new OffsetRange(first, first + (1L << level)));
      }
    }
    return differences;
  }
}
