package io.gradstream.serving.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;

/**
 * What goes back to the client: an HTTP status and a JSON object.
 *
 * @param headers besides those of every reply
 */
public record Reply(int status, ObjectNode body, Map<HttpHeader, String> headers) {

  public static Reply ok(ObjectNode body) {
    return new Reply(200, body, Map.of());
  }

  /** 200 when it holds, 503 when not; the body says so too. */
  public static Reply readiness(boolean ready, ObjectNode body) {
    return new Reply(ready ? 200 : 503, body.put("ready", ready), Map.of());
  }

  public static Reply error(int status, String message) {
    return new Reply(status, Json.object().put("error", message), Map.of());
  }

  /** Come again in a second. */
  static Reply busy(String why) {
    return error(503, "busy: " + why + "; try again").with(HttpHeader.RETRY_AFTER, "1");
  }

  /** This one, with one header and no other. */
  Reply with(HttpHeader header, String value) {
    return new Reply(status, body, Map.of(header, value));
  }
}
