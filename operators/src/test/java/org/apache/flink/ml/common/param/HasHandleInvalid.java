package org.apache.flink.ml.common.param;

import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.param.ParamValidators;
import org.apache.flink.ml.param.StringParam;
import org.apache.flink.ml.param.WithParams;

/**
 * Stands in for the interface of that name, which Flink ML's stages need and which no resolvable
 * artifact of 2.2.0 holds.
 */
public interface HasHandleInvalid<T> extends WithParams<T> {

  Param<String> HANDLE_INVALID =
      new StringParam(
          "handleInvalid",
          "What becomes of invalid rows.",
          "error",
          ParamValidators.inArray("error", "skip", "keep"));

  default String getHandleInvalid() {
    return get(HANDLE_INVALID);
  }

  default T setHandleInvalid(String handling) {
    return set(HANDLE_INVALID, handling);
  }
}
