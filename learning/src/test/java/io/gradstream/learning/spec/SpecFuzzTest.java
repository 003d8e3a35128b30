package io.gradstream.learning.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However a spec is damaged, reading it ends in a spec or in errors with lines. */
class SpecFuzzTest {

  private static final int ROUNDS = 600;
  private static final String[] SPLINTERS = {
    "{",
    "}",
    "[",
    "]",
    ":",
    "-",
    ",",
    "\n",
    "\t",
    "'",
    "\"",
    "&a ",
    "*a",
    "!!x ",
    "%",
    "? ",
    "|",
    ">",
    "#",
    "---\n",
    "null",
    "true",
    "1e999",
    ".nan",
    "0x",
    "-1",
    "999999999999999999999",
    "\u0000",
    "\uD800",
    "é",
    "  ",
    "<<: ",
    "=",
    "24h",
    "features",
    "~"
  };

  @Test
  void aDamagedSpecIsReadOrRefused() throws IOException {
    SpecBundle whole = SpecReader.read(SpecReaderTest.FLIGHTS).source();
    int refused = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      String text = damaged(whole.text(), new Random(seed));
      refused += isRefused(new SpecBundle("fuzz.yaml", text, whole.files()), seed) ? 1 : 0;
    }
    assertThat(refused).isBetween(ROUNDS / 4, ROUNDS - 1);
  }

  @Test
  void damagedSchemasAreReadOrRefused() throws IOException {
    SpecBundle whole = SpecReader.read(SpecReaderTest.FLIGHTS).source();
    int refused = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      Map<String, String> files = new HashMap<>(whole.files());
      files.replaceAll((name, text) -> random.nextBoolean() ? damaged(text, random) : text);
      refused += isRefused(new SpecBundle("fuzz.yaml", whole.text(), files), seed) ? 1 : 0;
    }
    assertThat(refused).isBetween(ROUNDS / 4, ROUNDS - 1);
  }

  private static boolean isRefused(SpecBundle bundle, int seed) {
    try {
      SpecReader.read(bundle);
      return false;
    } catch (InvalidSpecException e) {
      int lines = bundle.text().split("\r\n|[\n\r\u0085\u2028\u2029]", -1).length;
      assertThat(e.errors())
          .as("seed %d", seed)
          .isNotEmpty()
          .allMatch(error -> error.line() >= 1 && error.line() <= lines)
          .allMatch(error -> error.toString().lines().count() == 1);
      return true;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("seed " + seed, e);
    }
  }

  /** The text after one to three small accidents. */
  static String damaged(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(damaged.length());
      int length = Math.min(random.nextInt(6), damaged.length() - at);
      String splinter = SPLINTERS[random.nextInt(SPLINTERS.length)];
      switch (random.nextInt(4)) {
        case 0 -> damaged.insert(at, splinter);
        case 1 -> damaged.delete(at, at + length);
        case 2 -> damaged.replace(at, at + length, splinter);
        default -> damaged.insert(at, damaged.substring(random.nextInt(at + 1), at));
      }
    }
    return damaged.toString();
  }
}
