package io.gradstream.learning;

import io.gradstream.learning.LearnerStore.Part;
import java.io.EOFException;

/** A part of a learner's stored state that cannot be read. */
public final class DamagedStateException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DamagedStateException(Part part, Exception cause) {
    super(
        "the state part %s is damaged: %s"
            .formatted(part, cause instanceof EOFException ? "it ends early" : cause.getMessage()),
        cause);
  }
}
