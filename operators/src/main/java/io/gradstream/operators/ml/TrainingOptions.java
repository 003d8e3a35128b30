package io.gradstream.operators.ml;

import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.LearnerSpec.EventsSpec;
import io.gradstream.learning.spec.LearnerSpec.LearnSpec;
import io.gradstream.learning.spec.LearnerSpec.LimitsSpec;
import io.gradstream.learning.spec.LearnerSpec.Order;
import io.gradstream.learning.spec.LearnerSpec.PublishSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.StreamFormat;
import io.gradstream.learning.spec.TargetRule;
import io.gradstream.model.ModelSpec;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.OptimizerSpec;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An estimator's parameters, as they travel to its operator.
 *
 * @param vectorSize 0: that of the first row
 * @param generation of the versions of a job that starts without state
 */
record TrainingOptions(
    String name,
    List<Integer> hiddenLayers,
    Activation activation,
    Task task,
    int classes,
    float learningRate,
    int batchSize,
    long seed,
    int snapshotEverySteps,
    int vectorSize,
    long generation)
    implements Serializable {

  /** Topic part of the positions of a table's rows. */
  static final String TABLE = "table";

  TrainingOptions {
    hiddenLayers = List.copyOf(hiddenLayers);
  }

  /**
   * @param clock gives the generation when the parameters leave it open
   */
  static TrainingOptions of(OnlineNetworkParams<?> params, Clock clock) {
    long generation = params.getGeneration();
    return new TrainingOptions(
        params.getName(),
        List.of(params.getHiddenLayers()),
        Activation.valueOf(params.getActivation().toUpperCase(Locale.ROOT)),
        Task.of(params.getTask()),
        params.getClasses(),
        (float) params.getLearningRate(),
        params.getBatchSize(),
        params.getSeed(),
        params.getSnapshotEverySteps(),
        params.getVectorSize(),
        generation >= 0 ? generation : clock.millis());
  }

  /** Whether the label can be learned. */
  boolean accepts(double label) {
    return task.accepts(label, classes);
  }

  /** The learner of vectors of that size: one model, learned in the order of arrival. */
  LearnerSpec learner(int size) {
    return new LearnerSpec(
        model(size),
        new EventsSpec(
            TABLE,
            new StreamFormat.Json(),
            Optional.empty(),
            Optional.empty(),
            Order.ARRIVAL,
            Optional.empty()),
        new LabelsSpec.InEvent(Duration.ofDays(1)),
        new TargetRule.Value("label"),
        new LearnSpec(new OptimizerSpec.Adam(learningRate, 0.9f, 0.999f, 1e-8f), batchSize),
        new PublishSpec(Duration.ofSeconds(1), 100, false, false, 1 << 19),
        new LimitsSpec(1, 1, 1, 1 << 20),
        new SpecBundle(name, "", Map.of()));
  }

  private ModelSpec model(int size) {
    List<LayerSpec> layers =
        hiddenLayers.stream()
            .<LayerSpec>map(width -> new LayerSpec.DenseSpec(width, activation))
            .toList();
    return new ModelSpec(
        name,
        seed,
        VectorEvents.schema(size),
        Optional.empty(),
        VectorEvents.features(size),
        task.target(classes),
        layers);
  }
}
