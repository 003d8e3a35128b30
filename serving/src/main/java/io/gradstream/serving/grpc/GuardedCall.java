package io.gradstream.serving.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;

/** A call that may be closed by several threads: the first one does. Thread safe. */
final class GuardedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {

  private final GrpcMeasures measures;
  private final long since = System.nanoTime();
  private Runnable whenOver = () -> {};
  private boolean closed;
  private boolean over;

  GuardedCall(ServerCall<Q, R> call, GrpcMeasures measures) {
    super(call);
    this.measures = measures;
  }

  /**
   * @param last is run once, when the call is closed or its caller is gone
   */
  synchronized void whenOver(Runnable last) {
    whenOver = last;
    if (over) {
      last.run();
    }
  }

  @Override
  public synchronized void sendHeaders(Metadata headers) {
    if (!closed) {
      super.sendHeaders(headers);
    }
  }

  @Override
  public synchronized void sendMessage(R message) {
    if (!closed) {
      super.sendMessage(message);
    }
  }

  @Override
  public synchronized void close(Status status, Metadata trailers) {
    if (!closed) {
      closed = true;
      super.close(status, trailers);
      over(status.getCode());
    }
  }

  /** Also when it was closed over the head of whoever works at its answer. */
  @Override
  public synchronized boolean isCancelled() {
    return closed || super.isCancelled();
  }

  /** Its caller is gone, or wants it no longer. */
  synchronized void cancelled() {
    closed = true;
    over(Status.Code.CANCELLED);
  }

  private void over(Status.Code code) {
    if (!over) {
      over = true;
      measures.ended(getMethodDescriptor().getFullMethodName(), code, System.nanoTime() - since);
      whenOver.run();
    }
  }
}
