package io.gradstream.serving.http;

import io.gradstream.schemas.BoundedLog;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.LoggerFactory;

/**
 * A request that may pass, the work of its answer, and where that goes. Nothing that a body holds
 * is a fault of ours: what fails while it is read is the caller's mistake. The work ends with its
 * time, or when the caller is gone. Used by one thread at a time.
 */
final class Exchange implements BodyReader.Receiver, Turns.Task {

  private static final BoundedLog LOG = new BoundedLog(LoggerFactory.getLogger(Exchange.class));

  private static final int SHORT = 2; // turns
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Route.Posted route;
  private final Service service;
  private final long until; // nanoseconds of the system's clock
  private final EventStream stream;
  private int turns;
  private Work<Reply> work;
  private Object readingLane;

  /** What every exchange needs. */
  record Service(Responder responder, Turns turns, Limits limits, HttpMeasures measures) {}

  Exchange(
      Request request, Response response, Callback callback, Route.Posted route, Service service) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.route = route;
    this.service = service;
    stream = new EventStream(response);
    until = System.nanoTime() + service.limits.time().toNanos();
  }

  @Override
  public void received(byte[] body) {
    try {
      work = service.responder.work(route, posting(body));
    } catch (HttpProblem problem) {
      send(List.of(), problem.reply());
      return;
    }
    readingLane = Desk.readingLane(body.length, this);
    service.turns.add(this);
  }

  private Posting posting(byte[] body) {
    return new Posting(
        body,
        Posting.jsonBytes(request.getHeaders().get(Posting.JSON_BYTES)),
        Posting.options(request.getHttpURI().getQuery()),
        String.join(",", request.getHeaders().getValuesList(HttpHeader.ACCEPT)));
  }

  @Override
  public Duration rest() {
    return stream.isBusy() ? LOOK_AGAIN : work.rest();
  }

  @Override
  public Object lane() {
    return work.isReading() ? readingLane : work.lane();
  }

  @Override
  public boolean isDoneAfterTurn() {
    boolean isLate = System.nanoTime() - until >= 0;
    if (isLeft() || (isLate && stream.isBusy())) {
      abandon();
      return true;
    }
    if (stream.isBusy()) {
      return false; // the client takes what it has first
    }
    Optional<Reply> reply = attempt(isLate ? this::overdue : work::turn);
    List<Reply> ahead = new ArrayList<>();
    Optional<Reply> failed =
        attempt(
            () -> {
              ahead.addAll(work.ahead());
              return Optional.empty();
            });
    return isTold(ahead, failed.or(() -> reply));
  }

  private boolean isTold(List<Reply> ahead, Optional<Reply> reply) {
    if (reply.isEmpty()) {
      if (!ahead.isEmpty()) {
        stream.send(ahead);
      }
      return false;
    }
    work.close();
    send(ahead, reply.get());
    return true;
  }

  /** Who asks for little may close his half of the connection before he is answered. */
  private boolean isLeft() {
    EndPoint end = request.getConnectionMetaData().getConnection().getEndPoint();
    turns++;
    boolean isClosed = turns <= SHORT ? !end.isOpen() : ClientEndPoint.isLeft(end);
    return isClosed || stream.isBroken();
  }

  /** What a part of the work says, or what is said of its failure. */
  private Optional<Reply> attempt(Supplier<Optional<Reply>> part) {
    boolean reading = work.isReading();
    try {
      return part.get();
    } catch (HttpProblem problem) {
      return Optional.of(problem.reply());
    } catch (RuntimeException | Error e) {
      return Optional.of(reading ? unreadable(e) : fault(e));
    }
  }

  private static Reply unreadable(Throwable failure) {
    LOG.warn("a body is refused in a way that was not foreseen", failure);
    return Reply.error(Refusal.BAD_REQUEST, "the body cannot be read");
  }

  /** What is told when a fault of ours leaves no answer. */
  static Reply fault(Throwable failure) {
    LOG.error("an answer failed", failure);
    return Reply.error(Refusal.FAILED, "the server failed to answer; its log says why");
  }

  private Optional<Reply> overdue() {
    return work.overdue()
        .or(
            () ->
                Optional.of(
                    Reply.error(
                        Refusal.LATE,
                        "the answer was not there within %d s: ask for less, or try again"
                            .formatted(service.limits.time().toSeconds()))));
  }

  @Override
  public void abandon() {
    try {
      work.close();
    } finally { // else its place among the requests would be held for ever
      service.measures.refused(Refusal.GONE);
      callback.failed(new EofException("nobody waits for the answer"));
    }
  }

  @Override
  public void refused(Reply reply) {
    send(List.of(), reply);
  }

  @Override
  public void failed(Throwable cause) {
    // a bad request, and no fault of ours: that would fill the log with what clients do
    service.measures.refused(Refusal.GONE);
    callback.failed(new BadMessageException(400, "the body could not be read to its end", cause));
  }

  /**
   * @param ahead parts of a stream, of which this is the last
   */
  private void send(List<Reply> ahead, Reply reply) {
    try {
      if (stream.isBegun() || (route.isStreamed() && reply.refusal().isEmpty())) {
        stream.end(Stream.concat(ahead.stream(), Stream.of(reply)).toList(), callback);
      } else {
        write(reply, response, callback);
      }
      reply.refusal().ifPresent(service.measures::refused);
    } catch (IllegalStateException e) { // the connection was closed in this moment
      service.measures.refused(Refusal.GONE);
    }
  }

  static void write(Reply reply, Response response, Callback callback) {
    response.setStatus(reply.status());
    HttpFields.Mutable headers = response.getHeaders();
    reply.headers().forEach(headers::put);
    headers.put(HttpHeader.CONTENT_TYPE, reply.contentType());
    byte[] body = ContentCoding.pack(reply.body(), response.getRequest().getHeaders(), headers);
    if (reply.status() != HttpStatus.NOT_MODIFIED_304) { // whose length is that of what is left out
      headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    }
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
