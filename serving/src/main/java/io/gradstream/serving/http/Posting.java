package io.gradstream.serving.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a request with a body has brought.
 *
 * @param body unpacked
 * @param jsonBytes how much of it is JSON, as its header says; absent: all
 * @param options by name, as they stand behind the path
 * @param accept forms of an answer that the client takes, as its header has them; empty for any
 */
public record Posting(
    byte[] body, Optional<Long> jsonBytes, Map<String, String> options, String accept) {

  /** Says where the JSON ends and tensors in binary begin. */
  public static final String JSON_BYTES = "Inference-Header-Content-Length";

  private static final Pattern NEVER = Pattern.compile(";q=0(\\.0*)?(;|$)");

  /** JSON alone. */
  public Posting(byte[] body) {
    this(body, Optional.empty(), Map.of(), "");
  }

  /**
   * Where the JSON ends.
   *
   * @throws HttpProblem when it is not within the body
   */
  public int jsonEnd() {
    long end = jsonBytes.orElse((long) body.length);
    if (end < 0 || end > body.length) {
      throw HttpProblem.badRequest(
          "%s must be within the body, which has %d bytes: %d"
              .formatted(JSON_BYTES, body.length, end));
    }
    return (int) end;
  }

  /**
   * Whether the client names a form of an answer, and not with a weight of 0 (RFC 9110, 12.5.1).
   */
  public boolean wants(String form) {
    return Stream.of(accept.split(","))
        .map(one -> one.toLowerCase(Locale.ROOT).replace(" ", ""))
        .anyMatch(one -> one.split(";", 2)[0].equals(form) && !NEVER.matcher(one).find());
  }

  /**
   * Reads the header.
   *
   * @param value null when there is none
   * @throws HttpProblem when it is no whole number
   */
  static Optional<Long> jsonBytes(String value) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(value.strip()));
    } catch (NumberFormatException e) {
      throw HttpProblem.badRequest(
          "%s must be a number of bytes: '%s'".formatted(JSON_BYTES, Json.shortened(value)));
    }
  }

  /**
   * Reads what stands behind the path.
   *
   * @param query null when there is nothing
   * @throws HttpProblem when it is no list of names and values, or has a name twice
   */
  static Map<String, String> options(String query) {
    Map<String, String> options = new LinkedHashMap<>();
    if (query == null || query.isEmpty()) {
      return options;
    }
    for (String one : query.split("&")) {
      String[] parts = one.split("=", 2);
      String name = decoded(parts[0]);
      if (options.put(name, parts.length == 2 ? decoded(parts[1]) : "") != null) {
        throw HttpProblem.badRequest(
            "the option '%s' must be given once".formatted(Json.shortened(name)));
      }
    }
    return options;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw HttpProblem.badRequest("what follows ? must be NAME=VALUE&... in UTF-8");
    }
  }
}
