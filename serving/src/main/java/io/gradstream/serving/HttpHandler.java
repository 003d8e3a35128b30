package io.gradstream.serving;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP around {@link InferenceProtocol}: method, path, body in; status and JSON out. */
final class HttpHandler extends Handler.Abstract {

  /** Largest body of a request, in bytes. */
  static final int MAX_BODY = 1 << 20;

  /** How much of a body too large is read, so that a client still sending hears the answer. */
  private static final int MAX_DISCARDED = 8 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(HttpHandler.class);

  private final InferenceProtocol protocol;

  HttpHandler(InferenceProtocol protocol) {
    this.protocol = protocol;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    write(reply(request, response), response, callback);
    return true;
  }

  static void write(Reply reply, Response response, Callback callback) {
    byte[] body = Json.write(reply.body());
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  private Reply reply(Request request, Response response) {
    try {
      return answer(request, response);
    } catch (HttpProblem problem) {
      return Reply.error(problem.status(), problem.getMessage());
    } catch (IOException e) {
      return Reply.error(400, "the body could not be read to its end");
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", request.getMethod(), request.getHttpURI(), e);
      return Reply.error(500, "the server failed to answer; its log says why");
    }
  }

  private Reply answer(Request request, Response response) throws IOException {
    String path = Request.getPathInContext(request);
    Optional<Route> route = Route.of(path);
    if (route.isEmpty()) {
      return Reply.error(404, "there is no such path: " + path);
    }
    String method = route.get().method();
    if (!method.equals(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, method);
      return Reply.error(405, "the method must be %s: %s".formatted(method, request.getMethod()));
    }
    return protocol.answer(route.get(), method.equals("POST") ? body(request) : new byte[0]);
  }

  private static byte[] body(Request request) throws IOException {
    try (InputStream stream = Content.Source.asInputStream(request)) {
      byte[] body = stream.readNBytes(MAX_BODY + 1);
      if (body.length > MAX_BODY) {
        stream.skip(MAX_DISCARDED);
        throw HttpProblem.tooLarge("the body must have at most " + MAX_BODY + " bytes");
      }
      return body;
    }
  }
}
