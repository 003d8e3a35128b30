package io.gradstream.serving.grpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ServerCall;

/** Tells a call that its caller is gone. */
final class GuardedListener<Q> extends SimpleForwardingServerCallListener<Q> {

  private final GuardedCall<Q, ?> call;

  GuardedListener(ServerCall.Listener<Q> listener, GuardedCall<Q, ?> call) {
    super(listener);
    this.call = call;
  }

  @Override
  public void onCancel() {
    call.cancelled();
    super.onCancel();
  }
}
