package io.gradstream.sql;

import io.gradstream.serving.models.LearnerModels;

/** A learner's models, the newest of each key, as long as this is open. */
interface FollowedModels extends AutoCloseable {

  LearnerModels models();

  /** What a model is waited for, where there is none. */
  String obstacle();

  @Override
  void close();
}
