package io.gradstream.jobs;

import io.gradstream.learning.spec.QueriesSpec;
import io.gradstream.learning.spec.StartPosition;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * What a deploy finds of the topics of queries and replies.
 *
 * @param partitions of the topic of queries
 * @param starts its end at the deploy: nobody waits for what was asked before any job answered
 */
record QueryTopics(String topic, int partitions, StartOffsets starts, ReplyTopics replies) {

  /**
   * @param partitions of each topic, those of replies too
   */
  static QueryTopics of(QueriesSpec queries, Map<String, Integer> partitions, Admin admin)
      throws InterruptedException, ExecutionException {
    int ofQueries = partitions.get(queries.topic());
    return new QueryTopics(
        queries.topic(),
        ofQueries,
        StartOffsets.of(new StartPosition.Latest(), Map.of(queries.topic(), ofQueries), admin),
        new ReplyTopics(queries.replies(), partitions));
  }
}
