package io.gradstream.operators.ml;

import static org.apache.flink.table.api.Expressions.array;
import static org.apache.flink.table.api.Expressions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.ml.builder.Pipeline;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.ml.feature.vectorassembler.VectorAssembler;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.ml.servable.api.DataFrame;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class OnlineNetworkIT {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  private static final int ROWS = 4_000;
  private static final TypeInformation<Row> ROW_TYPE =
      Types.ROW_NAMED(
          new String[] {"a", "b", "c", "label"},
          Types.DOUBLE,
          Types.DOUBLE,
          Types.DOUBLE,
          Types.DOUBLE);

  private static final TypeInformation<Row> VECTOR_TYPE =
      Types.ROW_NAMED(new String[] {"features", "label"}, VectorType.DENSE, Types.DOUBLE);

  @TempDir private Path folder;

  private StreamExecutionEnvironment environment;
  private StreamTableEnvironment tables;

  @BeforeEach
  void newJob() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(2);
    environment.enableCheckpointing(50);
    tables = StreamTableEnvironment.create(environment);
  }

  @Test
  void learnsAndPredictsBehindAVectorAssemblerInAPipeline() throws Exception {
    Table input = tables.fromDataStream(rows());
    PipelineModel model = new Pipeline(List.of(assembler(), network())).fit(input);
    List<Row> predicted = collect(model.transform(input)[0]);
    assertThat(predicted).hasSize(ROWS);
    assertThat(predicted)
        .allSatisfy(
            row -> {
              double positive = row.<Vector>getFieldAs("rawPrediction").get(1);
              assertThat(row.getField("prediction")).isEqualTo(positive >= 0.5 ? 1.0 : 0.0);
              assertThat(row.<String>getFieldAs("modelVersion")).startsWith("3.");
            });
  }

  @Test
  void modelDataIsAStreamOfVersions() throws Exception {
    assertThat(collect(fit(rows()).getModelData()[0]))
        .extracting(row -> row.getField("version"))
        .containsExactly("3.25", "3.50", "3.75", "3.100", "3.125");
  }

  /** One channel from source to learner, so that rows come in the same order again. */
  @Test
  void jobThatFailsLearnsTheSameBytesAsAnUndisturbedOne() throws Exception {
    environment.setParallelism(1);
    List<Row> undisturbed = collect(fitVectors(vectors()).getModelData()[0]);
    newJob();
    environment.setParallelism(1);
    DataStream<Row> failing = vectors().map(new FailOnce(ROWS / 2)).returns(VECTOR_TYPE);
    assertThat(collect(fitVectors(failing).getModelData()[0])).isEqualTo(undisturbed);
  }

  @Test
  void savedModelPredictsAlikeInAJobAndInAServable() throws Exception {
    String path = folder.resolve("model").toString();
    fit(rows()).save(path);
    environment.execute();

    newJob();
    Table input = assembler().transform(tables.fromDataStream(rows()))[0];
    List<Row> predicted = collect(OnlineNetworkModel.load(tables, path).transform(input)[0]);
    assertThat(column(predicted, "modelVersion")).containsOnly("3.125");
    assertThat(accuracy(predicted)).isGreaterThan(0.95);

    List<Vector> vectors =
        predicted.stream().map(row -> row.<Vector>getFieldAs("features")).toList();
    try (OnlineNetworkModelServable servable = OnlineNetworkModel.loadServable(path)) {
      DataFrame served = servable.transform(Frames.of(vectors));
      for (String name : List.of("prediction", "rawPrediction", "modelVersion")) {
        assertThat(Frames.column(served, name)).isEqualTo(column(predicted, name));
      }
    }
  }

  @Test
  void pipelineModelSavesAndLoadsWithItsWeights() throws Exception {
    String path = folder.resolve("pipeline").toString();
    Table input = tables.fromDataStream(rows());
    new Pipeline(List.of(assembler(), network())).fit(input).save(path);
    environment.execute();

    newJob();
    PipelineModel loaded = PipelineModel.load(tables, path);
    List<Row> predicted = collect(loaded.transform(tables.fromDataStream(rows()))[0]);
    assertThat(column(predicted, "modelVersion")).containsOnly("3.125");
    assertThat(accuracy(predicted)).isGreaterThan(0.95);
  }

  @Test
  void pipelineOfServableStagesServesWithoutFlink() throws Exception {
    String path = folder.resolve("pipeline").toString();
    new Pipeline(List.of(network())).fit(tables.fromDataStream(vectors())).save(path);
    environment.execute();
    DataFrame served =
        PipelineModel.loadServable(path).transform(Frames.of(List.of(Vectors.dense(0.5, 0.5, 0))));
    assertThat(Frames.column(served, "prediction")).containsExactly(1.0);
    assertThat(Frames.column(served, "modelVersion")).containsExactly("3.125");
  }

  @Test
  void otherColumnsPassThroughWithTheirTypes() throws Exception {
    Table input =
        tables
            .fromDataStream(vectors())
            .addColumns(
                lit(LocalDateTime.parse("2026-01-01T00:00:00")).as("at"),
                lit(new BigDecimal("1.50")).as("price"),
                array(1, 2).as("codes"));
    Table predicted = network().fit(input).transform(input)[0];
    assertThat(collect(predicted))
        .hasSize(ROWS)
        .allSatisfy(
            row -> {
              assertThat(row.getField("at")).isEqualTo(LocalDateTime.parse("2026-01-01T00:00:00"));
              assertThat(row.getField("price")).isEqualTo(new BigDecimal("1.50"));
              assertThat(row.getField("codes")).isEqualTo(new Integer[] {1, 2});
              assertThat(row.<String>getFieldAs("modelVersion")).startsWith("3.");
            });
  }

  private OnlineNetworkModel fit(DataStream<Row> rows) {
    return network().fit(assembler().transform(tables.fromDataStream(rows))[0]);
  }

  private OnlineNetworkModel fitVectors(DataStream<Row> vectors) {
    return network().fit(tables.fromDataStream(vectors));
  }

  private static OnlineNetwork network() {
    return new OnlineNetwork()
        .setHiddenLayers(16)
        .setLearningRate(0.01)
        .setSnapshotEverySteps(25)
        .setGeneration(3);
  }

  private static VectorAssembler assembler() {
    return new VectorAssembler()
        .setInputCols("a", "b", "c")
        .setInputSizes(1, 1, 1)
        .setOutputCol("features");
  }

  private DataStream<Row> rows() {
    return source(Rows.plain(ROWS), ROW_TYPE);
  }

  private DataStream<Row> vectors() {
    return source(Rows.labelled(ROWS), VECTOR_TYPE);
  }

  /** Rows in one order; a tenth between two checkpoints. */
  private DataStream<Row> source(List<Row> rows, TypeInformation<Row> type) {
    List<Row> serializable = new ArrayList<>(rows);
    GeneratorFunction<Long, Row> byIndex = index -> serializable.get(index.intValue());
    @SuppressWarnings("unchecked") // the method of Flink does not say the type
    RateLimiterStrategy<NumberSequenceSplit> pace =
        RateLimiterStrategy.perCheckpoint(rows.size() / 10);
    return environment
        .fromSource(
            new DataGeneratorSource<>(byIndex, rows.size(), pace, type),
            WatermarkStrategy.noWatermarks(),
            "rows")
        .setParallelism(1);
  }

  private List<Row> collect(Table table) throws Exception {
    return tables.toDataStream(table).executeAndCollect(ROWS + 1);
  }

  private static List<Object> column(List<Row> rows, String name) {
    return rows.stream().map(row -> row.getField(name)).toList();
  }

  private static double accuracy(List<Row> predicted) {
    return predicted.stream()
            .filter(row -> row.getField("prediction").equals(row.getField("label")))
            .count()
        / (double) predicted.size();
  }
}
