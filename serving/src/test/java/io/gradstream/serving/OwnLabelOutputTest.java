package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.targets.NextTokenTarget;
import io.gradstream.model.targets.ReconstructionTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.SequenceSpec;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.network.spec.ValueLoss;
import io.gradstream.schemas.Version;
import io.gradstream.serving.models.Flights;
import io.gradstream.serving.models.ServedModel;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What learners answer whose events are their own labels. */
class OwnLabelOutputTest {

  private static final EventSchema EVENTS =
      new EventSchema(
          List.of(
              new EventField("pixels", FieldType.NUMBERS, false),
              new EventField("text", FieldType.TEXT, false)),
          ZoneOffset.UTC);

  private static final FeatureSpec PIXELS =
      new FeatureSpec.Numbers("pixels", List.of(3), new FeatureSpec.Scaling.None());

  private static final String IMAGE =
      """
      {"inputs": [{"name": "pixels", "datatype": "FP32", "shape": [1, 3], "data": [1, 2, 3]}]}
      """;

  @Test
  void aReconstructionAnswersItsError() {
    assertAnswers(
        spec(PIXELS, List.of(), new ReconstructionTarget(new ValueLoss.Squared())),
        IMAGE,
        Event.of(new float[] {1, 2, 3}, null),
        "{\"name\":\"error\",\"datatype\":\"FP32\",\"shape\":[-1]}");
  }

  @Test
  void aLanguageModelAnswersTheProbabilitiesOfWhatFollows() {
    assertAnswers(
        spec(
            FeatureSpec.Tokens.characters("text", 5, "ab"),
            List.of(new SequenceSpec.TokenEmbedding(4, 3)),
            new NextTokenTarget(0)),
        """
        {"inputs": [{"name": "text", "datatype": "BYTES", "shape": [1], "data": ["ab"]}]}
        """,
        Event.of(null, "ab"),
        "{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[-1,4]}");
  }

  private static ModelSpec spec(FeatureSpec feature, List<LayerSpec> layers, Target target) {
    return new ModelSpec(
        Flights.LEARNER, 7, EVENTS, Optional.empty(), List.of(feature), target, layers);
  }

  private static void assertAnswers(ModelSpec spec, String query, Event event, String output) {
    TrainingSpec training = TrainingSpec.of(new OptimizerSpec.Sgd(0.1f));
    try (Model model = new Model(spec, "", training, 1);
        TestServer server =
            TestServer.with(
                ServedModel.of(
                    model.snapshot(new Version(1, 0), Flights.LINEAGE), Flights.PUBLISHED))) {
      JsonNode metadata = server.get("/v2/models/flight-delays").body();
      assertThat(metadata.path("outputs").path(0)).hasToString(output);

      JsonNode data = server.infer(query).body().path("outputs").path(0).path("data");
      double[] expected = model.predict(event);
      assertThat(data).hasSize(expected.length);
      for (int i = 0; i < expected.length; i++) {
        assertThat(data.path(i).floatValue()).isEqualTo((float) expected[i]);
      }
    }
  }
}
