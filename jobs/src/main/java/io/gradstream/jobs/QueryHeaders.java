package io.gradstream.jobs;

import java.util.List;

/**
 * Headers of queries and of replies. Those of Spring for Apache Kafka come first, so that its
 * {@code ReplyingKafkaTemplate} is a client as it stands.
 */
public final class QueryHeaders {

  /** By which the asker knows its answer; given back under the name that it came under. */
  public static final List<String> CORRELATION_ID = List.of("kafka_correlationId", "correlationId");

  /** The topic of the reply: text in UTF-8. */
  public static final List<String> REPLY_TOPIC = List.of("kafka_replyTopic", "replyTopic");

  /** The partition of the reply: 4 bytes, big-endian. */
  public static final String REPLY_PARTITION = "kafka_replyPartition";

  /** What became of the query, in every reply: text. */
  public static final String STATUS = "gradstream-status";

  /** What is to be said of it: text in UTF-8; absent for nothing. */
  public static final String MESSAGE = "gradstream-message";

  private QueryHeaders() {}
}
