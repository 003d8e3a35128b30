package org.apache.flink.ml.linalg.typeinfo;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.ml.linalg.Vector;

/**
 * Stands in for the class of that name, which Flink ML's stages declare their columns with and
 * which cannot make a serializer on Flink 2.
 */
public final class VectorTypeInfo extends TypeInformation<Vector> {

  private static final long serialVersionUID = 1;

  public static final VectorTypeInfo INSTANCE = new VectorTypeInfo();

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<Vector> getTypeClass() {
    return Vector.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
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

  @Override
  public boolean canEqual(Object other) {
    return other instanceof VectorTypeInfo;
  }
}
