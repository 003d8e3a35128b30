package io.gradstream.serving.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What lies between a client and the service: proxies, with paths and words of their own. */
final class Between {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LONGEST = 300;

  private Between() {}

  /** An address that paths go on from: without a slash at its end its last step would be lost. */
  static URI folder(URI service) {
    return URI.create(service.toString().replaceFirst("/*$", "/"));
  }

  /** The service's words as they are; of anything else its first characters, as the error. */
  static JsonNode told(byte[] body) {
    try {
      JsonNode told = MAPPER.readTree(body);
      if (told.isObject()) {
        return told;
      }
    } catch (IOException e) {
      // a page of HTML, for instance
    }
    String text = new String(body, StandardCharsets.UTF_8).strip();
    int end = text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length())));
    return MAPPER
        .createObjectNode()
        .put("error", "no answer of the service: " + text.substring(0, end));
  }
}
