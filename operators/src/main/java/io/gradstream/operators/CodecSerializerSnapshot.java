package io.gradstream.operators;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * What a checkpoint remembers of a {@link CodecSerializer}: the name of its kind. Public with a
 * constructor without arguments because Flink makes it by reflection on a restore; a test makes one
 * for kinds of its own.
 *
 * <p>On a restore Flink asks today's kind about the checkpoint's: the same is read as it is, one
 * that it {@linkplain Kind#takesOver takes over} is read by the old form and written by the new
 * one, and any other is refused here, by the names of both: Flink itself names no kinds.
 */
public class CodecSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {

  private static final int VERSION = 1;

  private Kind kind;

  /** For Flink: {@link #readSnapshot} fills it. */
  public CodecSerializerSnapshot() {}

  CodecSerializerSnapshot(Kind kind) {
    this.kind = kind;
  }

  /**
   * @throws IllegalArgumentException when there is none of that name
   */
  Kind kind(String name) {
    return RecordKind.valueOf(name);
  }

  @Override
  public final int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public final void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(kind.name());
  }

  @Override
  public final void readSnapshot(int version, DataInputView in, ClassLoader classLoader)
      throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "serializer snapshot version must be 1: " + version + "; use the release that wrote it");
    }
    String name = in.readUTF();
    try {
      kind = kind(name);
    } catch (IllegalArgumentException unknown) {
      throw new IOException(
          "record kind of the checkpoint is not known: " + name + "; use the release that wrote it",
          unknown);
    }
  }

  @Override
  public final TypeSerializer<T> restoreSerializer() {
    return new CodecSerializer<>(kind);
  }

  @Override
  public final TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    if (old instanceof CodecSerializerSnapshot<T> snapshot) {
      if (snapshot.kind == kind) {
        return TypeSerializerSchemaCompatibility.compatibleAsIs();
      }
      if (kind.takesOver(snapshot.kind)) {
        return TypeSerializerSchemaCompatibility.compatibleAfterMigration();
      }
      throw refused(snapshot.kind.name());
    }
    throw refused(old.getClass().getName());
  }

  private FlinkRuntimeException refused(String old) {
    return new FlinkRuntimeException(
        ("the checkpoint holds state of kind %s, which %s of this release does not take over;"
                + " restore it with the release that wrote it")
            .formatted(old, kind.name()));
  }
}
