package io.gradstream.operators.record;

/**
 * A schema that a registry has told, as it lies in a checkpoint.
 *
 * @param registry its URL: another registry may mean something else by the same id
 */
public record KnownSchema(String registry, int id, String text) {}
