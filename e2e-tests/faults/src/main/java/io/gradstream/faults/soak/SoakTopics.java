package io.gradstream.faults.soak;

import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics of a long run. A broker maps the indexes of all its segments into memory, so a log
 * that is kept for ever would grow its resident memory, by design; these logs are cut short. What
 * is cut was read long before.
 */
final class SoakTopics {

  private static final int PARTITIONS = 2;
  private static final long SEGMENT = 8L << 20; // bytes

  private final LearnerSpec spec;
  private final long kept;

  /**
   * @param kept bytes of each partition that are not deleted; -1 for all
   */
  SoakTopics(LearnerSpec spec, long kept) {
    this.spec = spec;
    this.kept = kept;
  }

  List<NewTopic> all() {
    Topics own = Topics.of(spec.name());
    Stream<NewTopic> cut =
        Stream.of(
                spec.events().topic(),
                ((LabelsSpec.OwnTopic) spec.labels()).topic(),
                own.predictions(),
                own.metrics(),
                own.deadLetters())
            .map(name -> topic(name, cut()));
    return Stream.concat(cut, Stream.of(topic(own.models(), compacted()))).toList();
  }

  private static NewTopic topic(String name, Map<String, String> configuration) {
    return new NewTopic(name, PARTITIONS, (short) 1).configs(configuration);
  }

  private Map<String, String> cut() {
    return Map.of(
        TopicConfig.SEGMENT_BYTES_CONFIG, Long.toString(SEGMENT),
        TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(kept));
  }

  private static Map<String, String> compacted() {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_COMPACT,
        TopicConfig.SEGMENT_BYTES_CONFIG,
        Long.toString(SEGMENT),
        TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
        "0.1");
  }
}
