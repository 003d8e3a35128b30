package io.gradstream.faults.dump;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Entries of a job's state, by the place each is at: {@code OPERATOR/STATE/KEY/...}, with a digest
 * of the value.
 */
public record Dump(SortedMap<String, String> entries) {

  private static final int DIGEST_BYTES = 8; // short enough to be read in a failure

  public Dump(Map<String, String> entries) {
    this(new TreeMap<>(entries));
  }

  /** The part below an operator's states, for instance {@code learner/blocks/}. */
  public SortedMap<String, String> below(String prefix) {
    return entries.subMap(prefix, prefix + Character.MAX_VALUE);
  }

  /** First few places at which the two differ; empty when they are equal. */
  public static List<String> differences(
      Map<String, String> expected, Map<String, String> actual, int most) {
    SortedMap<String, String> places = new TreeMap<>(expected);
    places.putAll(actual);
    return places.keySet().stream()
        .filter(place -> !actual.getOrDefault(place, "").equals(expected.get(place)))
        .limit(most)
        .map(place -> place + ": " + expected.get(place) + " became " + actual.get(place))
        .toList();
  }

  public void write(Path file) throws IOException {
    Files.writeString(
        file,
        entries.entrySet().stream()
            .map(entry -> entry.getKey() + "\t" + entry.getValue() + "\n")
            .collect(Collectors.joining()));
  }

  public static Dump read(Path file) throws IOException {
    try (var lines = Files.lines(file)) {
      return new Dump(
          lines
              .map(line -> line.split("\t"))
              .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1])));
    }
  }

  /** The digest of a value's binary form. */
  public static String digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
