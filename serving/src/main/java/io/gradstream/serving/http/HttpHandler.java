package io.gradstream.serving.http;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP around a {@link Responder}: who may, how many at a time, method, path and body in; status
 * and JSON out.
 */
final class HttpHandler extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(HttpHandler.class);

  /**
   * Bytes of the heap for each byte of all bodies in progress: twice what one may need at worst,
   * which is 52 bytes as a tree, measured with arrays within arrays.
   */
  private static final int HEAP_PER_BODY_BYTE = 128;

  private final Responder responder;
  private final Gate gate;
  private final Limits limits;
  private final Connections connections;
  private final InProgress inProgress;

  HttpHandler(Responder responder, Gate gate, Limits limits, Connections connections) {
    this(
        responder,
        gate,
        limits,
        connections,
        new InProgress(limits.requests(), Runtime.getRuntime().maxMemory() / HEAP_PER_BODY_BYTE));
  }

  HttpHandler(
      Responder responder,
      Gate gate,
      Limits limits,
      Connections connections,
      InProgress inProgress) {
    this.responder = responder;
    this.gate = gate;
    this.limits = limits;
    this.connections = connections;
    this.inProgress = inProgress;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Connection connection = request.getConnectionMetaData().getConnection();
    connections.begin(connection);
    Request.addCompletionListener(request, failure -> connections.end(connection));
    String path = Request.getPathInContext(request);
    Optional<Route> route = Route.of(path);
    Optional<Reply> refusal = refusal(request, path, route);
    if (refusal.isPresent()) {
      write(refusal.get(), response, callback);
    } else {
      answer(new Exchange(request, response, callback, route.get()));
    }
    return true;
  }

  private Optional<Reply> refusal(Request request, String path, Optional<Route> route) {
    Optional<Reply> stopped =
        gate.refusal(
            request.getHeaders().get(HttpHeader.AUTHORIZATION),
            route.map(Route::access).orElse(Access.READ));
    if (stopped.isPresent()) {
      return stopped;
    }
    if (route.isEmpty()) {
      return Optional.of(Reply.error(404, "there is no such path: " + path));
    }
    String method = route.get().method();
    return method.equals(request.getMethod())
        ? Optional.empty()
        : Optional.of(
            Reply.error(405, "the method must be %s: %s".formatted(method, request.getMethod()))
                .with(HttpHeader.ALLOW, method));
  }

  private void answer(Exchange exchange) {
    if (exchange.route.access() == Access.ANYONE) {
      exchange.answer(new byte[0]); // even when busy: else it would be taken for dead
      return;
    }
    Optional<InProgress.Request> entered = inProgress.enter();
    if (entered.isEmpty()) {
      write(
          Reply.busy(limits.requests() + " requests are in progress"),
          exchange.response,
          exchange.callback);
      return;
    }
    Request.addCompletionListener(exchange.request, failure -> entered.get().leave());
    if (exchange.route.method().equals("POST")) {
      new BodyReader(exchange.request, entered.get(), limits.bodyBytes(), exchange).run();
    } else {
      exchange.answer(new byte[0]);
    }
  }

  /** A request that may pass, and where its answer goes. */
  private final class Exchange implements BodyReader.Receiver {

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Route route;

    private Exchange(Request request, Response response, Callback callback, Route route) {
      this.request = request;
      this.response = response;
      this.callback = callback;
      this.route = route;
    }

    private void answer(byte[] body) {
      write(reply(body), response, callback);
    }

    private Reply reply(byte[] body) {
      try {
        return responder.answer(route, body);
      } catch (HttpProblem problem) {
        return Reply.error(problem.status(), problem.getMessage());
      } catch (RuntimeException e) {
        LOG.error("{} {} failed", request.getMethod(), request.getHttpURI(), e);
        return Reply.error(500, "the server failed to answer; its log says why");
      }
    }

    @Override
    public void received(byte[] body) {
      answer(body);
    }

    @Override
    public void refused(Reply reply) {
      write(reply, response, callback);
    }

    @Override
    public void failed(Throwable cause) {
      // a bad request, and no fault of ours: that would fill the log with what clients do
      callback.failed(new BadMessageException(400, "the body could not be read to its end", cause));
    }
  }

  static void write(Reply reply, Response response, Callback callback) {
    byte[] body = Json.write(reply.body());
    response.setStatus(reply.status());
    reply.headers().forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
