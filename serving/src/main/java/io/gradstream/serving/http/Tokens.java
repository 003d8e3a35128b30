package io.gradstream.serving.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may do what: a line for each token, {@code ROLE TOKEN} or {@code ROLE sha256:HEX}, with
 * {@code read}, {@code learn} or {@code control} for the role; the rest of a line from a {@code #}
 * on is for people. Only hashes are kept. Immutable.
 */
final class Tokens {

  /** The least length of a token that stands in the file as it is. */
  static final int SHORTEST = 16;

  private static final Pattern LINE = Pattern.compile("(read|learn|control)\\s+(\\S+)");
  private static final Pattern HASHED = Pattern.compile("sha256:([0-9a-fA-F]{64})");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*"); // RFC 6750, 2.1

  private final List<Entry> entries;

  private record Entry(byte[] hash, Access access) {}

  private Tokens(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * @throws IllegalArgumentException with the number of the first line that is wrong, but nothing
   *     of what stands in it
   */
  static Tokens read(List<String> lines) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("#.*", "").strip();
      if (!line.isEmpty()) {
        entries.add(entry(line, i + 1));
      }
    }
    return new Tokens(entries);
  }

  private static Entry entry(String line, int number) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw wrong(number, "must be 'read TOKEN', 'learn TOKEN' or 'control TOKEN'");
    }
    return new Entry(
        hashOf(parts.group(2), number),
        Access.valueOf(parts.group(1).toUpperCase(java.util.Locale.ROOT)));
  }

  private static byte[] hashOf(String token, int number) {
    Matcher hashed = HASHED.matcher(token);
    if (hashed.matches()) {
      return HexFormat.of().parseHex(hashed.group(1));
    }
    if (token.startsWith("sha256:")) {
      throw wrong(number, "must have 64 hexadecimal digits after 'sha256:'");
    }
    if (!TOKEN.matcher(token).matches() || token.length() < SHORTEST) {
      throw wrong(
          number,
          "must have a token of at least %d letters, digits and -._~+/".formatted(SHORTEST));
    }
    return sha256(token);
  }

  private static IllegalArgumentException wrong(int line, String rule) {
    return new IllegalArgumentException("line " + line + " " + rule);
  }

  /**
   * What the token allows; nothing when it is none of these. Takes as long for each token of the
   * same length, known or not.
   */
  Optional<Access> access(String token) {
    byte[] hash = sha256(token);
    Access found = null;
    for (Entry entry : entries) {
      if (MessageDigest.isEqual(entry.hash(), hash)
          && (found == null || entry.access().allows(found))) {
        found = entry.access();
      }
    }
    return Optional.ofNullable(found);
  }

  int size() {
    return entries.size();
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
