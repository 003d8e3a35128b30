package io.gradstream.serving.grpc;

import com.google.protobuf.Message;
import io.gradstream.serving.TestServer;
import io.gradstream.serving.grpc.inference.InferParameter;
import io.gradstream.serving.grpc.inference.InferTensorContents;
import io.gradstream.serving.grpc.inference.ModelInferRequest;
import io.gradstream.serving.grpc.inference.ModelInferRequest.InferInputTensor;
import io.gradstream.serving.grpc.inference.ModelInferResponse;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A client as one would write it. */
final class GrpcClient implements AutoCloseable {

  final ManagedChannel channel;
  private CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(60, TimeUnit.SECONDS);
  private Optional<String> token = Optional.empty();

  /** What came of a call. */
  record Refused(Status.Code code, String message) {}

  GrpcClient(TestServer server) {
    this(NettyChannelBuilder.forAddress("127.0.0.1", server.grpcPort()).usePlaintext());
  }

  GrpcClient(NettyChannelBuilder builder) {
    channel = builder.build();
  }

  GrpcClient with(CallOptions other) {
    options = other;
    return this;
  }

  GrpcClient withToken(String other) {
    token = Optional.of(other);
    return this;
  }

  <Q, R> R call(MethodDescriptor<Q, R> method, Q question) {
    Metadata headers = new Metadata();
    token.ifPresent(
        text ->
            headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + text));
    return ClientCalls.blockingUnaryCall(
        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
        method,
        options,
        question);
  }

  ModelInferResponse infer(Message question) {
    return call(Methods.MODEL_INFER, new Received(question.toByteArray()));
  }

  Refused refused(byte[] question) {
    return refused(Methods.MODEL_INFER, new Received(question));
  }

  <Q, R> Refused refused(MethodDescriptor<Q, R> method, Q question) {
    try {
      R answer = call(method, question);
      throw new AssertionError("it was answered: " + answer);
    } catch (StatusRuntimeException e) {
      return new Refused(e.getStatus().getCode(), String.valueOf(e.getStatus().getDescription()));
    }
  }

  /** Of one flight. */
  static ModelInferRequest.Builder flight() {
    return ModelInferRequest.newBuilder()
        .setModelName("flight-delays")
        .addInputs(scheduled().setContents(contents().addInt64Contents(981_100_800_000L)));
  }

  static InferInputTensor.Builder scheduled() {
    return tensor("scheduled", "INT64", 1);
  }

  static InferInputTensor.Builder tensor(String name, String datatype, long... shape) {
    InferInputTensor.Builder tensor =
        InferInputTensor.newBuilder().setName(name).setDatatype(datatype);
    for (long length : shape) {
      tensor.addShape(length);
    }
    return tensor;
  }

  static InferTensorContents.Builder contents() {
    return InferTensorContents.newBuilder();
  }

  static InferParameter text(String value) {
    return InferParameter.newBuilder().setStringParam(value).build();
  }

  static InferParameter whole(long value) {
    return InferParameter.newBuilder().setInt64Param(value).build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
