package io.gradstream.operators.ml;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.ml.api.Model;
import org.apache.flink.ml.common.datastream.TableUtils;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.util.ParamUtils;
import org.apache.flink.ml.util.ReadWriteUtils;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/**
 * Predicts rows with the newest version of its model data, a table of {@code version STRING} (as
 * {@code GENERATION.STEP}) and {@code snapshot BYTES}.
 *
 * <p>A version is replaced by every newer one as it comes and by no older one. Rows before the
 * first version wait for it, up to {@code waitingRows} a subtask. Each row names the version that
 * really predicted it; a row that cannot be predicted (no vector, one of another size, no model in
 * time) goes on with nulls in the three columns and is counted in the metric {@code
 * unpredictedRows}.
 */
public final class OnlineNetworkModel
    implements Model<OnlineNetworkModel>, OnlineNetworkModelParams<OnlineNetworkModel> {

  private static final long serialVersionUID = 1;

  private final HashMap<Param<?>, Object> paramMap = new HashMap<>();
  private transient Table modelData;
  private transient int transforms;
  private transient int saves;

  public OnlineNetworkModel() {
    ParamUtils.initializeMapWithDefaultValues(paramMap, this);
  }

  @Override
  public OnlineNetworkModel setModelData(Table... inputs) {
    modelData = Inputs.only(inputs);
    return this;
  }

  @Override
  public Table[] getModelData() {
    return new Table[] {requireModelData()};
  }

  /**
   * @param inputs one table with the features column
   * @return the table with three columns more: prediction DOUBLE, raw prediction vector, version
   *     STRING
   */
  @Override
  public Table[] transform(Table... inputs) {
    Table input = Inputs.only(inputs);
    StreamTableEnvironment tables = Inputs.environment(input);
    RowTypeInfo inputType = TableUtils.getRowTypeInfo(input.getResolvedSchema());
    DataStream<Row> rows = tables.toDataStream(input);
    PredictOperator operator =
        new PredictOperator(rows.getType(), featuresIndex(inputType), getWaitingRows());
    DataStream<Row> predicted =
        rows.connect(modelDataStream().broadcast())
            .transform("predict", withPrediction(inputType), operator)
            .uid(MlStateNames.predictUid(getName(), transforms++));
    return new Table[] {tables.fromDataStream(predicted)};
  }

  /**
   * Writes the parameters at once and joins to the job an operator that keeps the newest version in
   * {@code path/data}, from the first one until the job ends.
   */
  @Override
  public void save(String path) throws IOException {
    ReadWriteUtils.saveMetadata(this, path);
    modelDataStream()
        .process(new KeepNewest(path))
        .returns(ModelData.ROWS)
        .name("save")
        .uid(MlStateNames.saveUid(getName(), saves++))
        .setParallelism(1);
  }

  /** The model that {@link #save} wrote, with the newest version there now. */
  public static OnlineNetworkModel load(StreamTableEnvironment tables, String path)
      throws IOException {
    OnlineNetworkModel model = ReadWriteUtils.loadStageParam(path);
    List<Row> newest = List.of(new SnapshotFolder(path).read().row());
    DataStream<Row> data =
        TableUtils.getExecutionEnvironment(tables)
            .fromData(newest, ModelData.ROWS)
            .uid(MlStateNames.loadUid(model.getName()));
    return model.setModelData(tables.fromDataStream(data));
  }

  /** The servable of the model that {@link #save} wrote. */
  public static OnlineNetworkModelServable loadServable(String path) throws IOException {
    return OnlineNetworkModelServable.load(path);
  }

  @Override
  public Map<Param<?>, Object> getParamMap() {
    return paramMap;
  }

  private int featuresIndex(RowTypeInfo inputType) {
    int index = inputType.getFieldIndex(getFeaturesCol());
    if (index < 0) {
      throw new IllegalArgumentException(
          "featuresCol must be a column of the table: featuresCol=%s, columns=%s"
              .formatted(getFeaturesCol(), List.of(inputType.getFieldNames())));
    }
    return index;
  }

  private RowTypeInfo withPrediction(RowTypeInfo input) {
    Stream<TypeInformation<?>> types = Stream.of(Types.DOUBLE, VectorType.DENSE, Types.STRING);
    Stream<String> names =
        Stream.of(getPredictionCol(), getRawPredictionCol(), getModelVersionCol());
    return new RowTypeInfo(
        Stream.concat(Stream.of(input.getFieldTypes()).map(VectorType::inPlaceOf), types)
            .toArray(TypeInformation<?>[]::new),
        Stream.concat(Stream.of(input.getFieldNames()), names).toArray(String[]::new));
  }

  private DataStream<Row> modelDataStream() {
    Table data = requireModelData();
    return Inputs.environment(data).toDataStream(data);
  }

  private Table requireModelData() {
    if (modelData == null) {
      throw new IllegalStateException(
          "the model has no model data: fit an OnlineNetwork, load a model or call setModelData");
    }
    return modelData;
  }
}
