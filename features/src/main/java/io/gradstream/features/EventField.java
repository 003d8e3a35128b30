package io.gradstream.features;

/**
 * One field the spec reads from an event.
 *
 * @param required an event without it is a dead letter; otherwise absent and null mean missing
 */
public record EventField(String name, FieldType type, boolean required) {}
