package io.gradstream.workbench.infer;

import java.util.List;
import java.util.Optional;

/**
 * What is to be learned of a table, by whoever asks for a spec.
 *
 * @param target a field, or a comparison of one with a constant as {@code delay > 15}: no feature.
 *     Empty text where it is the only one there is
 * @param task what it is taken for; where nothing is said, its values tell
 * @param ignored fields that must not be features, as those that tell the label: a name each, or
 *     several between commas
 */
public record Wanted(String target, Optional<Task> task, List<String> ignored) {

  public Wanted {
    ignored = List.copyOf(ignored);
  }

  /** A target, taken for what its values tell. */
  public static Wanted of(String target) {
    return new Wanted(target, Optional.empty(), List.of());
  }

  /** What a target is. */
  public enum Task {
    CLASSES,
    NUMBER,
    BINARY
  }
}
