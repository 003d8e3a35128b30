package io.gradstream.serving.grpc;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import io.gradstream.serving.grpc.inference.ModelInferResponse;
import io.gradstream.serving.grpc.inference.ModelMetadataRequest;
import io.gradstream.serving.grpc.inference.ModelMetadataResponse;
import io.gradstream.serving.grpc.inference.ModelReadyRequest;
import io.gradstream.serving.grpc.inference.ModelReadyResponse;
import io.gradstream.serving.grpc.inference.OpenInference;
import io.gradstream.serving.grpc.inference.ServerLiveRequest;
import io.gradstream.serving.grpc.inference.ServerLiveResponse;
import io.gradstream.serving.grpc.inference.ServerMetadataRequest;
import io.gradstream.serving.grpc.inference.ServerMetadataResponse;
import io.gradstream.serving.grpc.inference.ServerReadyRequest;
import io.gradstream.serving.grpc.inference.ServerReadyResponse;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import io.grpc.protobuf.ProtoUtils;

/**
 * The six methods of the protocol, as a generator would write them, but that a question comes as
 * its bytes: it is read in its turn, as a body is.
 */
final class Methods {

  /** Of the service. */
  static final String SERVICE = "inference.GRPCInferenceService";

  static final MethodDescriptor<ServerLiveRequest, ServerLiveResponse> SERVER_LIVE =
      method(
          "ServerLive",
          message(ServerLiveRequest.getDefaultInstance()),
          ServerLiveResponse.getDefaultInstance());

  static final MethodDescriptor<ServerReadyRequest, ServerReadyResponse> SERVER_READY =
      method(
          "ServerReady",
          message(ServerReadyRequest.getDefaultInstance()),
          ServerReadyResponse.getDefaultInstance());

  static final MethodDescriptor<ModelReadyRequest, ModelReadyResponse> MODEL_READY =
      method(
          "ModelReady",
          message(ModelReadyRequest.getDefaultInstance()),
          ModelReadyResponse.getDefaultInstance());

  static final MethodDescriptor<ServerMetadataRequest, ServerMetadataResponse> SERVER_METADATA =
      method(
          "ServerMetadata",
          message(ServerMetadataRequest.getDefaultInstance()),
          ServerMetadataResponse.getDefaultInstance());

  static final MethodDescriptor<ModelMetadataRequest, ModelMetadataResponse> MODEL_METADATA =
      method(
          "ModelMetadata",
          message(ModelMetadataRequest.getDefaultInstance()),
          ModelMetadataResponse.getDefaultInstance());

  static final MethodDescriptor<Received, ModelInferResponse> MODEL_INFER =
      method("ModelInfer", new Bytes(), ModelInferResponse.getDefaultInstance());

  static final ServiceDescriptor DESCRIPTOR =
      ServiceDescriptor.newBuilder(SERVICE)
          .setSchemaDescriptor(new Schema())
          .addMethod(SERVER_LIVE)
          .addMethod(SERVER_READY)
          .addMethod(MODEL_READY)
          .addMethod(SERVER_METADATA)
          .addMethod(MODEL_METADATA)
          .addMethod(MODEL_INFER)
          .build();

  private Methods() {}

  /** What reflection tells of the service. */
  private static final class Schema implements ProtoFileDescriptorSupplier {
    @Override
    public FileDescriptor getFileDescriptor() {
      return OpenInference.getDescriptor();
    }
  }

  private static <M extends Message> Marshaller<M> message(M ofKind) {
    return ProtoUtils.marshaller(ofKind);
  }

  private static <Q, R extends Message> MethodDescriptor<Q, R> method(
      String name, Marshaller<Q> questions, R answer) {
    return MethodDescriptor.<Q, R>newBuilder()
        .setType(MethodType.UNARY)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
        .setRequestMarshaller(questions)
        .setResponseMarshaller(message(answer))
        .setSampledToLocalTracing(false)
        .build();
  }
}
