package io.gradstream.features.decode;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How one comes to a schema registry: headers of each request, a login among them, and whom to
 * trust. Read from properties by the names that Confluent's clients gave them.
 *
 * @param headers by name
 * @param trustStore absent: the JDK's own
 */
public record RegistryAccess(Map<String, String> headers, Optional<TrustStore> trustStore) {

  /** To a registry that is open to everyone. */
  public static final RegistryAccess OPEN = new RegistryAccess(Map.of(), Optional.empty());

  private static final String PREFIX = "schema.registry.";
  private static final String USER = "basic.auth.user.info";
  private static final String USER_SOURCE = "basic.auth.credentials.source";
  private static final String TOKEN = "bearer.auth.token";
  private static final String TOKEN_SOURCE = "bearer.auth.credentials.source";
  private static final String HEADER = "request.header.";

  /** Also without the prefix, as Confluent's own files have them. */
  private static final Set<String> LOGIN = Set.of(USER, USER_SOURCE, TOKEN, TOKEN_SOURCE);

  private static final String URL = "url"; // which the spec says; there for other readers
  private static final Set<String> TRUST =
      Set.of(TrustStore.LOCATION, TrustStore.PASSWORD, TrustStore.TYPE);

  /** Where the access of the moment is found. */
  @FunctionalInterface
  public interface Source {
    RegistryAccess access() throws IOException;
  }

  public RegistryAccess {
    headers = Map.copyOf(headers);
  }

  /** Whether a property is for a registry, not for Kafka. */
  public static boolean isKey(String key) {
    return key.startsWith(PREFIX) || key.startsWith(HEADER) || LOGIN.contains(key);
  }

  /**
   * Reads the properties of a registry; all others are left alone.
   *
   * @throws IllegalArgumentException for one that is not known or cannot be used
   */
  public static RegistryAccess of(Map<String, String> properties) {
    Map<String, String> own = new TreeMap<>();
    properties.forEach(
        (key, value) -> {
          if (isKey(key) && !key.startsWith(PREFIX)) {
            own.put(key, value);
          }
        });
    properties.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX)) {
            own.put(key.substring(PREFIX.length()), value); // this one wins
          }
        });
    own.keySet().forEach(RegistryAccess::requireKnown);
    return new RegistryAccess(headers(own), TrustStore.of(own));
  }

  private static void requireKnown(String key) {
    if (!LOGIN.contains(key)
        && !TRUST.contains(key)
        && !key.startsWith(HEADER)
        && !key.equals(URL)) {
      throw new IllegalArgumentException(
          "%s%s is not known; known are %s, %s, %sNAME and %s of %s*"
              .formatted(
                  PREFIX, key, USER, TOKEN, HEADER, TRUST.stream().sorted().toList(), PREFIX));
    }
  }

  private static Map<String, String> headers(Map<String, String> own) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    own.forEach(
        (key, value) -> {
          if (key.startsWith(HEADER)) {
            headers.put(key.substring(HEADER.length()), value);
          }
        });
    requireSource(own, USER_SOURCE, "USER_INFO");
    requireSource(own, TOKEN_SOURCE, "STATIC_TOKEN");
    if (own.containsKey(USER) && own.containsKey(TOKEN)) {
      throw new IllegalArgumentException("give one of %s and %s".formatted(USER, TOKEN));
    }
    if (own.containsKey(USER)) {
      headers.put("Authorization", "Basic " + base64(own.get(USER)));
    } else if (own.containsKey(TOKEN)) {
      headers.put("Authorization", "Bearer " + own.get(TOKEN));
    }
    requireUsable(headers);
    return headers;
  }

  private static void requireSource(Map<String, String> own, String key, String only) {
    String source = own.getOrDefault(key, only);
    if (!source.equals(only)) {
      throw new IllegalArgumentException("%s must be %s: %s".formatted(key, only, source));
    }
  }

  private static String base64(String user) {
    if (user.indexOf(':') < 0) {
      throw new IllegalArgumentException(USER + " must be USER:PASSWORD");
    }
    return Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  /** Asks the HTTP client itself, which has rules of its own, and repeats no value. */
  private static void requireUsable(Map<String, String> headers) {
    headers.forEach(
        (name, value) -> {
          try {
            HttpRequest.newBuilder().setHeader(name, value);
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                "%s%s is no header that can be sent".formatted(HEADER, name));
          }
        });
  }

  /**
   * A client that trusts whom this access trusts.
   *
   * @param connect time for a connection
   */
  HttpClient client(Duration connect) throws IOException, GeneralSecurityException {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connect);
    if (trustStore.isPresent()) {
      client.sslContext(trustStore.get().context());
    }
    return client.build();
  }

  /** Names only: values are secrets. */
  @Override
  public String toString() {
    return "RegistryAccess" + List.of(headers.keySet(), trustStore.isPresent());
  }
}
