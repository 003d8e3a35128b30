package io.gradstream.local;

import java.util.Arrays;
import java.util.Locale;

/**
 * Runs another main class, which goes on when the process that started it has ended. {@code
 * LastingChild MAIN ARGUMENTS...}
 */
public final class LastingChild {

  private LastingChild() {}

  public static void main(String[] args) throws Throwable {
    Locale.setDefault(Locale.ROOT); // digits and dates of no country
    Child.run(args[0], Arrays.copyOfRange(args, 1, args.length));
  }
}
