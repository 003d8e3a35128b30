package io.gradstream.cli.demo;

import java.io.PrintWriter;
import java.util.Locale;

/** Tells the user what goes on, with the seconds since the start. */
final class Telling {

  private final PrintWriter out;
  private final long start = System.nanoTime();

  Telling(PrintWriter out) {
    this.out = out;
  }

  void say(String text) {
    plain(String.format(Locale.ROOT, "%5.1f s  %s", (System.nanoTime() - start) / 1e9, text));
  }

  void plain(String text) {
    out.println(text);
    out.flush();
  }
}
