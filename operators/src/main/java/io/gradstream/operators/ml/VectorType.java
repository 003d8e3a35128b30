package io.gradstream.operators.ml;

import io.gradstream.operators.OpaqueType;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.SparseVector;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.ml.linalg.typeinfo.DenseVectorSerializer;
import org.apache.flink.ml.linalg.typeinfo.DenseVectorTypeInfo;
import org.apache.flink.ml.linalg.typeinfo.SparseVectorSerializer;
import org.apache.flink.ml.linalg.typeinfo.SparseVectorTypeInfo;
import org.apache.flink.ml.linalg.typeinfo.VectorSerializer;
import org.apache.flink.ml.linalg.typeinfo.VectorTypeInfo;

/**
 * The type of vectors in a stream or a table, to be given wherever one of them is declared. Flink
 * ML's own types of them cannot make a serializer on Flink 2: they were built for a method that it
 * has no longer. The serializers are Flink ML's, so what is written is the same.
 *
 * @param <V> which vectors
 */
public final class VectorType<V extends Vector> extends OpaqueType<V> {

  private static final long serialVersionUID = 1;

  public static final VectorType<DenseVector> DENSE =
      new VectorType<>(DenseVector.class, new DenseVectorSerializer());

  public static final VectorType<SparseVector> SPARSE =
      new VectorType<>(SparseVector.class, new SparseVectorSerializer());

  /** Dense and sparse ones in one stream. */
  public static final VectorType<Vector> ANY =
      new VectorType<>(Vector.class, new VectorSerializer());

  private final TypeSerializer<V> serializer;

  private VectorType(Class<V> type, TypeSerializer<V> serializer) {
    super(type);
    this.serializer = serializer;
  }

  /** The type, or ours in place of one of Flink ML's. */
  static TypeInformation<?> inPlaceOf(TypeInformation<?> type) {
    if (type instanceof DenseVectorTypeInfo) {
      return DENSE;
    } else if (type instanceof SparseVectorTypeInfo) {
      return SPARSE;
    }
    return type instanceof VectorTypeInfo ? ANY : type;
  }

  @Override
  public TypeSerializer<V> createSerializer(SerializerConfig config) {
    return serializer.duplicate();
  }

  @Override
  public String toString() {
    return getTypeClass().getSimpleName();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VectorType<?> vectors && vectors.getTypeClass() == getTypeClass();
  }

  @Override
  public int hashCode() {
    return getTypeClass().getName().hashCode();
  }
}
