package org.apache.flink.ml.common.param;

import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.param.ParamValidators;
import org.apache.flink.ml.param.StringParam;
import org.apache.flink.ml.param.WithParams;

/**
 * Stands in for the interface of that name, which Flink ML's stages need and which no resolvable
 * artifact of 2.2.0 holds.
 */
public interface HasOutputCol<T> extends WithParams<T> {

  Param<String> OUTPUT_COL =
      new StringParam("outputCol", "Output column.", "output", ParamValidators.notNull());

  default String getOutputCol() {
    return get(OUTPUT_COL);
  }

  default T setOutputCol(String column) {
    return set(OUTPUT_COL, column);
  }
}
