package io.gradstream.operators.ml;

import io.gradstream.learning.LearnSpec;
import io.gradstream.learning.Learner;
import io.gradstream.model.ModelSpec;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.OptimizerSpec;
import java.io.Serializable;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
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

  /** A new learner of vectors of that size: one model, whose labels come with them. */
  Learner newLearner(int size) {
    return new Learner(model(size), learn(), Optional.empty(), MlStateNames.KEY, generation);
  }

  LearnSpec learn() {
    return new LearnSpec(new OptimizerSpec.Adam(learningRate, 0.9f, 0.999f, 1e-8f), batchSize);
  }

  ModelSpec model(int size) {
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
