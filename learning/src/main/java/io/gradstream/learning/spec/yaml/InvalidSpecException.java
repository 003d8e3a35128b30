package io.gradstream.learning.spec.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** Everything wrong with a spec, at once. */
public final class InvalidSpecException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<SpecError> errors;

  public InvalidSpecException(List<SpecError> errors) {
    super(errors.stream().map(SpecError::toString).collect(Collectors.joining("\n")));
    this.errors = List.copyOf(errors);
  }

  public List<SpecError> errors() {
    return errors;
  }
}
