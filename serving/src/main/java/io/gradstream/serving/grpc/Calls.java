package io.gradstream.serving.grpc;

import io.gradstream.serving.grpc.inference.ModelInferResponse;
import io.gradstream.serving.grpc.inference.ModelMetadataRequest;
import io.gradstream.serving.grpc.inference.ModelMetadataResponse;
import io.gradstream.serving.grpc.inference.ModelMetadataResponse.TensorMetadata;
import io.gradstream.serving.grpc.inference.ModelReadyRequest;
import io.gradstream.serving.grpc.inference.ModelReadyResponse;
import io.gradstream.serving.grpc.inference.ServerLiveResponse;
import io.gradstream.serving.grpc.inference.ServerMetadataResponse;
import io.gradstream.serving.grpc.inference.ServerReadyResponse;
import io.gradstream.serving.http.Desk;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.InProgress;
import io.gradstream.serving.http.Refusal;
import io.gradstream.serving.protocol.InferenceProtocol;
import io.gradstream.serving.protocol.ModelCard;
import io.gradstream.serving.protocol.ModelCard.TensorCard;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers the six methods. Thread safe. */
final class Calls {

  private final Desk desk;
  private final InferenceProtocol protocol;

  Calls(Desk desk, InferenceProtocol protocol) {
    this.desk = desk;
    this.protocol = protocol;
  }

  ServerServiceDefinition service() {
    return ServerServiceDefinition.builder(Methods.DESCRIPTOR)
        .addMethod(
            Methods.SERVER_LIVE,
            ServerCalls.asyncUnaryCall(
                (asked, answers) ->
                    answer(answers, () -> ServerLiveResponse.newBuilder().setLive(true).build())))
        .addMethod(
            Methods.SERVER_READY,
            ServerCalls.asyncUnaryCall(
                (asked, answers) ->
                    answer(
                        answers,
                        () ->
                            ServerReadyResponse.newBuilder().setReady(protocol.isReady()).build())))
        .addMethod(
            Methods.MODEL_READY,
            ServerCalls.asyncUnaryCall(
                (asked, answers) -> answer(answers, () -> modelReady(asked))))
        .addMethod(
            Methods.SERVER_METADATA,
            ServerCalls.asyncUnaryCall((asked, answers) -> answer(answers, this::metadata)))
        .addMethod(
            Methods.MODEL_METADATA,
            ServerCalls.asyncUnaryCall((asked, answers) -> answer(answers, () -> metadata(asked))))
        .addMethod(Methods.MODEL_INFER, ServerCalls.asyncUnaryCall(this::infer))
        .build();
  }

  private static <R> void answer(StreamObserver<R> answers, Supplier<R> answer) {
    try {
      R one = answer.get();
      answers.onNext(one);
      answers.onCompleted();
    } catch (HttpProblem problem) {
      answers.onError(Statuses.of(problem).asRuntimeException());
    }
  }

  private ModelReadyResponse modelReady(ModelReadyRequest asked) {
    boolean ready = protocol.isReady(asked.getName(), version(asked.getVersion()));
    return ModelReadyResponse.newBuilder().setReady(ready).build();
  }

  private ServerMetadataResponse metadata() {
    return ServerMetadataResponse.newBuilder()
        .setName(InferenceProtocol.NAME)
        .setVersion(protocol.serverVersion())
        .addAllExtensions(InferenceProtocol.EXTENSIONS)
        .build();
  }

  private ModelMetadataResponse metadata(ModelMetadataRequest asked) {
    ModelCard card = protocol.card(asked.getName(), version(asked.getVersion()));
    ModelMetadataResponse.Builder answer =
        ModelMetadataResponse.newBuilder()
            .setName(card.name())
            .addAllVersions(card.versions())
            .setPlatform(ModelCard.PLATFORM);
    card.inputs().forEach(input -> answer.addInputs(tensor(input)));
    card.outputs().forEach(output -> answer.addOutputs(tensor(output)));
    return answer.build();
  }

  private static TensorMetadata tensor(TensorCard card) {
    TensorMetadata.Builder tensor =
        TensorMetadata.newBuilder().setName(card.name()).setDatatype(card.datatype());
    card.shape().forEach(tensor::addShape);
    return tensor.build();
  }

  /** In this protocol an empty text is a version that was left out. */
  static Optional<String> version(String text) {
    return Optional.of(text).filter(given -> !given.isEmpty());
  }

  private void infer(Received asked, StreamObserver<ModelInferResponse> answers) {
    if (asked.refusal().isPresent()) {
      answers.onError(asked.refusal().get().asRuntimeException());
      return;
    }
    int bytes = asked.bytes().length;
    InProgress.Request place = Guard.PLACE.get();
    if (!place.take(bytes)) {
      answers.onError(
          Statuses.of(Refusal.BYTES_BUSY, "busy: too many bytes are on their way; try again")
              .asRuntimeException());
      return;
    }
    place.arrived();
    ServerCallStreamObserver<ModelInferResponse> call =
        (ServerCallStreamObserver<ModelInferResponse>) answers; // as ServerCalls gives it
    call.setOnCancelHandler(() -> {}); // else sending to whoever is gone would throw
    desk.turns().add(new InferCall(bytes, protocol.work(new Message(asked.bytes())), call));
  }
}
