package io.gradstream.serving.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every path there is, declared once: as it is written, what it is for, and the route it leads to.
 */
public enum Endpoint {
  PAGE("/", "The page on which a person watches learners", Route.File.INDEX),
  PAGE_SCRIPT("/page/page.js", Route.File.SCRIPT),
  PAGE_CHART("/page/chart.js", Route.File.CHART),
  PAGE_FORM("/page/form.js", Route.File.FORM),
  PAGE_STYLE("/page/page.css", Route.File.STYLE),
  PAGE_ICON("/page/icon.svg", Route.File.ICON),
  PAGE_UPLOT("/page/uPlot.iife.min.js", Route.File.UPLOT),
  PAGE_UPLOT_STYLE("/page/uPlot.min.css", Route.File.UPLOT_STYLE),
  PAGE_UPLOT_LICENSE("/page/uPlot-LICENSE.txt", Route.File.UPLOT_LICENSE),
  WATCH(
      "/v2/models/{model}/watch",
      "How a learner does: what the page shows of it",
      (m, v) -> new Route.Watch(m)),
  SERVER("/v2", "What the service is: protocols, models and paths", (m, v) -> Route.SERVER),
  LIVE("/v2/health/live", "Whether the service lives", (m, v) -> new Route.ServerLive()),
  READY("/v2/health/ready", "Whether it has a model", (m, v) -> new Route.ServerReady()),
  METRICS("/metrics", "Measures in Prometheus' text form", (m, v) -> new Route.Metrics()),
  OPENAPI("/docs/openapi.json", "This page", (m, v) -> new Route.OpenApi()),
  INDEX("/v2/repository/index", "The models there are", (m, v) -> new Route.RepositoryIndex()),
  ALL_STATISTICS(
      "/v2/models/stats",
      "What was asked of every model",
      (m, v) -> new Route.Statistics(Optional.empty(), v)),
  MODEL("/v2/models/{model}", "What a model takes and gives", Route.ModelMetadata::new),
  MODEL_READY("/v2/models/{model}/ready", "Whether it can answer", Route.ModelReady::new),
  STATISTICS(
      "/v2/models/{model}/stats",
      "What was asked of it",
      (m, v) -> new Route.Statistics(Optional.of(m), v)),
  INFER("/v2/models/{model}/infer", "Predicts rows of tensors", Route.Infer::new),
  ANSWER("/v2/models/{model}/answer", "Predicts events as they stand", Route.Answer::new),
  GENERATE(
      "/v2/models/{model}/generate",
      "Goes on with a text",
      (m, v) -> new Route.Generate(m, v, false)),
  GENERATE_STREAM(
      "/v2/models/{model}/generate_stream",
      "Goes on with a text, sent as it is written, the characters of a turn together",
      (m, v) -> new Route.Generate(m, v, true)),
  SAMPLE("/v2/models/{model}/sample", "Draws events", Route.Sample::new),
  LEARN(
      "/v2/models/{model}/learn",
      "Puts events and labels on their topics, to be learned from",
      (m, v) -> new Route.Learn(m)),
  VERSION("/v2/models/{model}/versions/{version}", MODEL),
  VERSION_READY("/v2/models/{model}/versions/{version}/ready", MODEL_READY),
  VERSION_STATISTICS("/v2/models/{model}/versions/{version}/stats", STATISTICS),
  VERSION_INFER("/v2/models/{model}/versions/{version}/infer", INFER),
  VERSION_ANSWER("/v2/models/{model}/versions/{version}/answer", ANSWER),
  VERSION_GENERATE("/v2/models/{model}/versions/{version}/generate", GENERATE),
  VERSION_GENERATE_STREAM("/v2/models/{model}/versions/{version}/generate_stream", GENERATE_STREAM),
  VERSION_SAMPLE("/v2/models/{model}/versions/{version}/sample", SAMPLE);

  private static final String MODEL_NAME = "{model}";
  private static final String VERSION_NAME = "{version}";

  private final String path;
  private final String[] parts;
  private final String purpose;
  private final Make make;

  /** Makes the route that a path leads to. */
  private interface Make {
    Route of(String model, Optional<String> version);
  }

  Endpoint(String path, String purpose, Make make) {
    this.path = path;
    this.purpose = purpose;
    this.make = make;
    parts = parts(path);
  }

  /** A file of the page. */
  Endpoint(String path, Route.File file) {
    this(path, "A file of the page", file);
  }

  Endpoint(String path, String purpose, Route.File file) {
    this(path, purpose, (m, v) -> new Route.Page(file));
  }

  /** The same by one version and no other. */
  Endpoint(String path, Endpoint newest) {
    this(path, newest.purpose + ", if that version is held", newest.make);
  }

  /** As it is written, for instance {@code /v2/models/{model}/infer}. */
  public String path() {
    return path;
  }

  /** What it is for, in a few words. */
  public String purpose() {
    return purpose;
  }

  /** The names in its path that stand for something. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (String part : parts) {
      if (part.startsWith("{")) {
        names.add(part.substring(1, part.length() - 1));
      }
    }
    return names;
  }

  /** The route of some model and version. */
  public Route example() {
    return route(parts).orElseThrow();
  }

  /** What lies between its slashes, the first part empty; one slash at the end is nothing. */
  static String[] parts(String path) {
    String whole = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return whole.split("/", -1);
  }

  /** Nothing when the path is another. */
  Optional<Route> route(String[] asked) {
    if (asked.length != parts.length) {
      return Optional.empty();
    }
    String model = "";
    Optional<String> version = Optional.empty();
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].equals(MODEL_NAME) && !asked[i].isEmpty()) {
        model = asked[i];
      } else if (parts[i].equals(VERSION_NAME)) {
        version = Optional.of(asked[i]);
      } else if (!parts[i].equals(asked[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(make.of(model, version));
  }
}
