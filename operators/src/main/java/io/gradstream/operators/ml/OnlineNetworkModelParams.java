package io.gradstream.operators.ml;

import org.apache.flink.ml.param.IntParam;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.param.ParamValidators;
import org.apache.flink.ml.param.StringParam;
import org.apache.flink.ml.param.WithParams;

/** Parameters of {@link OnlineNetworkModel} and its servable; column names as Flink ML has them. */
public interface OnlineNetworkModelParams<T> extends WithParams<T> {

  Param<String> NAME =
      new StringParam(
          "name",
          "Name of the learner, and prefix of its operators' uids: unique within a job.",
          "online-network",
          ParamValidators.notNull());

  Param<String> FEATURES_COL =
      new StringParam(
          "featuresCol", "Column of feature vectors.", "features", ParamValidators.notNull());

  Param<String> PREDICTION_COL =
      new StringParam(
          "predictionCol",
          "Column of predictions: class index, or value.",
          "prediction",
          ParamValidators.notNull());

  Param<String> RAW_PREDICTION_COL =
      new StringParam(
          "rawPredictionCol",
          "Column of raw predictions: probability of each class, or value.",
          "rawPrediction",
          ParamValidators.notNull());

  Param<String> MODEL_VERSION_COL =
      new StringParam(
          "modelVersionCol",
          "Column of the version that predicted, as GENERATION.STEP.",
          "modelVersion",
          ParamValidators.notNull());

  Param<Integer> WAITING_ROWS =
      new IntParam(
          "waitingRows",
          "Rows a subtask keeps until the first model comes; beyond it, the oldest goes on without"
              + " a prediction.",
          10_000,
          ParamValidators.gtEq(0));

  default String getName() {
    return get(NAME);
  }

  default T setName(String name) {
    return set(NAME, name);
  }

  default String getFeaturesCol() {
    return get(FEATURES_COL);
  }

  default T setFeaturesCol(String column) {
    return set(FEATURES_COL, column);
  }

  default String getPredictionCol() {
    return get(PREDICTION_COL);
  }

  default T setPredictionCol(String column) {
    return set(PREDICTION_COL, column);
  }

  default String getRawPredictionCol() {
    return get(RAW_PREDICTION_COL);
  }

  default T setRawPredictionCol(String column) {
    return set(RAW_PREDICTION_COL, column);
  }

  default String getModelVersionCol() {
    return get(MODEL_VERSION_COL);
  }

  default T setModelVersionCol(String column) {
    return set(MODEL_VERSION_COL, column);
  }

  default int getWaitingRows() {
    return get(WAITING_ROWS);
  }

  default T setWaitingRows(int rows) {
    return set(WAITING_ROWS, rows);
  }
}
