package io.gradstream.serving.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** How a request's body was packed, by its header {@code Content-Encoding} (RFC 9110, 8.4). */
enum ContentCoding {
  IDENTITY,
  GZIP;

  private static final int PART = 16 << 10; // bytes

  /** Shorter bodies would hardly become smaller. */
  private static final int LEAST = 1 << 10; // bytes

  private static final Pattern GZIP_WANTED =
      Pattern.compile("(x-)?gzip(;q=(1(\\.0*)?|0\\.0*[1-9][0-9]*))?");

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
   * What is sent of an answer: packed where its reader takes gzip and it is worth it.
   *
   * @param asked of the request
   * @param told gets how the answer is packed
   */
  static byte[] pack(byte[] body, HttpFields asked, HttpFields.Mutable told) {
    if (body.length < LEAST) {
      return body;
    }
    told.put(HttpHeader.VARY, HttpHeader.ACCEPT_ENCODING.asString());
    if (!takesGzip(asked)) {
      return body;
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 2);
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    told.put(HttpHeader.CONTENT_ENCODING, "gzip");
    return packed.toByteArray();
  }

  /** Whether gzip is named, and not with a weight of 0 (RFC 9110, 12.5.3). */
  private static boolean takesGzip(HttpFields asked) {
    String codings = String.join(",", asked.getValuesList(HttpHeader.ACCEPT_ENCODING));
    return Stream.of(codings.split(","))
        .map(coding -> coding.toLowerCase(Locale.ROOT).replace(" ", ""))
        .anyMatch(coding -> GZIP_WANTED.matcher(coding).matches());
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
