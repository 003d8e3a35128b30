package io.gradstream.serving.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * An answer in parts, each sent as a server-sent event as soon as it is there. No thread waits for
 * a client that reads slowly: as long as it {@linkplain #isBusy} nothing can be sent. Used by one
 * thread at a time.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">the form</a>
 */
final class EventStream {

  static final String CONTENT_TYPE = "text/event-stream";

  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

  private final Response response;
  private boolean begun;
  private volatile boolean busy; // what was sent last is still on its way
  private volatile boolean broken;

  EventStream(Response response) {
    this.response = response;
  }

  /** Whether its status is told: what goes wrong from now on is told by an event. */
  boolean isBegun() {
    return begun;
  }

  boolean isBusy() {
    return busy;
  }

  /** Whether the client cannot be reached any longer. */
  boolean isBroken() {
    return broken;
  }

  /** Sends what is there; only while it is not busy. */
  void send(List<Reply> events) {
    busy = true;
    Callback sent = Callback.from(() -> busy = false, cause -> broken = true);
    try {
      begin();
      response.write(false, written(events), sent);
    } catch (IllegalStateException e) { // the connection was closed in this moment
      broken = true;
    }
  }

  /**
   * Sends the last events.
   *
   * @param done is told when the client has all
   */
  void end(List<Reply> events, Callback done) {
    begin();
    response.write(true, written(events), done);
  }

  private void begin() {
    if (!begun) {
      begun = true;
      response.setStatus(200);
      HttpFields.Mutable headers = response.getHeaders();
      headers.put(HttpHeader.CONTENT_TYPE, CONTENT_TYPE + "; charset=utf-8");
      headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
    }
  }

  /** JSON in UTF-8 has no line breaks. */
  private static ByteBuffer written(List<Reply> events) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Reply event : events) {
      bytes.writeBytes(DATA);
      bytes.writeBytes(body(event));
      bytes.writeBytes(END);
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  /** A refusal names its status: that of the response was told before. */
  private static byte[] body(Reply event) {
    if (event.refusal().isEmpty()) {
      return event.body();
    }
    ObjectNode told = (ObjectNode) Json.readObject(event.body());
    return Json.write(told.put("status", event.status()));
  }
}
