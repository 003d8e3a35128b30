package io.gradstream.serving.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** How a request's body was packed, by its header {@code Content-Encoding} (RFC 9110, 8.4). */
enum ContentCoding {
  IDENTITY,
  GZIP;

  private static final int PART = 16 << 10; // bytes

  /** Takes parts of a body as they come out; false ends it. */
  interface Room {
    boolean take(int bytes);
  }

  /** Nothing when it is one that is not read. */
  static Optional<ContentCoding> of(HttpFields headers) {
    String coding = String.join(", ", headers.getValuesList(HttpHeader.CONTENT_ENCODING));
    return switch (coding.toLowerCase(Locale.ROOT)) {
      case "", "identity" -> Optional.of(IDENTITY);
      case "gzip", "x-gzip" -> Optional.of(GZIP);
      default -> Optional.empty();
    };
  }

  /**
   * The body as it was before it was packed; less of it when there was no room for the rest.
   *
   * @throws IOException when it is not packed so
   */
  byte[] unpack(byte[] body, Room room) throws IOException {
    if (this == IDENTITY) {
      return body;
    }
    ByteArrayOutputStream unpacked = new ByteArrayOutputStream(body.length);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] part = new byte[PART];
      for (int n = in.read(part); n >= 0 && room.take(n); n = in.read(part)) {
        unpacked.write(part, 0, n);
      }
    }
    return unpacked.toByteArray();
  }
}
