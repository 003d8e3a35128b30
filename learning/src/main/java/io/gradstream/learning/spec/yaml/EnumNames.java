package io.gradstream.learning.spec.yaml;

import java.util.Locale;

/** Names of enums as a spec writes them. */
public final class EnumNames {

  private EnumNames() {}

  /** For instance {@code leakyRelu} of {@code LEAKY_RELU}. */
  public static String written(Enum<?> constant) {
    String[] words = constant.name().toLowerCase(Locale.ROOT).split("_");
    StringBuilder written = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      written.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return written.toString();
  }

  /** For instance {@code LEAKY_RELU} of {@code leakyRelu}. */
  static String of(String written) {
    return written.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
  }
}
