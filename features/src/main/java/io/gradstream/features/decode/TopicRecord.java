package io.gradstream.features.decode;

import java.util.function.Function;

/**
 * A record of a topic.
 *
 * @param key null for none
 * @param value null for none
 * @param timestamp epoch milliseconds; negative for none
 * @param headers the value of the last one of a name, null for none
 */
public record TopicRecord(
    String topic,
    int partition,
    long timestamp,
    byte[] key,
    byte[] value,
    Function<String, byte[]> headers) {}
