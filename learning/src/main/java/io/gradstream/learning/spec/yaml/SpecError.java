package io.gradstream.learning.spec.yaml;

/**
 * One thing wrong with a spec.
 *
 * @param line 1-based line of the key or value at fault
 * @param key path of the key, for instance {@code learn.batch}
 * @param rule what must hold
 * @param value what was found
 * @param wayOut what to do about it
 */
public record SpecError(
    String file, int line, String key, String rule, String value, String wayOut) {

  /** For instance {@code flights.yaml:14: learn.batch must be in 1..65536: 0. Try 32.} */
  @Override
  public String toString() {
    return "%s:%d: %s %s: %s. %s".formatted(file, line, key, rule, value, wayOut);
  }
}
