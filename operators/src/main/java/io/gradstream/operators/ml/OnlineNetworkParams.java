package io.gradstream.operators.ml;

import org.apache.flink.ml.param.DoubleParam;
import org.apache.flink.ml.param.IntArrayParam;
import org.apache.flink.ml.param.IntParam;
import org.apache.flink.ml.param.LongParam;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.param.ParamValidators;
import org.apache.flink.ml.param.StringParam;

/** Parameters of {@link OnlineNetwork}. */
public interface OnlineNetworkParams<T> extends OnlineNetworkModelParams<T> {

  Param<String> LABEL_COL =
      new StringParam(
          "labelCol", "Column of labels, any numeric type.", "label", ParamValidators.notNull());

  Param<Integer[]> HIDDEN_LAYERS =
      new IntArrayParam(
          "hiddenLayers",
          "Width of each hidden layer, first to last; empty for a linear model.",
          new Integer[] {64, 32},
          OnlineNetworkParams::areWidths);

  Param<String> ACTIVATION =
      new StringParam(
          "activation",
          "What follows each hidden layer.",
          "relu",
          ParamValidators.inArray("relu", "tanh", "sigmoid", "linear"));

  Param<String> TASK =
      new StringParam(
          "task",
          "binary: labels 0 and 1; multiclass: labels 0 to classes - 1; regression: any number.",
          "binary",
          ParamValidators.inArray("binary", "multiclass", "regression"));

  Param<Integer> CLASSES =
      new IntParam(
          "classes", "Number of classes of a multiclass task.", 2, ParamValidators.gtEq(2));

  Param<Double> LEARNING_RATE =
      new DoubleParam(
          "learningRate",
          "Learning rate of Adam, in (0, 1].",
          0.001,
          ParamValidators.inRange(0, 1, false, true));

  Param<Integer> BATCH_SIZE =
      new IntParam(
          "batchSize",
          "Examples in a mini-batch, over all input; one step each.",
          32,
          ParamValidators.inRange(1, 65_536));

  Param<Long> SEED = new LongParam("seed", "Initial weights follow from it alone.", 0L);

  Param<Integer> SNAPSHOT_EVERY_STEPS =
      new IntParam(
          "snapshotEverySteps",
          "A version is published when its step is a multiple of this.",
          100,
          ParamValidators.gt(0));

  Param<Integer> VECTOR_SIZE =
      new IntParam(
          "vectorSize",
          "Size of the feature vectors; 0: that of the first row.",
          0,
          ParamValidators.gtEq(0));

  Param<Long> GENERATION =
      new LongParam(
          "generation",
          "First part of the versions of a job that starts without state; -1: the epoch"
              + " millisecond of fit, so that a later fit's versions are greater.",
          -1L,
          ParamValidators.gtEq(-1));

  /** Whether each is a width a layer can have. */
  static boolean areWidths(Integer[] layers) {
    if (layers == null) {
      return false;
    }
    for (Integer width : layers) {
      if (width == null || width < 1) {
        return false;
      }
    }
    return true;
  }

  default String getLabelCol() {
    return get(LABEL_COL);
  }

  default T setLabelCol(String column) {
    return set(LABEL_COL, column);
  }

  default Integer[] getHiddenLayers() {
    return get(HIDDEN_LAYERS);
  }

  default T setHiddenLayers(Integer... widths) {
    return set(HIDDEN_LAYERS, widths);
  }

  default String getActivation() {
    return get(ACTIVATION);
  }

  default T setActivation(String activation) {
    return set(ACTIVATION, activation);
  }

  default String getTask() {
    return get(TASK);
  }

  default T setTask(String task) {
    return set(TASK, task);
  }

  default int getClasses() {
    return get(CLASSES);
  }

  default T setClasses(int classes) {
    return set(CLASSES, classes);
  }

  default double getLearningRate() {
    return get(LEARNING_RATE);
  }

  default T setLearningRate(double learningRate) {
    return set(LEARNING_RATE, learningRate);
  }

  default int getBatchSize() {
    return get(BATCH_SIZE);
  }

  default T setBatchSize(int examples) {
    return set(BATCH_SIZE, examples);
  }

  default long getSeed() {
    return get(SEED);
  }

  default T setSeed(long seed) {
    return set(SEED, seed);
  }

  default int getSnapshotEverySteps() {
    return get(SNAPSHOT_EVERY_STEPS);
  }

  default T setSnapshotEverySteps(int steps) {
    return set(SNAPSHOT_EVERY_STEPS, steps);
  }

  default int getVectorSize() {
    return get(VECTOR_SIZE);
  }

  default T setVectorSize(int size) {
    return set(VECTOR_SIZE, size);
  }

  default long getGeneration() {
    return get(GENERATION);
  }

  default T setGeneration(long generation) {
    return set(GENERATION, generation);
  }
}
