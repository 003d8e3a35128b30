package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Json;
import java.nio.ByteBuffer;

/** What stands behind the JSON of a request: its tensors in binary, in their order. */
final class Behind {

  static final String SIZE = "binary_data_size";

  private final ByteBuffer bytes;

  /**
   * @param from where the JSON ends
   */
  Behind(byte[] body, int from) {
    bytes = ByteBuffer.wrap(body, from, body.length - from);
  }

  /**
   * The next tensor's bytes.
   *
   * @param size that it says it has
   * @throws HttpProblem when so many are not there
   */
  ByteBuffer take(JsonNode size, String what) {
    boolean fits = size.isIntegralNumber() && size.canConvertToInt() && size.intValue() >= 0;
    if (!fits || size.intValue() > bytes.remaining()) {
      throw HttpProblem.badRequest(
          "%s: %s must be a number of bytes behind the JSON, where %d are left: %s"
              .formatted(what, SIZE, bytes.remaining(), Json.shortened(size)));
    }
    ByteBuffer taken = bytes.slice(bytes.position(), size.intValue());
    bytes.position(bytes.position() + size.intValue());
    return taken;
  }

  /** Refuses bytes that no tensor has claimed. */
  void requireEmpty() {
    if (bytes.hasRemaining()) {
      throw HttpProblem.badRequest(
          "every byte behind the JSON must be of a tensor with %s: %d are of none"
              .formatted(SIZE, bytes.remaining()));
    }
  }
}
