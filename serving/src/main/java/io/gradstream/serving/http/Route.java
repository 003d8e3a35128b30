package io.gradstream.serving.http;

import java.util.List;
import java.util.Optional;

/** What a path asks for. {@link Endpoint} has the paths. */
public sealed interface Route {

  /** That of {@code /v2}. */
  Route SERVER = new ServerMetadata();

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

  /** Whether it is there for the page on which a person watches learners. */
  default boolean isOfPage() {
    return this instanceof Page || this instanceof Watch;
  }

  /** What a token must allow. */
  default Access access() {
    return Access.READ;
  }

  /** What has a body that is read. */
  sealed interface Posted extends Route {
    @Override
    default List<String> methods() {
      return List.of("POST");
    }

    /** Whether the answer is sent part by part as it is made. */
    default boolean isStreamed() {
      return false;
    }
  }

  /** What the service is. */
  record ServerMetadata() implements Route {}

  /** Whether it lives. */
  record ServerLive() implements Route {
    @Override
    public Access access() {
      return Access.ANYONE;
    }
  }

  /** Whether it has a model. */
  record ServerReady() implements Route {
    @Override
    public Access access() {
      return Access.ANYONE;
    }
  }

  /** Measures. */
  record Metrics() implements Route {
    @Override
    public boolean isAlwaysAnswered() {
      return true; // they are wanted most when too much is going on
    }
  }

  /** The paths, described. */
  record OpenApi() implements Route {}

  /** The files of the page on which a person watches learners. */
  enum File {
    INDEX("index.html", "text/html; charset=utf-8"),
    SCRIPT("page.js", "text/javascript; charset=utf-8"),
    CHART("chart.js", "text/javascript; charset=utf-8"),
    FORM("form.js", "text/javascript; charset=utf-8"),
    STYLE("page.css", "text/css; charset=utf-8"),
    ICON("icon.svg", "image/svg+xml"),
    UPLOT("uplot/uPlot.iife.min.js", "text/javascript; charset=utf-8"),
    UPLOT_STYLE("uplot/uPlot.min.css", "text/css; charset=utf-8"),
    UPLOT_LICENSE("uplot/LICENSE", "text/plain; charset=utf-8");

    private final String resource;
    private final String type;

    File(String resource, String type) {
      this.resource = resource;
      this.type = type;
    }

    /** Its name where the service was built. */
    public String resource() {
      return resource;
    }

    /** Its form, as the header {@code Content-Type} says it. */
    public String type() {
      return type;
    }
  }

  /** A file of the page: the same for everyone, and nothing of any learner. */
  record Page(File file) implements Route {
    @Override
    public Access access() {
      return Access.ANYONE; // a browser cannot show a token before it has the page
    }

    @Override
    public boolean isAlwaysAnswered() {
      return false;
    }
  }

  /** What is known of a learner, for whoever watches it. */
  record Watch(String learner) implements Route {}

  /** What a model takes and gives. */
  record ModelMetadata(String learner, Optional<String> version) implements Route {}

  /** Whether a model can answer. */
  record ModelReady(String learner, Optional<String> version) implements Route {}

  /**
   * What was asked of models.
   *
   * @param learner absent for all
   */
  record Statistics(Optional<String> learner, Optional<String> version) implements Route {}

  /** The models there are. */
  record RepositoryIndex() implements Posted {}

  /** Rows of tensors are predicted. */
  record Infer(String learner, Optional<String> version) implements Posted {}

  /** Events as they stand on their topic are predicted. */
  record Answer(String learner, Optional<String> version) implements Posted {}

  /**
   * A text is gone on with.
   *
   * @param isStreamed whether what is written is sent as it is written
   */
  record Generate(String learner, Optional<String> version, boolean isStreamed) implements Posted {}

  /** Events are drawn. */
  record Sample(String learner, Optional<String> version) implements Posted {}

  /** Events and labels are put on their topics. */
  record Learn(String learner) implements Posted {
    @Override
    public Access access() {
      return Access.LEARN;
    }
  }

  /** Nothing when there is no such path. */
  static Optional<Route> of(String asked) {
    String[] parts = Endpoint.parts(asked);
    for (Endpoint endpoint : Endpoint.values()) {
      Optional<Route> route = endpoint.route(parts);
      if (route.isPresent()) {
        return route;
      }
    }
    return Optional.empty();
  }
}
