package io.gradstream.serving.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardedCallTest {

  private final List<Status> closed = new ArrayList<>();
  private final GuardedCall<?, ?> call =
      new GuardedCall<>(new Recorded<>(Methods.MODEL_INFER, closed), new GrpcMeasures());

  @Test
  void whoeverWorksAtACallThatWasClosedAsLateIsToldToStop() {
    assertThat(call.isCancelled()).isFalse();

    call.close(Status.DEADLINE_EXCEEDED, new Metadata());

    assertThat(call.isCancelled()).isTrue();
    assertThat(closed).containsExactly(Status.DEADLINE_EXCEEDED);
  }

  @Test
  void theFirstOneClosesIt() {
    call.close(Status.DEADLINE_EXCEEDED, new Metadata());
    call.close(Status.OK, new Metadata());
    assertThat(closed).containsExactly(Status.DEADLINE_EXCEEDED);
  }

  /** A call that goes nowhere. */
  private static final class Recorded<Q, R> extends ServerCall<Q, R> {
    private final MethodDescriptor<Q, R> method;
    private final List<Status> closed;

    Recorded(MethodDescriptor<Q, R> method, List<Status> closed) {
      this.method = method;
      this.closed = closed;
    }

    @Override
    public void request(int messages) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(R message) {}

    @Override
    public void close(Status status, Metadata trailers) {
      closed.add(status);
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public MethodDescriptor<Q, R> getMethodDescriptor() {
      return method;
    }
  }
}
