package io.gradstream.serving.http;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;

/** Lets requests pass by their bearer token, as RFC 6750 has it. Thread safe. */
final class Gate {

  private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(\\S+) *");
  private static final String CHALLENGE = "Bearer realm=\"gradstream\"";

  private final Optional<Supplier<Tokens>> tokens;

  private Gate(Optional<Supplier<Tokens>> tokens) {
    this.tokens = tokens;
  }

  /** Everyone may do everything. */
  static Gate open() {
    return new Gate(Optional.empty());
  }

  /**
   * @param tokens as they are now
   */
  static Gate of(Supplier<Tokens> tokens) {
    return new Gate(Optional.of(tokens));
  }

  /** Whether tokens are asked for at all. */
  boolean isGuarded() {
    return tokens.isPresent();
  }

  /**
   * Why the request may not pass; nothing when it may.
   *
   * @param authorization the request's header; null for none
   */
  Optional<Reply> refusal(String authorization, Access asked) {
    if (tokens.isEmpty() || Access.ANYONE.allows(asked)) {
      return Optional.empty();
    }
    if (authorization == null) {
      return Optional.of(
          unauthorized("a token is needed: send the header 'Authorization: Bearer TOKEN'", ""));
    }
    Matcher bearer = BEARER.matcher(authorization);
    if (!bearer.matches()) {
      return Optional.of(
          unauthorized("the header Authorization must be 'Bearer TOKEN'", "invalid_request"));
    }
    Optional<Access> allowed = tokens.get().get().access(bearer.group(1));
    if (allowed.isEmpty()) {
      return Optional.of(unauthorized("the token is none of this service's", "invalid_token"));
    }
    return allowed.get().allows(asked) ? Optional.empty() : Optional.of(forbidden(asked));
  }

  private static Reply unauthorized(String message, String error) {
    return Reply.error(Refusal.UNAUTHORIZED, message)
        .with(HttpHeader.WWW_AUTHENTICATE, challenge(error));
  }

  private static Reply forbidden(Access asked) {
    String role = asked.name().toLowerCase(java.util.Locale.ROOT);
    return Reply.error(Refusal.FORBIDDEN, "the token must have the role " + role)
        .with(HttpHeader.WWW_AUTHENTICATE, challenge("insufficient_scope"));
  }

  private static String challenge(String error) {
    return error.isEmpty() ? CHALLENGE : CHALLENGE + ", error=\"" + error + "\"";
  }
}
