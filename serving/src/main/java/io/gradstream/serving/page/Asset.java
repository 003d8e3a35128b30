package io.gradstream.serving.page;

import io.gradstream.serving.http.Reply;
import io.gradstream.serving.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** A file of the page, as it is sent: read once, with what a browser may do with it. */
final class Asset {

  /** Everything from this service alone, nothing inline, and in no other page's frame. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<Route.File, Asset> ALL = new EnumMap<>(Route.File.class);

  static {
    for (Route.File file : Route.File.values()) {
      ALL.put(file, new Asset(file));
    }
  }

  private final Reply reply;

  private Asset(Route.File file) {
    byte[] bytes = read(file.resource());
    reply =
        new Reply(
            200,
            Optional.empty(),
            file.type(),
            bytes,
            Map.of(
                "Content-Security-Policy",
                POLICY,
                "X-Content-Type-Options",
                "nosniff",
                "Referrer-Policy",
                "no-referrer",
                "Cache-Control",
                "no-cache", // kept, and asked for by its tag: a new release is seen at once
                Reply.TAG,
                tag(bytes)));
  }

  static Reply of(Route.File file) {
    return ALL.get(file).reply;
  }

  private static byte[] read(String resource) {
    try (InputStream in = Asset.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the service was built without " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  /** A weak one: the same file goes packed and as it is. */
  private static String tag(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "W/\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
