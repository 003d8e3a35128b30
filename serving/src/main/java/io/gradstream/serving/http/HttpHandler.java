package io.gradstream.serving.http;

import io.gradstream.serving.report.Measures;
import java.util.Optional;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * HTTP around a {@link Responder}: who may, how many at a time, method, path and body in; status
 * and what the responder says out.
 */
final class HttpHandler extends Handler.Abstract {

  private final Responder responder;
  private final Desk desk;
  private final Connections connections;
  private final HttpMeasures measures = new HttpMeasures();
  private final Exchange.Service service;

  HttpHandler(Responder responder, Desk desk, Connections connections) {
    this.responder = responder;
    this.desk = desk;
    this.connections = connections;
    service = new Exchange.Service(responder, desk.turns(), desk.limits(), measures);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long since = System.nanoTime();
    Connection connection = request.getConnectionMetaData().getConnection();
    connections.begin(connection);
    String path = Request.getPathInContext(request);
    Optional<Route> route = Route.of(path);
    Request.addCompletionListener(
        request,
        failure -> {
          connections.end(connection);
          measures.ended(route, response.getStatus(), System.nanoTime() - since);
        });
    Optional<Reply> refusal = refusal(request, path, route);
    if (refusal.isPresent()) {
      write(refusal.get(), request, response, callback);
    } else {
      answer(request, response, callback, route.get());
    }
    return true;
  }

  private Optional<Reply> refusal(Request request, String path, Optional<Route> route) {
    HttpFields headers = request.getHeaders();
    Access asked = route.map(Route::access).orElse(Access.READ);
    Optional<Reply> stopped =
        desk.refusal(headers.get(HttpHeader.AUTHORIZATION), asked)
            .or(() -> desk.refusalOfPage(headers.get(HttpHeader.ORIGIN), asked));
    if (stopped.isPresent()) {
      return stopped;
    }
    if (route.isEmpty()) {
      return Optional.of(Reply.error(Refusal.NOT_FOUND, "there is no such path: " + path));
    }
    return route.get().allows(request.getMethod())
        ? Optional.empty()
        : Optional.of(methodRefusal(route.get(), request.getMethod()));
  }

  /** What the body is, when nothing here reads it. */
  private static Optional<Reply> unread(HttpFields headers) {
    if (ContentCoding.of(headers).isEmpty()) {
      String message = "Content-Encoding must be gzip, identity or absent";
      return Optional.of(Reply.error(Refusal.ENCODING, message));
    }
    return Optional.empty();
  }

  private static Reply methodRefusal(Route route, String asked) {
    String allowed = String.join(", ", route.methods());
    return Reply.error(
            Refusal.METHOD, "the method must be %s: %s".formatted(route.methods().get(0), asked))
        .with(HttpHeader.ALLOW, allowed);
  }

  private void answer(Request request, Response response, Callback callback, Route route) {
    if (route.isAlwaysAnswered()) {
      write(reply(route), request, response, callback);
      return;
    }
    Optional<InProgress.Request> entered = desk.enter();
    if (entered.isEmpty()) {
      String why = desk.limits().requests() + " requests are in progress";
      write(Reply.busy(Refusal.REQUESTS_BUSY, why), request, response, callback);
      return;
    }
    InProgress.Request room = entered.get();
    Request.addCompletionListener(request, failure -> room.leave());
    if (route instanceof Route.Posted posted) {
      room.arriving(() -> giveWay(request));
      Exchange exchange = new Exchange(request, response, callback, posted, service);
      HttpFields headers = request.getHeaders();
      ContentCoding coding = ContentCoding.of(headers).orElse(ContentCoding.IDENTITY);
      BodyReader body = new BodyReader(request, room, desk.limits().bodyBytes(), coding, exchange);
      unread(headers).ifPresent(body::refuse);
      body.start();
    } else {
      write(reply(route), request, response, callback);
    }
  }

  private void giveWay(Request request) {
    measures.refused(Refusal.SLOW_BODY);
    request.getConnectionMetaData().getConnection().getEndPoint().close();
  }

  private Reply reply(Route route) {
    if (route instanceof Route.Metrics) {
      Measures all = new Measures();
      desk.writeMeasures(measures, all);
      responder.measure(all);
      return Reply.measures(all);
    }
    try {
      return responder.answer(route);
    } catch (HttpProblem problem) {
      return problem.reply();
    } catch (RuntimeException e) {
      return Exchange.fault(e);
    }
  }

  /** Answers what has a body only by mistake, or in vain: it is read and left. */
  private void write(Reply reply, Request request, Response response, Callback callback) {
    reply.refusal().ifPresent(measures::refused);
    new UnwantedBody(
            request,
            UnwantedBody.MOST,
            () -> Exchange.write(reply.unlessKept(request.getHeaders()), response, callback),
            cause -> callback.failed(new BadMessageException(400, "its body broke off", cause)))
        .start();
  }
}
