package io.gradstream.operators;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink that a type is written by {@link CodecSerializer}. */
final class CodecTypeInformation<T> extends OpaqueType<T> {

  private static final long serialVersionUID = 1;

  private final RecordKind kind;

  CodecTypeInformation(Class<T> type, RecordKind kind) {
    super(type);
    this.kind = kind;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new CodecSerializer<>(kind);
  }

  @Override
  public String toString() {
    return kind.name();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodecTypeInformation<?> information && information.kind == kind;
  }

  @Override
  public int hashCode() {
    return kind.name().hashCode();
  }
}
