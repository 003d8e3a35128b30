package io.gradstream.operators;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a checkpoint remembers of a {@link CodecSerializer}: the name of its kind. Public with a
 * constructor without arguments because Flink makes it by reflection on a restore.
 */
public final class CodecSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {

  private static final int VERSION = 1;

  private RecordKind kind;

  /** For Flink: {@link #readSnapshot} fills it. */
  public CodecSerializerSnapshot() {}

  CodecSerializerSnapshot(RecordKind kind) {
    this.kind = kind;
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(kind.name());
  }

  @Override
  public void readSnapshot(int version, DataInputView in, ClassLoader classLoader)
      throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "serializer snapshot version must be 1: " + version + "; use the release that wrote it");
    }
    String name = in.readUTF();
    try {
      kind = RecordKind.valueOf(name);
    } catch (IllegalArgumentException unknown) {
      throw new IOException(
          "record kind of the checkpoint is not known: " + name + "; use the release that wrote it",
          unknown);
    }
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new CodecSerializer<>(kind);
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    return old instanceof CodecSerializerSnapshot<T> snapshot && snapshot.kind == kind
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
