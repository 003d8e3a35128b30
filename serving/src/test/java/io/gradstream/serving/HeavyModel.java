package io.gradstream.serving;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.targets.NextTokenTarget;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.BlockSpec;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.SequenceSpec;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.schemas.Version;
import io.gradstream.serving.http.Limits;
import io.gradstream.serving.models.Flights;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.ServedModel;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A language model of four blocks, a row of which takes milliseconds; and a light one beside it.
 */
final class HeavyModel {

  static final String NAME = "heavy";

  /** A row for the light model. */
  static final String LIGHT_ROW = lightRows(1);

  private static final int WIDTH = 128;
  private static final int STEPS = 64;
  private static final int BLOCKS = 4;

  private HeavyModel() {}

  static ServedModel served() {
    return ServedModel.of(snapshot(new Version(1, 0)), Flights.PUBLISHED);
  }

  /** Its weights follow from the version. */
  static ModelSnapshot snapshot(Version version) {
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(new SequenceSpec.TokenEmbedding(FeatureSpec.Tokens.BYTE_VOCABULARY, WIDTH));
    layers.add(new SequenceSpec.Position(SequenceSpec.Position.Kind.LEARNED));
    for (int i = 0; i < BLOCKS; i++) {
      layers.add(
          new BlockSpec.Residual(
              List.of(new LayerSpec.LayerNormSpec(), new SequenceSpec.Attention(4, true))));
      layers.add(
          new BlockSpec.Residual(
              List.of(
                  new LayerSpec.LayerNormSpec(),
                  new LayerSpec.DenseSpec(4 * WIDTH, Activation.GELU),
                  new LayerSpec.DenseSpec(WIDTH, Activation.LINEAR))));
    }
    ModelSpec spec =
        new ModelSpec(
            NAME,
            7,
            new EventSchema(List.of(new EventField("text", FieldType.TEXT, false)), ZoneOffset.UTC),
            Optional.empty(),
            List.of(FeatureSpec.Tokens.bytes("text", STEPS)),
            new NextTokenTarget(0),
            layers);
    try (Model model = new Model(spec, "", TrainingSpec.of(new OptimizerSpec.Sgd(0.1f)), 1)) {
      model.network().reset(version.step());
      return model.snapshot(version, Flights.LINEAGE);
    }
  }

  /** A server that has the heavy model and a light one. */
  static TestServer server(Duration time) {
    TestServer server =
        new TestServer(Optional.empty(), Optional.empty(), new Limits(64, 1 << 20, time));
    hold(server, NAME, served());
    hold(
        server, Flights.LEARNER, Flights.served(Flights.spec(Flights.LATE), "", new Version(1, 1)));
    server.store.caughtUp();
    return server;
  }

  private static void hold(TestServer server, String learner, ServedModel model) {
    LearnerModels models = server.store.follow(learner);
    models.put(model);
    models.caughtUp();
  }

  /** A body that asks the heavy model. */
  static String rows(int rows) {
    return body("text", "BYTES", rows, "\"a\"");
  }

  /** A body that asks the light model. */
  static String lightRows(int rows) {
    return body("scheduled", "INT64", rows, "981100800000");
  }

  private static String body(String name, String datatype, int rows, String value) {
    return "{\"inputs\":[{\"name\":\"%s\",\"datatype\":\"%s\",\"shape\":[%d],\"data\":[%s]}]}"
        .formatted(name, datatype, rows, String.join(",", Collections.nCopies(rows, value)));
  }
}
