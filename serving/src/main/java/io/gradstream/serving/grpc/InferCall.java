package io.gradstream.serving.grpc;

import io.gradstream.schemas.BoundedLog;
import io.gradstream.serving.grpc.inference.ModelInferResponse;
import io.gradstream.serving.http.Desk;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Refusal;
import io.gradstream.serving.http.Turns;
import io.gradstream.serving.http.Work;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * A call of ModelInfer and the work of its answer, which ends when the caller is gone or his
 * deadline is over. Used by one thread at a time.
 */
final class InferCall implements Turns.Task {

  private static final BoundedLog LOG = new BoundedLog(LoggerFactory.getLogger(InferCall.class));

  private final int bytes; // of the question
  private final Work<ModelInferResponse> work;
  private final ServerCallStreamObserver<ModelInferResponse> call;

  InferCall(
      int bytes, Work<ModelInferResponse> work, ServerCallStreamObserver<ModelInferResponse> call) {
    this.bytes = bytes;
    this.work = work;
    this.call = call;
  }

  @Override
  public Object lane() {
    return work.isReading() ? Desk.readingLane(bytes, this) : work.lane();
  }

  @Override
  public Duration rest() {
    return work.rest();
  }

  @Override
  public boolean isDoneAfterTurn() {
    if (!call.isCancelled()) {
      boolean reading = work.isReading();
      try {
        Optional<ModelInferResponse> answer = work.turn();
        if (answer.isEmpty()) {
          return false;
        }
        call.onNext(answer.get());
        call.onCompleted();
      } catch (HttpProblem problem) {
        fail(Statuses.of(problem));
      } catch (RuntimeException | Error e) {
        fail(reading ? unreadable(e) : fault(e));
      }
    }
    work.close();
    return true;
  }

  private void fail(Status status) {
    call.onError(status.asRuntimeException());
  }

  private static Status unreadable(Throwable failure) {
    LOG.warn("a message is refused in a way that was not foreseen", failure);
    return Statuses.of(Refusal.BAD_REQUEST, "the message cannot be read");
  }

  private static Status fault(Throwable failure) {
    LOG.error("an answer failed", failure);
    return Statuses.of(Refusal.FAILED, "the server failed to answer; its log says why");
  }

  @Override
  public void abandon() {
    work.close();
    fail(Statuses.of(Refusal.NOT_READY, "the service is being stopped"));
  }
}
