package io.gradstream.sql;

import io.gradstream.model.ModelSpec;
import java.io.Serializable;
import java.util.Optional;

/** Where a learner's models come from. */
interface ModelSource extends Serializable {

  /** What the learner's newest model takes and gives, if that can be known here and now. */
  Optional<ModelSpec> newestSpec(ModelOptions options);

  /** Begins to follow the learner's models. */
  FollowedModels follow(ModelOptions options);
}
