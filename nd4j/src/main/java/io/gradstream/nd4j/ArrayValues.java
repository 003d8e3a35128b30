package io.gradstream.nd4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Values of an array, whatever its order, strides and type. */
final class ArrayValues {

  private ArrayValues() {}

  /** Row-major. */
  static float[] of(INDArray array) {
    INDArray floats = array.castTo(DataType.FLOAT).dup('c');
    float[] values = floats.isEmpty() ? new float[0] : floats.data().asFloat();
    floats.close();
    return values;
  }
}
