package io.gradstream.serving.http;

import java.util.Optional;

/** What a path of the protocol asks for. */
public sealed interface Route {

  /** The one method the path is for. */
  default String method() {
    return "GET";
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

  /** {@code /v2/models/LEARNER[/versions/VERSION]}. */
  record ModelMetadata(String learner, Optional<String> version) implements Route {}

  /** {@code /v2/models/LEARNER[/versions/VERSION]/ready}. */
  record ModelReady(String learner, Optional<String> version) implements Route {}

  /** {@code /v2/models/LEARNER[/versions/VERSION]/infer}. */
  record Infer(String learner, Optional<String> version) implements Route {
    @Override
    public String method() {
      return "POST";
    }
  }

  /** Nothing when the protocol knows no such path. */
  static Optional<Route> of(String path) {
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
