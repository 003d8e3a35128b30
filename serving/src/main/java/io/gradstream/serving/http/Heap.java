package io.gradstream.serving.http;

/** How the Java heap is divided among models and what requests may bring at once. */
final class Heap {

  /** A body of at most so many bytes is always taken in, however much others bring. */
  static final int SMALL_BODY = 64 * 1024;

  /** The service without any request: HTTP, Kafka's consumer, a snapshot that is decoded. */
  private static final long FIXED = 32L << 20;

  /**
   * Bytes of heap for each byte of a body while it is read as JSON: 52 at worst, measured with
   * arrays within arrays. Large bodies are read one at a time, small ones on each thread.
   */
  private static final int READING = 64;

  /** The same for as long as the request is in progress: its bytes, then its rows. */
  private static final int HELD = 16;

  /** Largest bodies that have room beside one another, all but their first small part. */
  private static final int LARGE_BODIES = 2;

  /** One part in so many is left to the models. */
  private static final int MODELS = 3;

  private Heap() {}

  /**
   * Bytes of bodies that all requests share, beyond the small part that each may always bring.
   *
   * @param heap bytes there are
   * @throws IllegalArgumentException when the limits do not fit
   */
  static long sharedBytes(Limits limits, long heap) {
    long shared = (heap - modelBytes(heap) - beforeShared(limits)) / HELD;
    long least = (long) LARGE_BODIES * limits.bodyBytes();
    if (shared < least) {
      throw new IllegalArgumentException(
          ("--max-body-bytes %d and --max-requests %d need a Java heap of %d MB, and this one has"
                  + " %d: lower them, or start the service with a larger one (serve"
                  + " --heap-megabytes, or java -Xmx)")
              .formatted(
                  limits.bodyBytes(),
                  limits.requests(),
                  megabytes(withModels(beforeShared(limits) + HELD * least)),
                  heap >> 20));
    }
    return shared;
  }

  private static long beforeShared(Limits limits) {
    long small = Math.min(SMALL_BODY, limits.bodyBytes());
    return FIXED
        + READING * (limits.bodyBytes() + Turns.threads() * small)
        + HELD * small * limits.requests();
  }

  static long modelBytes(long heap) {
    return heap / MODELS;
  }

  private static long withModels(long requests) {
    return requests * MODELS / (MODELS - 1) + 1;
  }

  /** What to write after -Xmx: of it the serial collector keeps a thirtieth for itself. */
  private static long megabytes(long bytes) {
    return (bytes + bytes / 29 >> 20) + 1;
  }
}
