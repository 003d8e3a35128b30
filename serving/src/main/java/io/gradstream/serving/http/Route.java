package io.gradstream.serving.http;

import java.util.List;
import java.util.Optional;

/** What a path of the protocol asks for. */
public sealed interface Route {

  /** The methods the path is for, the one to prefer first. */
  default List<String> methods() {
    return List.of("GET", "HEAD");
  }

  default boolean allows(String method) {
    return methods().contains(method);
  }

  /** Whether it is answered also when too many requests are there. */
  default boolean isAlwaysAnswered() {
    return access() == Access.ANYONE; // else the service would be taken for dead
  }

  /** What a token must allow. */
  default Access access() {
    return Access.READ;
  }

  /** {@code /v2}. */
  record ServerMetadata() implements Route {}

  /** {@code /v2/health/live}. */
  record ServerLive() implements Route {
    @Override
    public Access access() {
      return Access.ANYONE;
    }
  }

  /** {@code /v2/health/ready}. */
  record ServerReady() implements Route {
    @Override
    public Access access() {
      return Access.ANYONE;
    }
  }

  /** {@code /metrics}. */
  record Metrics() implements Route {
    @Override
    public boolean isAlwaysAnswered() {
      return true; // they are wanted most when too much is going on
    }
  }

  /** {@code /v2/models/LEARNER[/versions/VERSION]}. */
  record ModelMetadata(String learner, Optional<String> version) implements Route {}

  /** {@code /v2/models/LEARNER[/versions/VERSION]/ready}. */
  record ModelReady(String learner, Optional<String> version) implements Route {}

  /** {@code /v2/models/LEARNER[/versions/VERSION]/infer}. */
  record Infer(String learner, Optional<String> version) implements Route {
    @Override
    public List<String> methods() {
      return List.of("POST");
    }
  }

  /** Nothing when the protocol knows no such path. */
  static Optional<Route> of(String asked) {
    String path = asked.endsWith("/") ? asked.substring(0, asked.length() - 1) : asked;
    if (path.equals("/metrics")) {
      return Optional.of(new Metrics());
    }
    String[] parts = path.split("/", -1); // the first is empty: a path starts with a slash
    if (parts.length < 2 || !parts[1].equals("v2")) {
      return Optional.empty();
    }
    if (parts.length == 2) {
      return Optional.of(new ServerMetadata());
    }
    return switch (parts[2]) {
      case "health" -> parts.length == 4 ? health(parts[3]) : Optional.empty();
      case "models" -> parts.length > 3 && !parts[3].isEmpty() ? model(parts) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Route> health(String what) {
    return switch (what) {
      case "live" -> Optional.of(new ServerLive());
      case "ready" -> Optional.of(new ServerReady());
      default -> Optional.empty();
    };
  }

  private static Optional<Route> model(String[] parts) {
    boolean versioned = parts.length > 5 && parts[4].equals("versions");
    Optional<String> version = versioned ? Optional.of(parts[5]) : Optional.empty();
    int rest = versioned ? 6 : 4;
    if (parts.length == rest) {
      return Optional.of(new ModelMetadata(parts[3], version));
    }
    if (parts.length != rest + 1) {
      return Optional.empty();
    }
    return switch (parts[rest]) {
      case "ready" -> Optional.of(new ModelReady(parts[3], version));
      case "infer" -> Optional.of(new Infer(parts[3], version));
      default -> Optional.empty();
    };
  }
}
