package io.gradstream.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What goes back to the client: an HTTP status and a JSON object. */
record Reply(int status, ObjectNode body) {

  static Reply ok(ObjectNode body) {
    return new Reply(200, body);
  }

  /** 200 when it holds, 503 when not; the body says so too. */
  static Reply readiness(boolean ready, ObjectNode body) {
    return new Reply(ready ? 200 : 503, body.put("ready", ready));
  }

  static Reply error(int status, String message) {
    return new Reply(status, Json.object().put("error", message));
  }
}
