package io.gradstream.serving.grpc;

import static io.gradstream.serving.grpc.GrpcClient.contents;
import static io.gradstream.serving.grpc.GrpcClient.flight;
import static io.gradstream.serving.grpc.GrpcClient.scheduled;
import static io.gradstream.serving.grpc.GrpcClient.tensor;
import static io.gradstream.serving.grpc.GrpcClient.text;
import static io.gradstream.serving.grpc.GrpcClient.whole;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import io.gradstream.schemas.Version;
import io.gradstream.serving.TestServer;
import io.gradstream.serving.grpc.GrpcClient.Refused;
import io.gradstream.serving.grpc.inference.InferParameter;
import io.gradstream.serving.grpc.inference.ModelInferRequest;
import io.gradstream.serving.grpc.inference.ModelInferRequest.InferRequestedOutputTensor;
import io.gradstream.serving.grpc.inference.ModelInferResponse;
import io.gradstream.serving.grpc.inference.ModelMetadataRequest;
import io.gradstream.serving.grpc.inference.ModelMetadataResponse;
import io.gradstream.serving.grpc.inference.ModelReadyRequest;
import io.gradstream.serving.grpc.inference.ServerLiveRequest;
import io.gradstream.serving.grpc.inference.ServerMetadataRequest;
import io.gradstream.serving.grpc.inference.ServerReadyRequest;
import io.gradstream.serving.models.Flights;
import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Open Inference Protocol over gRPC. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GrpcTest {

  private static final long SCHEDULED = 981_100_800_000L;

  private final TestServer server =
      TestServer.with(Flights.served(Flights.spec(Flights.CAUSE), "", new Version(3, 1200)));
  private final GrpcClient client = new GrpcClient(server);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void usageExample() {
    ModelInferResponse answer =
        client.infer(
            flight()
                .setId("query-1")
                .addInputs(
                    tensor("distance", "FP64", 1).setContents(contents().addFp64Contents(733.5)))
                .addInputs(
                    tensor("origin", "BYTES", 1)
                        .setContents(contents().addBytesContents(ByteString.copyFromUtf8("ORD"))))
                .addInputs(
                    tensor("holiday", "BOOL", 1).setContents(contents().addBoolContents(true)))
                .build());

    assertThat(answer.getModelName()).isEqualTo("flight-delays");
    assertThat(answer.getModelVersion()).isEqualTo("3.1200");
    assertThat(answer.getId()).isEqualTo("query-1");
    assertThat(answer.getParametersOrThrow("events_seen").getInt64Param()).isEqualTo(9000);
    assertThat(answer.getParametersOrThrow("model_age_ms").getInt64Param()).isEqualTo(1234);
    assertThat(answer.getParametersOrThrow("learned.flights-1").getInt64Param()).isEqualTo(4711);
    assertThat(answer.getParametersMap()).doesNotContainKey("missing");
    assertThat(answer.getOutputs(0).getName()).isEqualTo("probabilities");
    assertThat(answer.getOutputs(0).getShapeList()).containsExactly(1L, 3L);
    assertThat(answer.getOutputs(0).getContents().getFp32ContentsList())
        .hasSize(3)
        .allSatisfy(probability -> assertThat(probability).isBetween(0f, 1f));
    assertThat(answer.getOutputs(1).getContents().getBytesContents(0).toStringUtf8())
        .isIn("none", "weather", "carrier");
    assertThat(answer.getRawOutputContentsCount()).isZero();
  }

  @Test
  void rawQuestionsGetRawAnswersOfTheSameBits() {
    ModelInferResponse listed = client.infer(flight().build());
    ByteBuffer time = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, SCHEDULED);

    ModelInferResponse answer =
        client.infer(
            ModelInferRequest.newBuilder()
                .setModelName("flight-delays")
                .setModelVersion("3.1200")
                .addInputs(scheduled())
                .addRawInputContents(ByteString.copyFrom(time))
                .build());

    ByteBuffer raw =
        answer.getRawOutputContents(0).asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    for (float probability : listed.getOutputs(0).getContents().getFp32ContentsList()) {
      assertThat(raw.getFloat()).isEqualTo(probability);
    }
    assertThat(raw.hasRemaining()).isFalse();
    assertThat(answer.getRawOutputContentsCount()).isEqualTo(2);
    assertThat(answer.getOutputs(0).hasContents()).isFalse();
    assertThat(answer.getParametersOrThrow("missing").getStringParam())
        .isEqualTo("distance, origin, holiday");
  }

  @Test
  void onlyTheOutputsAskedForAreAnswered() {
    ModelInferResponse answer =
        client.infer(
            flight().addOutputs(InferRequestedOutputTensor.newBuilder().setName("class")).build());

    assertThat(answer.getOutputsList())
        .singleElement()
        .satisfies(output -> assertThat(output.getName()).isEqualTo("class"));
  }

  @Test
  void theServerAndItsModelsSayWhatTheyAre() {
    assertThat(client.call(Methods.SERVER_LIVE, ServerLiveRequest.getDefaultInstance()).getLive())
        .isTrue();
    assertThat(
            client.call(Methods.SERVER_READY, ServerReadyRequest.getDefaultInstance()).getReady())
        .isTrue();
    assertThat(
            client
                .call(Methods.SERVER_METADATA, ServerMetadataRequest.getDefaultInstance())
                .getName())
        .isEqualTo("gradstream");
    assertThat(client.call(Methods.MODEL_READY, ready("flight-delays", "")).getReady()).isTrue();
    ModelMetadataResponse model =
        client.call(
            Methods.MODEL_METADATA,
            ModelMetadataRequest.newBuilder().setName("flight-delays").build());
    assertThat(model.getVersionsList()).containsExactly("3.1200");
    assertThat(model.getPlatform()).isEqualTo("gradstream_grds1");
    assertThat(model.getInputsList()).hasSize(4);
    assertThat(model.getInputs(0).getShapeList()).containsExactly(-1L);
    assertThat(model.getOutputs(0).getShapeList()).containsExactly(-1L, 3L);
  }

  private static ModelReadyRequest ready(String name, String version) {
    return ModelReadyRequest.newBuilder().setName(name).setVersion(version).build();
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(client.refused(Methods.MODEL_READY, ready("taxis", "")))
        .isEqualTo(
            new Refused(
                Status.Code.NOT_FOUND, "there is no learner 'taxis'; there are [flight-delays]"));
    assertThat(client.refused(Methods.MODEL_READY, ready("flight-delays", "1.1")).code())
        .isEqualTo(Status.Code.NOT_FOUND);
    assertThat(client.refused(flight().setModelVersion("1.1").build().toByteArray()).message())
        .isEqualTo("version '1.1' of flight-delays is not held; held: [3.1200]");
  }

  @Test
  void aModelThatIsNotAsFreshAsDemandedDoesNotAnswer() {
    assertThat(client.refused(flight().putParameters("max_age_ms", whole(5)).build().toByteArray()))
        .satisfies(
            refused -> {
              assertThat(refused.code()).isEqualTo(Status.Code.FAILED_PRECONDITION);
              assertThat(refused.message()).contains("it is 1234 ms old, and max_age_ms allows 5");
            });
    assertThat(
            client
                .infer(
                    flight()
                        .putParameters("min_offset", text("flights-0:4690,flights-1:4711"))
                        .putParameters("max_age_ms", whole(60_000))
                        .build())
                .getOutputsCount())
        .isEqualTo(2);
  }

  @Test
  void anAnswerMayBeRawThoughTheQuestionIsNot() {
    InferParameter yes = InferParameter.newBuilder().setBoolParam(true).build();

    assertThat(
            client
                .infer(flight().putParameters("binary_data_output", yes).build())
                .getRawOutputContentsCount())
        .isEqualTo(2);
  }

  @Test
  void aDeadlineEndsACallThatWaits() {
    client.with(CallOptions.DEFAULT.withDeadlineAfter(200, TimeUnit.MILLISECONDS));

    Refused refused =
        client.refused(
            flight()
                .putParameters("max_age_ms", whole(5))
                .putParameters("wait_ms", whole(10_000))
                .build()
                .toByteArray());

    assertThat(refused.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
  }

  @Test
  void healthIsTold() {
    assertThat(health("")).isEqualTo(ServingStatus.SERVING);
    assertThat(health(Methods.SERVICE)).isEqualTo(ServingStatus.SERVING);
    try (TestServer empty = new TestServer();
        GrpcClient other = new GrpcClient(empty)) {
      assertThat(
              HealthGrpc.newBlockingStub(other.channel)
                  .check(HealthCheckRequest.getDefaultInstance())
                  .getStatus())
          .isEqualTo(ServingStatus.NOT_SERVING);
      assertThat(other.refused(flight().build().toByteArray()).code())
          .isEqualTo(Status.Code.UNAVAILABLE);
    }
  }

  private ServingStatus health(String service) {
    return HealthGrpc.newBlockingStub(client.channel)
        .check(HealthCheckRequest.newBuilder().setService(service).build())
        .getStatus();
  }

  @Test
  void reflectionTellsTheServiceAndItsMessages() throws Exception {
    assertThat(
            reflected(ServerReflectionRequest.newBuilder().setListServices("").build())
                .getListServicesResponse()
                .getServiceList())
        .extracting(ServiceResponse::getName)
        .contains(Methods.SERVICE, "grpc.health.v1.Health");
    FileDescriptorProto file =
        FileDescriptorProto.parseFrom(
            reflected(
                    ServerReflectionRequest.newBuilder()
                        .setFileContainingSymbol(Methods.SERVICE)
                        .build())
                .getFileDescriptorResponse()
                .getFileDescriptorProto(0));
    assertThat(file.getService(0).getMethodCount()).isEqualTo(6);
  }

  private ServerReflectionResponse reflected(ServerReflectionRequest question) throws Exception {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> questions =
        ServerReflectionGrpc.newStub(client.channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse value) {
                    answer.complete(value);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answer.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    questions.onNext(question);
    questions.onCompleted();
    return answer.get();
  }

  @Test
  void callsAreMeasured() {
    client.infer(flight().build());
    client.refused(new byte[] {1});

    assertThat(server.get("/metrics", "").body())
        .contains(
            "gradstream_serving_grpc_calls_total{method=\"inference.GRPCInferenceService/ModelInfer\",status=\"OK\"} 1",
            "gradstream_serving_grpc_calls_total{method=\"inference.GRPCInferenceService/ModelInfer\",status=\"INVALID_ARGUMENT\"} 1",
            "gradstream_serving_grpc_infer_seconds_count 2");
  }
}
