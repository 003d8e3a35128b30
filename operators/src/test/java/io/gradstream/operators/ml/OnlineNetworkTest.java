package io.gradstream.operators.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.model.ModelSpec;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.OptimizerSpec.Adam;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.ml.param.Param;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlineNetworkTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  @Test
  void usageExample() {
    OnlineNetwork network =
        new OnlineNetwork()
            .setHiddenLayers(16, 8)
            .setActivation("tanh")
            .setTask("multiclass")
            .setClasses(3)
            .setLearningRate(0.01)
            .setBatchSize(64)
            .setSeed(7);
    TrainingOptions options = TrainingOptions.of(network, CLOCK);
    ModelSpec model = options.model(5);
    assertThat(model.seed()).isEqualTo(7);
    assertThat(model.features()).hasSize(5);
    assertThat(model.target()).isEqualTo(new MultiClassTarget(List.of("0", "1", "2")));
    assertThat(model.layers())
        .containsExactly(new DenseSpec(16, Activation.TANH), new DenseSpec(8, Activation.TANH));
    assertThat(options.learn().training().optimizer())
        .isEqualTo(new Adam(0.01f, 0.9f, 0.999f, 1e-8f));
    assertThat(options.learn().batch()).isEqualTo(64);
  }

  @Test
  void defaultsAndNamesOfParametersStay() {
    Map<String, Object> defaults = new TreeMap<>();
    for (Map.Entry<Param<?>, Object> param : new OnlineNetwork().getParamMap().entrySet()) {
      defaults.put(param.getKey().name, param.getValue());
    }
    Integer[] layers = (Integer[]) defaults.remove("hiddenLayers");
    assertThat(layers).containsExactly(64, 32);
    assertThat(defaults)
        .hasToString(
            "{activation=relu, batchSize=32, classes=2, featuresCol=features, generation=-1,"
                + " labelCol=label, learningRate=0.001, modelVersionCol=modelVersion,"
                + " name=online-network, predictionCol=prediction, rawPredictionCol=rawPrediction,"
                + " seed=0, snapshotEverySteps=100, task=binary, vectorSize=0,"
                + " waitingRows=10000}");
  }

  @Test
  void refusesParametersOutOfTheirRange() {
    OnlineNetwork network = new OnlineNetwork();
    assertThatThrownBy(() -> network.setLearningRate(3)).hasMessageContaining("learningRate");
    assertThatThrownBy(() -> network.setHiddenLayers(8, 0)).hasMessageContaining("hiddenLayers");
    assertThatThrownBy(() -> network.setTask("ranking")).hasMessageContaining("task");
    assertThatThrownBy(() -> network.setBatchSize(0)).hasMessageContaining("batchSize");
  }

  @Test
  void aLaterFitHasGreaterVersionsByDefault() {
    Clock later = Clock.offset(CLOCK, Duration.ofMillis(1));
    assertThat(TrainingOptions.of(new OnlineNetwork(), later).generation())
        .isGreaterThan(TrainingOptions.of(new OnlineNetwork(), CLOCK).generation());
  }

  @Test
  void loadedEstimatorHasTheSavedParameters(@TempDir Path folder) throws Exception {
    OnlineNetwork saved =
        new OnlineNetwork().setHiddenLayers(4).setTask("regression").setSeed(1L << 40);
    String path = folder.resolve("stage").toString();
    saved.save(path);
    OnlineNetwork loaded = OnlineNetwork.load(null, path);
    assertThat(TrainingOptions.of(loaded, CLOCK)).isEqualTo(TrainingOptions.of(saved, CLOCK));
  }
}
