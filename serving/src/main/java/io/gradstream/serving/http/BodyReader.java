package io.gradstream.serving.http;

import io.gradstream.schemas.IoFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Reads the body of a request as it comes. No thread waits for a slow client: each part that
 * arrives calls {@link #run}. Used by one thread at a time.
 */
final class BodyReader implements Runnable {

  private final Request request;
  private final InProgress.Request room;
  private final int most; // bytes
  private final ContentCoding coding;
  private final Receiver receiver;
  private ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
  private long bytes; // read
  private long unpacked; // bytes
  private Reply refusal; // null as long as the body is wanted

  /** Who waits for the body; one of the methods is called, once. */
  interface Receiver {

    void received(byte[] body);

    /** The body is not wanted. */
    void refused(Reply reply);

    /** The client is gone, or broke the protocol. */
    void failed(Throwable cause);
  }

  BodyReader(
      Request request, InProgress.Request room, int most, ContentCoding coding, Receiver receiver) {
    this.request = request;
    this.room = room;
    this.most = most;
    this.coding = coding;
    this.receiver = receiver;
  }

  /** Begins to read, unless it is known before that the body is too long. */
  void start() {
    long announced = request.getLength(); // -1: unknown
    if (refusal == null && announced > most) {
      refuse(tooLarge());
    }
    if (refusal != null) {
      unwanted().start();
    } else {
      run();
    }
  }

  private UnwantedBody unwanted() {
    return new UnwantedBody(
        request,
        most + UnwantedBody.MOST - bytes,
        () -> receiver.refused(refusal),
        receiver::failed);
  }

  @Override
  public void run() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        receiver.failed(chunk.getFailure());
        return;
      }
      boolean last = chunk.isLast();
      take(chunk);
      chunk.release();
      if (last) {
        end();
        return;
      }
      if (refusal != null) {
        unwanted().run();
        return;
      }
    }
  }

  private void take(Content.Chunk chunk) {
    int length = chunk.remaining();
    bytes += length;
    if (refusal == null && fits(bytes, length)) {
      byte[] part = new byte[length];
      chunk.get(part, 0, length);
      body.write(part, 0, length);
    }
  }

  private boolean fits(long all, int more) {
    if (all > most) {
      refuse(tooLarge());
    } else if (!room.take(more)) {
      refuse(Reply.busy(Refusal.BYTES_BUSY, "too many bytes are on their way"));
    }
    return refusal == null;
  }

  private void end() {
    byte[] whole = {};
    try {
      whole = refusal == null ? unpacked() : whole;
    } catch (IOException e) {
      refuse(Reply.error(Refusal.BAD_REQUEST, "the body must be in gzip: " + IoFailure.reason(e)));
    }
    if (refusal != null) {
      receiver.refused(refusal);
      return;
    }
    room.arrived();
    receiver.received(whole);
  }

  private byte[] unpacked() throws IOException {
    return coding.unpack(body.toByteArray(), this::fitsUnpacked);
  }

  private boolean fitsUnpacked(int more) {
    unpacked += more;
    return fits(unpacked, more);
  }

  private Reply tooLarge() {
    return Reply.error(Refusal.TOO_LARGE, "the body must have at most " + most + " bytes");
  }

  /** Whoever is refused takes nobody's place while the rest of his body comes. */
  void refuse(Reply reply) {
    refusal = reply;
    body = null;
    room.leave();
  }
}
