package io.gradstream.serving.grpc;

import io.gradstream.serving.http.Access;
import io.gradstream.serving.http.Desk;
import io.gradstream.serving.http.InProgress;
import io.gradstream.serving.http.Refusal;
import io.gradstream.serving.http.Reply;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthGrpc;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Lets calls pass by the rules of HTTP: tokens, how many at a time, how long. Health is for
 * everyone. Thread safe.
 */
final class Guard implements ServerInterceptor {

  /** The place of a call among those in progress; absent where it needs none. */
  static final Context.Key<InProgress.Request> PLACE = Context.key("place");

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final Set<String> FOR_ANYONE =
      Set.of(Methods.SERVER_LIVE.getFullMethodName(), Methods.SERVER_READY.getFullMethodName());

  private final Desk desk;
  private final Health health;
  private final GrpcMeasures measures;
  private final ScheduledExecutorService clock;

  Guard(Desk desk, Health health, GrpcMeasures measures, ScheduledExecutorService clock) {
    this.desk = desk;
    this.health = health;
    this.measures = measures;
    this.clock = clock;
  }

  @Override
  public <Q, R> Listener<Q> interceptCall(
      ServerCall<Q, R> asked, Metadata headers, ServerCallHandler<Q, R> next) {
    String method = asked.getMethodDescriptor().getFullMethodName();
    boolean isHealth = HealthGrpc.SERVICE_NAME.equals(asked.getMethodDescriptor().getServiceName());
    boolean isForAnyone = isHealth || FOR_ANYONE.contains(method);
    GuardedCall<Q, R> call = new GuardedCall<>(asked, measures);
    if (isHealth) {
      health.refresh();
    }
    Optional<Reply> refusal =
        desk.refusal(headers.get(AUTHORIZATION), isForAnyone ? Access.ANYONE : Access.READ);
    if (refusal.isPresent()) {
      return refuse(call, Statuses.of(refusal.get()));
    }
    if (isForAnyone) {
      return next.startCall(call, headers);
    }
    Optional<InProgress.Request> place = desk.enter();
    if (place.isEmpty()) {
      String why = "busy: %d requests are in progress; try again";
      return refuse(
          call, Statuses.of(Refusal.REQUESTS_BUSY, why.formatted(desk.limits().requests())));
    }
    place
        .get()
        .arriving(
            () ->
                call.close(
                    Statuses.of(Refusal.SLOW_BODY, "busy: the message came too slowly"),
                    new Metadata()));
    ScheduledFuture<?> end =
        clock.schedule(
            () -> call.close(late(), new Metadata()),
            desk.limits().time().toMillis(),
            TimeUnit.MILLISECONDS);
    call.whenOver(
        () -> {
          place.get().leave();
          end.cancel(false);
        });
    return new GuardedListener<>(
        Contexts.interceptCall(
            Context.current().withValue(PLACE, place.get()), call, headers, next),
        call);
  }

  private Status late() {
    return Statuses.of(
        Refusal.LATE,
        "the answer was not there within %d s: send fewer rows, or try again"
            .formatted(desk.limits().time().toSeconds()));
  }

  private static <Q, R> Listener<Q> refuse(ServerCall<Q, R> call, Status why) {
    call.close(why, new Metadata());
    return new Listener<>() {};
  }
}
