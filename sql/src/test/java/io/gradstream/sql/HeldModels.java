package io.gradstream.sql;

import io.gradstream.model.ModelSpec;
import io.gradstream.schemas.Version;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.ModelStore;
import io.gradstream.serving.models.ServedModel;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Models that a test holds, by their learner, for the functions that Flink ships to itself. */
final class HeldModels implements ModelSource {

  private static final long serialVersionUID = 1;
  private static final Map<String, LearnerModels> HELD = new ConcurrentHashMap<>();

  /** A learner's models, none at first, of which all there are were read. */
  static LearnerModels hold(String learner) {
    LearnerModels models = new ModelStore(1 << 28).follow(learner);
    models.caughtUp();
    HELD.put(learner, models);
    return models;
  }

  static ServedModel model(ModelSpec spec, String key, Version version) {
    return ServedModel.of(Payments.snapshot(spec, key, version), Instant.now());
  }

  @Override
  public Optional<ModelSpec> newestSpec(ModelOptions options) {
    return options.check().isZero() ? Optional.empty() : HELD.get(options.learner()).spec();
  }

  @Override
  public FollowedModels follow(ModelOptions options) {
    LearnerModels models = HELD.get(options.learner());
    return new FollowedModels() {
      @Override
      public LearnerModels models() {
        return models;
      }

      @Override
      public String obstacle() {
        return models.obstacle();
      }

      @Override
      public void close() {}
    };
  }
}
