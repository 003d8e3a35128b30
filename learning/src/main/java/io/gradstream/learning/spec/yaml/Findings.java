package io.gradstream.learning.spec.yaml;

import io.gradstream.schemas.ShownText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers all that is wrong with one spec. Not thread safe. */
public final class Findings {

  private static final int SHOWN = 80; // characters of a value in a message

  private final String file;
  private final List<SpecError> errors = new ArrayList<>();
  private boolean isStuck; // a value is not there that others need

  public Findings(String file) {
    this.file = file;
  }

  public void add(Place place, String rule, String value, String wayOut) {
    isStuck = true;
    addMended(place, rule, value, wayOut);
  }

  /** Adds an error that hides no other: reading goes on with a value in its place. */
  void addMended(Place place, String rule, String value, String wayOut) {
    String key = place.path().isEmpty() ? "the spec" : place.path();
    errors.add(new SpecError(file, place.line(), key, rule, value, wayOut));
  }

  /** Everything found, and one error beyond which nothing can be read. */
  public InvalidSpecException stop(int line, String rule, String value, String wayOut) {
    add(new Place("", line), rule, value, wayOut);
    return asException();
  }

  /** Everything found, and one error beyond which a value cannot be read. */
  public InvalidSpecException stop(Place place, String rule, String value, String wayOut) {
    add(place, rule, value, wayOut);
    return asException();
  }

  /** Everything found, in the order of lines. */
  public InvalidSpecException asException() {
    return new InvalidSpecException(
        errors.stream().sorted(Comparator.comparingInt(SpecError::line)).toList());
  }

  /**
   * Ends the reading when anything was found.
   *
   * @throws InvalidSpecException with every error
   */
  public void throwIfAny() {
    if (!errors.isEmpty()) {
      throw asException();
    }
  }

  /**
   * Ends the reading when something was found that others may follow from.
   *
   * @throws InvalidSpecException with every error
   */
  public void throwIfStuck() {
    if (isStuck) {
      throw asException();
    }
  }

  /** Text as a message shows it: on one line, cut when long, visible when empty. */
  public static String oneLine(String text) {
    String shown = ShownText.cut(text, SHOWN);
    shown = shown.replaceAll("\\p{Cntrl}+", " ");
    return shown.isBlank() ? "'" + shown + "'" : shown;
  }
}
