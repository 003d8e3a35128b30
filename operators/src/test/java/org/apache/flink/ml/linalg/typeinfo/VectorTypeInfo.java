package org.apache.flink.ml.linalg.typeinfo;

import io.gradstream.operators.OpaqueType;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.ml.linalg.Vector;

/**
 * Stands in for the class of that name, which Flink ML's stages declare their columns with and
 * which cannot make a serializer on Flink 2.
 */
public final class VectorTypeInfo extends OpaqueType<Vector> {

  private static final long serialVersionUID = 1;

  public static final VectorTypeInfo INSTANCE = new VectorTypeInfo();

  public VectorTypeInfo() {
    super(Vector.class);
  }

  @Override
  public TypeSerializer<Vector> createSerializer(SerializerConfig config) {
    return new VectorSerializer();
  }

  @Override
  public String toString() {
    return "Vector";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VectorTypeInfo;
  }

  @Override
  public int hashCode() {
    return 1;
  }
}
