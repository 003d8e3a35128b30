package io.gradstream.learning.spec;

import java.util.List;

/**
 * The topic of queries: events that want an answer and nothing else.
 *
 * @param format of its values, which hold what an event holds
 * @param replies topics that a query may have its answer on; the first is that of one that names
 *     none
 */
public record QueriesSpec(String topic, StreamFormat format, List<String> replies) {

  public QueriesSpec {
    replies = List.copyOf(replies);
  }
}
