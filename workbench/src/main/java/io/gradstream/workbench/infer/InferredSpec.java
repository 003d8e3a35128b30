package io.gradstream.workbench.infer;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import java.util.List;
import java.util.Map;

/**
 * A spec that was inferred from a table or a topic.
 *
 * @param name of the spec's file
 * @param yaml the spec; it says only what must be said
 * @param notes what was left out and why, and what was taken for what, a sentence each
 * @param files that the spec names, by name
 */
public record InferredSpec(
    String name, String yaml, List<String> notes, Map<String, String> files) {

  public InferredSpec {
    notes = List.copyOf(notes);
    files = Map.copyOf(files);
  }

  /** The spec as the reader of specs reads it. */
  public LearnerSpec spec() {
    return SpecReader.read(new SpecBundle(name, yaml, files));
  }
}
