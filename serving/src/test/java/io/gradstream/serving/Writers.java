package io.gradstream.serving;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.targets.GenerationTarget;
import io.gradstream.model.targets.NextTokenTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.BlockSpec;
import io.gradstream.network.spec.ConvolutionSpec;
import io.gradstream.network.spec.HeadSpec.AdversarialLoss;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.SequenceSpec;
import io.gradstream.network.spec.Shape;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.schemas.Version;
import io.gradstream.serving.models.Flights;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.ServedModel;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Small learners whose models make something; the weights follow from the version. */
public final class Writers {

  /** Of characters. */
  public static final String WRITER = "writer";

  /** Of bytes, one model for each of its authors. */
  static final String AUTHORS = "authors";

  /** Of words, so that it cannot write. */
  static final String WORDS = "words";

  /** Of gray images. */
  static final String PAINTER = "painter";

  /** Of rows of numbers. */
  static final String ROWS = "rows";

  public static final Version VERSION = new Version(2, 30);

  private static final String ALPHABET = "abc \n";
  private static final int STEPS = 12;

  private Writers() {}

  static ModelSpec spec(String learner) {
    return switch (learner) {
      case AUTHORS -> text(learner, FeatureSpec.Tokens.bytes("text", STEPS), Optional.of("author"));
      case WORDS -> text(learner, FeatureSpec.Tokens.words("text", STEPS, 20), Optional.empty());
      case PAINTER -> drawn(learner, List.of(2, 3, 1), new FeatureSpec.Scaling.Divide(255));
      case ROWS -> drawn(learner, List.of(5), new FeatureSpec.Scaling.None());
      default ->
          text(learner, FeatureSpec.Tokens.characters("text", STEPS, ALPHABET), Optional.empty());
    };
  }

  private static ModelSpec text(
      String learner, FeatureSpec.Tokens feature, Optional<String> keyField) {
    return spec(
        learner,
        keyField,
        new EventField("text", FieldType.TEXT, false),
        feature,
        new NextTokenTarget(0),
        List.of(
            new SequenceSpec.TokenEmbedding(feature.vocabulary(), 8),
            new BlockSpec.Residual(
                List.of(new LayerSpec.LayerNormSpec(), new SequenceSpec.Attention(2, true)))));
  }

  private static ModelSpec drawn(String learner, List<Integer> shape, FeatureSpec.Scaling scaling) {
    FeatureSpec.Numbers feature = new FeatureSpec.Numbers("pixels", shape, scaling);
    return spec(
        learner,
        Optional.empty(),
        new EventField("pixels", FieldType.NUMBERS, false),
        feature,
        new GenerationTarget(4, List.of(new ConvolutionSpec.Flatten()), AdversarialLoss.HINGE),
        List.of(
            new LayerSpec.DenseSpec(feature.size(), Activation.SIGMOID),
            new ConvolutionSpec.Reshape(new Shape(shape))));
  }

  private static ModelSpec spec(
      String learner,
      Optional<String> keyField,
      EventField field,
      FeatureSpec feature,
      Target target,
      List<LayerSpec> layers) {
    List<EventField> fields = List.of(field, new EventField("author", FieldType.TEXT, false));
    return new ModelSpec(
        learner,
        7,
        new EventSchema(fields, ZoneOffset.UTC),
        keyField,
        List.of(feature),
        target,
        layers);
  }

  public static ModelSnapshot snapshot(String learner, String key, Version version) {
    ModelSpec spec = spec(learner);
    try (Model model = new Model(spec, key, TrainingSpec.of(new OptimizerSpec.Sgd(0.1f)), 1)) {
      model.network().reset(spec.seedOf(key + "@" + version));
      return model.snapshot(version, Flights.LINEAGE);
    }
  }

  /** Whose learning went wrong: its weights are no numbers any longer. */
  static ModelSnapshot diverged(String learner) {
    ModelSnapshot sound = snapshot(learner, "", VERSION);
    float[] weights = new float[sound.weights().length];
    Arrays.fill(weights, Float.NaN);
    return new ModelSnapshot(
        sound.spec(),
        sound.key(),
        sound.version(),
        sound.lineage(),
        sound.statistics(),
        sound.categories(),
        sound.targets(),
        weights);
  }

  /** Adds all of them to a server. */
  static void serve(TestServer server) {
    for (String learner : List.of(WRITER, WORDS, PAINTER, ROWS)) {
      hold(server, snapshot(learner, "", VERSION));
    }
    hold(server, snapshot(AUTHORS, "Ann", VERSION));
    hold(server, snapshot(AUTHORS, "Bob", VERSION));
  }

  static void hold(TestServer server, ModelSnapshot snapshot) {
    LearnerModels models = server.store.follow(snapshot.spec().learner());
    models.put(ServedModel.of(snapshot, Flights.PUBLISHED));
    models.caughtUp();
    server.store.caughtUp();
  }
}
