package io.gradstream.operators.ml;

import static org.apache.flink.table.api.Expressions.$;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.ml.api.Estimator;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.util.ParamUtils;
import org.apache.flink.ml.util.ReadWriteUtils;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/**
 * A network of dense layers that learns from a table of feature vectors and labels for as long as
 * rows come. Its model's data is a stream of versions, one each {@code snapshotEverySteps} updates.
 *
 * <p>Rows are learned in the order they reach one operator. Where the table replays in that order,
 * as a source with one partition does, a job that fails and recovers continues as if nothing had
 * happened: weights, optimizer moments, statistics and versions are bit for bit those of an
 * undisturbed run. Features are scaled by their running mean and deviation, which are part of the
 * model.
 *
 * <p>A row without a usable label (null, NaN, no class of the task) or with a vector of another
 * size than the first is not learned and counted in the metric {@code rejectedRows}.
 */
public final class OnlineNetwork
    implements Estimator<OnlineNetwork, OnlineNetworkModel>, OnlineNetworkParams<OnlineNetwork> {

  private static final long serialVersionUID = 1;

  private final HashMap<Param<?>, Object> paramMap = new HashMap<>();

  public OnlineNetwork() {
    ParamUtils.initializeMapWithDefaultValues(paramMap, this);
  }

  /**
   * @param inputs one table with the features and label columns, bounded or not
   * @return a model that follows the versions as they are learned
   */
  @Override
  public OnlineNetworkModel fit(Table... inputs) {
    Table input = Inputs.only(inputs);
    StreamTableEnvironment tables = Inputs.environment(input);
    TrainingOptions options = TrainingOptions.of(this, Clock.systemUTC());
    DataStream<Row> snapshots =
        tables
            .toDataStream(input.select($(getFeaturesCol()), $(getLabelCol())))
            .keyBy(row -> MlStateNames.KEY, Types.STRING)
            .transform("learn", ModelData.ROWS, new LearnOperator(options))
            .uid(MlStateNames.learnUid(getName()))
            .setParallelism(1)
            .setMaxParallelism(MlStateNames.MAX_PARALLELISM);
    OnlineNetworkModel model =
        new OnlineNetworkModel().setModelData(tables.fromDataStream(snapshots));
    ParamUtils.updateExistingParams(model, paramMap);
    return model;
  }

  @Override
  public void save(String path) throws IOException {
    ReadWriteUtils.saveMetadata(this, path);
  }

  /** The estimator that {@link #save} wrote. */
  public static OnlineNetwork load(StreamTableEnvironment tables, String path) throws IOException {
    return ReadWriteUtils.loadStageParam(path);
  }

  @Override
  public Map<Param<?>, Object> getParamMap() {
    return paramMap;
  }
}
