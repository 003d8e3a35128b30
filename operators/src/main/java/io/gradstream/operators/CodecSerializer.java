package io.gradstream.operators;

import io.gradstream.operators.record.BinaryForm;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The one serializer of all our records: a binary form named by its {@link Kind}. The records are
 * immutable, so a copy is the record itself.
 */
final class CodecSerializer<T> extends TypeSerializer<T> {

  private static final long serialVersionUID = 1;

  private final Kind kind;
  private transient BinaryForm<T> form;

  CodecSerializer(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  @SuppressWarnings("unchecked") // the kind stands for the type
  private BinaryForm<T> form() {
    if (form == null) {
      form = (BinaryForm<T>) kind.newForm();
    }
    return form;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    form().write(value, target);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    return form().read(source);
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return form().read(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    form().write(form().read(source), target);
  }

  @Override
  public T copy(T from) {
    return from;
  }

  @Override
  public T copy(T from, T reuse) {
    return from;
  }

  @Override
  public T createInstance() {
    return null;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return new CodecSerializer<>(kind);
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return kind.snapshot();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodecSerializer<?> serializer && serializer.kind == kind;
  }

  @Override
  public int hashCode() {
    return kind.name().hashCode();
  }
}
