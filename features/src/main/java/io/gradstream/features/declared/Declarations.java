package io.gradstream.features.declared;

import java.util.Optional;

/** What a schema declares of its records' fields. */
@FunctionalInterface
public interface Declarations {

  /** Of records without a schema. */
  Declarations NONE = field -> Optional.empty();

  /**
   * Of a field; empty for nothing.
   *
   * @param field a name, or the path to it
   */
  Optional<DeclaredField> of(String field);
}
