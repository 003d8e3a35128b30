package io.gradstream.operators.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.ml.servable.api.DataFrame;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OnlineNetworkModelServableTest {

  private static final Vector FEATURES = Vectors.dense(0.4, 0.3, -0.2);

  private static ModelData first;
  private static ModelData second;

  @BeforeAll
  static void learn() throws Exception {
    List<ModelData> versions = Models.learned(2);
    first = versions.get(0);
    second = versions.get(1);
  }

  @Test
  void addsPredictionRawPredictionAndVersion() throws Exception {
    try (OnlineNetworkModelServable servable = servable()) {
      servable.setModelData(stream(second));
      DataFrame frame = servable.transform(Frames.of(List.of(FEATURES)));
      assertThat(frame.getColumnNames())
          .containsExactly("features", "prediction", "rawPrediction", "modelVersion");
      assertThat(Frames.column(frame, "prediction")).containsExactly(1.0);
      assertThat(Frames.column(frame, "modelVersion")).containsExactly("3.8");
    }
  }

  @Test
  void takesNewerVersionsAndNoOlderOnes() throws Exception {
    try (OnlineNetworkModelServable servable = servable()) {
      assertThat(version(servable.setModelData(stream(first)))).isEqualTo("3.4");
      assertThat(version(servable.setModelData(stream(second)))).isEqualTo("3.8");
      assertThat(version(servable.setModelData(stream(first)))).isEqualTo("3.8");
    }
  }

  @Test
  void vectorThatCannotBePredictedHasNoPrediction() throws Exception {
    List<Vector> vectors = new ArrayList<>(List.of(FEATURES, Vectors.dense(1)));
    vectors.add(null);
    try (OnlineNetworkModelServable servable = servable()) {
      DataFrame frame = servable.setModelData(stream(first)).transform(Frames.of(vectors));
      assertThat(Frames.column(frame, "prediction").get(0)).isNotNull();
      assertThat(Frames.column(frame, "prediction").subList(1, 3)).containsOnlyNulls();
      assertThat(Frames.column(frame, "modelVersion").subList(1, 3)).containsOnlyNulls();
    }
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    try (OnlineNetworkModelServable servable = servable()) {
      DataFrame frame = Frames.of(List.of(FEATURES));
      assertThatThrownBy(() -> servable.transform(frame)).hasMessageContaining("no model");
      servable.setModelData(stream(first)).setFeaturesCol("other");
      assertThatThrownBy(() -> servable.transform(frame))
          .hasMessageContaining("featuresCol=other, columns=[features]");
    }
  }

  private static OnlineNetworkModelServable servable() {
    return new OnlineNetworkModelServable();
  }

  private static InputStream stream(ModelData data) {
    return new ByteArrayInputStream(data.snapshot());
  }

  private static Object version(OnlineNetworkModelServable servable) {
    DataFrame frame = servable.transform(Frames.of(List.of(FEATURES)));
    return Frames.column(frame, "modelVersion").get(0);
  }
}
