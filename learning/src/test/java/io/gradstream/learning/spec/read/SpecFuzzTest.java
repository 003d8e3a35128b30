package io.gradstream.learning.spec.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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

  private final SpecBundle flights = flights();

  /**
   * @param input the spec's text, then the texts of the files it names, a zero before each
   */
  @FuzzTest
  @DictionaryEntries({
    "learner: ",
    "events: ",
    "labels: ",
    "features:",
    "target: ",
    "network: ",
    "learn: ",
    "publish: ",
    "limits: ",
    "- {field: ",
    ", as: ",
    "numeric",
    "category",
    "numbers",
    "tokens",
    "shape: [",
    "dense: ",
    "binary: ",
    "classes: [",
    "regression: ",
    "activation: ",
    "topic: ",
    "format: avro",
    "schema: ",
    "transformer: {",
    "residual: [",
    "concat: [",
    "- ",
    "{",
    "}",
    "!!x ",
    "&a ",
    "*a",
    "24h",
    "1e999",
    ".nan",
    "<<: ",
    "? ",
    "\"type\":",
    "\"record\""
  })
  void anySpecIsReadOrRefused(byte[] input) {
    String[] texts = new String(input, StandardCharsets.UTF_8).split("\0", 4);
    Map<String, String> files = new TreeMap<>(flights.files());
    Iterator<String> names = List.copyOf(files.keySet()).iterator();
    for (int i = 1; i < texts.length && names.hasNext(); i++) {
      files.put(names.next(), texts[i]);
    }
    isRefused(new SpecBundle("fuzz.yaml", texts[0], files), 0);
  }

  private static SpecBundle flights() {
    try {
      return SpecReader.read(SpecReaderTest.FLIGHTS).source();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aDamagedSpecIsReadOrRefused() {
    SpecBundle whole = flights;
    int refused = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      String text = damaged(whole.text(), new Random(seed));
      refused += isRefused(new SpecBundle("fuzz.yaml", text, whole.files()), seed) ? 1 : 0;
    }
    assertThat(refused).isBetween(ROUNDS / 4, ROUNDS - 1);
  }

  @Test
  void damagedSchemasAreReadOrRefused() {
    SpecBundle whole = flights;
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
