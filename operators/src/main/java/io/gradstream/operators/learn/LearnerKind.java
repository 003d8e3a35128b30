package io.gradstream.operators.learn;

import io.gradstream.learning.Learner;
import io.gradstream.learning.spec.LearnerSpec;

/** What stands at the heart of the job. */
public enum LearnerKind {
  /** The learner of the spec. */
  LEARNING {
    @Override
    Learner newLearner(LearnerSpec spec, String key, long generation) {
      return spec.newLearner(key, generation);
    }
  },
  /** The same without the network's own work, as a yardstick for benchmarks. */
  CONSTANT {
    @Override
    Learner newLearner(LearnerSpec spec, String key, long generation) {
      return Learner.constant(spec.model(), spec.learn(), key, generation);
    }
  };

  abstract Learner newLearner(LearnerSpec spec, String key, long generation);
}
