package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.serving.http.Access;
import io.gradstream.serving.http.Endpoint;
import io.gradstream.serving.http.Json;
import io.gradstream.serving.http.Refusal;
import io.gradstream.serving.http.Reply;
import io.gradstream.serving.http.Route;
import io.gradstream.serving.learn.LearnDesk;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The paths there are, as an OpenAPI page: made of the paths themselves. */
final class OpenApiPage {

  private static final String ERROR = "#/components/schemas/error";

  private OpenApiPage() {}

  static ObjectNode of(String serverVersion, List<Endpoint> endpoints) {
    ObjectNode page = Json.object().put("openapi", "3.1.0");
    page.putObject("info")
        .put("title", "Gradstream's query service")
        .put("version", serverVersion)
        .put("description", "Models that learn from streams: Open Inference Protocol, version 2.");
    ObjectNode paths = page.putObject("paths");
    for (Endpoint endpoint : endpoints) {
      ObjectNode path = paths.putObject(endpoint.path());
      for (String method : endpoint.example().methods()) {
        describe(endpoint, method, path.putObject(method.toLowerCase(Locale.ROOT)));
      }
    }
    ObjectNode components = page.putObject("components");
    ObjectNode error = components.putObject("schemas").putObject("error").put("type", "object");
    error.putArray("required").add("error");
    error.putObject("properties").putObject("error").put("type", "string");
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "Where the service was started with --tokens.");
    return page;
  }

  private static void describe(Endpoint endpoint, String method, ObjectNode operation) {
    Route route = endpoint.example();
    operation.put("operationId", id(endpoint, method)).put("summary", endpoint.purpose());
    for (String name : endpoint.names()) {
      parameter(name, "path", true, operation);
    }
    if (isQuestion(route)) {
      Demand.NAMES.forEach(name -> parameter(name, "query", false, operation));
    }
    if (route instanceof Route.Posted) {
      body(route, operation);
    }
    if (route.access() != Access.ANYONE) {
      operation.putArray("security").addObject().putArray("token");
    }
    ObjectNode responses = operation.putObject("responses");
    responses
        .putObject("200")
        .put("description", endpoint.purpose())
        .putObject("content")
        .putObject(form(route));
    if (route instanceof Route.Sample) {
      responses.withObject("/200/content").putObject(Reply.PNG);
    }
    TreeMap<Integer, String> refusals = new TreeMap<>();
    for (Refusal refusal : refusals(route)) {
      refusals.merge(refusal.status(), refusal.label(), (one, other) -> one + ", " + other);
    }
    refusals.forEach(
        (status, why) ->
            responses
                .putObject(status.toString())
                .put("description", why)
                .putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("$ref", ERROR));
  }

  /** Whether a model is asked, which may have to be fresh. */
  private static boolean isQuestion(Route route) {
    return route instanceof Route.Answer
        || route instanceof Route.Infer
        || route instanceof Route.Generate
        || route instanceof Route.Sample;
  }

  private static String form(Route route) {
    if (route instanceof Route.Metrics) {
      return "text/plain";
    } else if (route instanceof Route.Page page) {
      return page.file().type().replaceFirst(";.*", "");
    }
    boolean isStreamed = route instanceof Route.Posted posted && posted.isStreamed();
    return isStreamed ? "text/event-stream" : Reply.JSON;
  }

  private static List<Refusal> refusals(Route route) {
    if (route instanceof Route.Page) {
      return List.of(Refusal.REQUESTS_BUSY);
    }
    if (route.access() == Access.ANYONE) {
      return List.of(Refusal.NOT_READY);
    }
    if (route instanceof Route.Learn) {
      return List.of(
          Refusal.BAD_REQUEST,
          Refusal.UNAUTHORIZED,
          Refusal.FORBIDDEN,
          Refusal.NOT_FOUND,
          Refusal.TOO_LARGE,
          Refusal.ENCODING,
          Refusal.NOT_STORED);
    }
    return route instanceof Route.Posted
        ? List.of(
            Refusal.BAD_REQUEST,
            Refusal.UNAUTHORIZED,
            Refusal.NOT_FOUND,
            Refusal.NOT_FRESH,
            Refusal.TOO_LARGE,
            Refusal.ENCODING,
            Refusal.NOT_READY)
        : List.of(Refusal.UNAUTHORIZED, Refusal.NOT_FOUND, Refusal.NOT_READY);
  }

  private static String id(Endpoint endpoint, String method) {
    return method.toLowerCase(Locale.ROOT) + "_" + endpoint.name().toLowerCase(Locale.ROOT);
  }

  private static void parameter(String name, String in, boolean required, ObjectNode operation) {
    operation
        .withArray("parameters")
        .addObject()
        .put("name", name)
        .put("in", in)
        .put("required", required)
        .putObject("schema")
        .put("type", "string");
  }

  private static void body(Route route, ObjectNode operation) {
    ObjectNode body = operation.putObject("requestBody");
    body.put("required", !(route instanceof Route.RepositoryIndex));
    ObjectNode content = body.putObject("content");
    ObjectNode json = content.putObject("application/json");
    if (route instanceof Route.Learn) {
      ObjectNode records = json.putObject("schema").put("type", "object").putObject("properties");
      for (String kind : LearnDesk.KINDS) {
        ObjectNode array = records.putObject(kind).put("type", "array");
        array.putObject("items").put("type", "object");
      }
    }
    if (route instanceof Route.Generate) {
      ObjectNode schema = json.putObject("schema").put("type", "object");
      schema.putArray("required").add(TextRequest.TEXT);
      ObjectNode properties = schema.putObject("properties");
      properties.putObject(TextRequest.TEXT).put("type", "string");
      parameters(TextRequest.NAMES, properties);
    }
    if (route instanceof Route.Sample) {
      ObjectNode schema = json.putObject("schema").put("type", "object");
      parameters(SampleRequest.NAMES, schema.putObject("properties"));
    }
    if (route instanceof Route.Infer) {
      content.putObject("application/octet-stream");
    }
  }

  private static void parameters(List<String> names, ObjectNode properties) {
    ObjectNode parameters = properties.putObject("parameters").put("type", "object");
    ObjectNode known = parameters.putObject("properties");
    names.forEach(known::putObject);
  }
}
