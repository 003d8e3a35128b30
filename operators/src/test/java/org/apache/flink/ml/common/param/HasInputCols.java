package org.apache.flink.ml.common.param;

import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.param.ParamValidators;
import org.apache.flink.ml.param.StringArrayParam;
import org.apache.flink.ml.param.WithParams;

/**
 * Stands in for the interface of that name, which Flink ML's stages need and which no resolvable
 * artifact of 2.2.0 holds.
 */
public interface HasInputCols<T> extends WithParams<T> {

  Param<String[]> INPUT_COLS =
      new StringArrayParam("inputCols", "Input columns.", null, ParamValidators.nonEmptyArray());

  default String[] getInputCols() {
    return get(INPUT_COLS);
  }

  default T setInputCols(String... columns) {
    return set(INPUT_COLS, columns);
  }
}
