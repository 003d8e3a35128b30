package io.gradstream.serving.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.serving.report.Measures;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;

/**
 * What goes back to the client: an HTTP status and a body, JSON but for measures and tensors in
 * binary.
 *
 * @param refusal absent: the request was answered
 * @param headers besides those of every reply
 */
public record Reply(
    int status,
    Optional<Refusal> refusal,
    String contentType,
    byte[] body,
    Map<String, String> headers) {

  /** Form of most answers. */
  public static final String JSON = "application/json";

  /** Form of an answer that is an image. */
  public static final String PNG = "image/png";

  /** The header of a tag by which a client asks whether what it keeps is still the same. */
  public static final String TAG = HttpHeader.ETAG.asString();

  private static final String BINARY = "application/octet-stream";

  /** Why it was refused; empty text when it was answered. */
  public String message() {
    return refusal.isEmpty() ? "" : Json.readObject(body).path("error").asText();
  }

  public static Reply ok(JsonNode body) {
    return json(200, Optional.empty(), body);
  }

  /**
   * JSON, and tensors in binary behind it.
   *
   * @param tensors one after the other
   */
  public static Reply binary(ObjectNode body, byte[] tensors) {
    byte[] json = Json.write(body);
    byte[] all = Arrays.copyOf(json, json.length + tensors.length);
    System.arraycopy(tensors, 0, all, json.length, tensors.length);
    return new Reply(
        200,
        Optional.empty(),
        BINARY,
        all,
        Map.of(Posting.JSON_BYTES, Integer.toString(json.length)));
  }

  /** 200 when it holds, 503 when not; the body says so too. */
  public static Reply readiness(boolean ready, ObjectNode body) {
    return json(ready ? 200 : 503, Optional.empty(), body.put("ready", ready));
  }

  /**
   * An image.
   *
   * @param version of the model that made it
   */
  public static Reply png(byte[] image, String version) {
    return new Reply(200, Optional.empty(), PNG, image, Map.of("Model-Version", version));
  }

  static Reply measures(Measures measures) {
    byte[] text = measures.toString().getBytes(StandardCharsets.UTF_8);
    return new Reply(200, Optional.empty(), Measures.CONTENT_TYPE, text, Map.of());
  }

  static Reply error(Refusal refusal, String message) {
    return json(refusal.status(), Optional.of(refusal), Json.object().put("error", message));
  }

  /** A refusal with more to say than why. */
  public static Reply refused(Refusal refusal, String message, ObjectNode more) {
    return json(refusal.status(), Optional.of(refusal), more.put("error", message));
  }

  /** What the HTTP library refuses, before we see a request. */
  static Reply ofLibrary(int status, String message) {
    return json(status, Optional.of(Refusal.BAD_REQUEST), Json.object().put("error", message));
  }

  /** Come again in a second. */
  static Reply busy(Refusal refusal, String why) {
    return error(refusal, "busy: " + why + "; try again").retryAfter(1);
  }

  private static Reply json(int status, Optional<Refusal> refusal, JsonNode body) {
    return new Reply(status, refusal, JSON, Json.write(body), Map.of());
  }

  /** This one, for a client who may come again. */
  public Reply retryAfter(long seconds) {
    return with(HttpHeader.RETRY_AFTER, Long.toString(seconds));
  }

  /** This one, which nobody keeps. */
  public Reply uncached() {
    return with(HttpHeader.CACHE_CONTROL, "no-store");
  }

  /** What is sent to a client that has the same already; this one to every other. */
  Reply unlessKept(HttpFields asked) {
    String tag = headers.get(TAG);
    return tag != null && asked.getValuesList(HttpHeader.IF_NONE_MATCH).contains(tag)
        ? new Reply(HttpStatus.NOT_MODIFIED_304, refusal, contentType, new byte[0], headers)
        : this;
  }

  /** This one, with one header and no other. */
  Reply with(HttpHeader header, String value) {
    return new Reply(status, refusal, contentType, body, Map.of(header.asString(), value));
  }
}
