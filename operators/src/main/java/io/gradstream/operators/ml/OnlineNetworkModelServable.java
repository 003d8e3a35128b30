package io.gradstream.operators.ml;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.servable.api.DataFrame;
import org.apache.flink.ml.servable.api.ModelServable;
import org.apache.flink.ml.servable.api.Row;
import org.apache.flink.ml.servable.types.BasicType;
import org.apache.flink.ml.servable.types.DataTypes;
import org.apache.flink.ml.util.ParamUtils;
import org.apache.flink.ml.util.ServableReadWriteUtils;

/**
 * Predicts data frames with a version of a model, without a Flink job; its predictions are bit for
 * bit those of {@link OnlineNetworkModel}. Not thread safe; lets its memory go on {@link #close()}.
 */
public final class OnlineNetworkModelServable
    implements ModelServable<OnlineNetworkModelServable>,
        OnlineNetworkModelParams<OnlineNetworkModelServable>,
        AutoCloseable {

  private final Map<Param<?>, Object> paramMap = new HashMap<>();
  private final NewestModel model = new NewestModel();

  public OnlineNetworkModelServable() {
    ParamUtils.initializeMapWithDefaultValues(paramMap, this);
  }

  /** The servable of what {@link OnlineNetworkModel#save} wrote. */
  public static OnlineNetworkModelServable load(String path) throws IOException {
    OnlineNetworkModelServable servable =
        ServableReadWriteUtils.loadServableParam(path, OnlineNetworkModelServable.class);
    servable.model.offer(new SnapshotFolder(path).read().snapshot());
    return servable;
  }

  /**
   * Takes a version in place of an older one; a version that is not newer changes nothing.
   *
   * @param inputs one stream, the bytes of a snapshot; read to its end, left open
   */
  @Override
  public OnlineNetworkModelServable setModelData(InputStream... inputs) throws IOException {
    if (inputs.length != 1) {
      throw new IllegalArgumentException("one snapshot is expected: " + inputs.length + " given");
    }
    model.offer(inputs[0].readAllBytes());
    return this;
  }

  /** Adds the columns that {@link OnlineNetworkModel#transform} adds. */
  @Override
  public DataFrame transform(DataFrame input) {
    if (!model.isPresent()) {
      throw new IllegalStateException(
          "the servable has no model: load what a model saved or call setModelData");
    }
    int features = featuresIndex(input);
    List<Double> predictions = new ArrayList<>();
    List<Vector> raw = new ArrayList<>();
    List<String> versions = new ArrayList<>();
    for (Row row : input.collect()) {
      Optional<VectorPrediction> prediction = model.predict(row.getAs(features));
      predictions.add(prediction.map(VectorPrediction::prediction).orElse(null));
      raw.add(prediction.map(VectorPrediction::raw).orElse(null));
      versions.add(prediction.map(p -> p.version().toString()).orElse(null));
    }
    return input
        .addColumn(getPredictionCol(), DataTypes.DOUBLE, predictions)
        .addColumn(getRawPredictionCol(), DataTypes.VECTOR(BasicType.DOUBLE), raw)
        .addColumn(getModelVersionCol(), DataTypes.STRING, versions);
  }

  private int featuresIndex(DataFrame input) {
    int index = input.getColumnNames().indexOf(getFeaturesCol());
    if (index < 0) {
      throw new IllegalArgumentException(
          "featuresCol must be a column of the data frame: featuresCol=%s, columns=%s"
              .formatted(getFeaturesCol(), input.getColumnNames()));
    }
    return index;
  }

  @Override
  public Map<Param<?>, Object> getParamMap() {
    return paramMap;
  }

  @Override
  public void close() {
    model.close();
  }
}
