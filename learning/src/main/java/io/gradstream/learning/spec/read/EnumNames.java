package io.gradstream.learning.spec.read;

import java.util.Locale;

/** Names of enums as a spec writes them. */
final class EnumNames {

  private EnumNames() {}

  /** For instance {@code LEAKY_RELU} of {@code leakyRelu}. */
  static String of(String written) {
    return written.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
  }
}
