package io.gradstream.serving.grpc;

import static io.gradstream.serving.grpc.GrpcClient.contents;
import static io.gradstream.serving.grpc.GrpcClient.flight;
import static io.gradstream.serving.grpc.GrpcClient.scheduled;
import static io.gradstream.serving.grpc.GrpcClient.tensor;
import static io.gradstream.serving.grpc.GrpcClient.text;
import static io.gradstream.serving.grpc.GrpcClient.whole;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.gradstream.schemas.Version;
import io.gradstream.serving.TestServer;
import io.gradstream.serving.grpc.GrpcClient.Refused;
import io.gradstream.serving.grpc.inference.InferParameter;
import io.gradstream.serving.grpc.inference.ModelInferRequest;
import io.gradstream.serving.grpc.inference.ModelInferRequest.InferInputTensor;
import io.gradstream.serving.grpc.inference.ModelInferRequest.InferRequestedOutputTensor;
import io.gradstream.serving.models.Flights;
import io.grpc.Status;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of malformed calls: each with its status and what it is told. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MalformedCallsTest {

  private static final Status.Code WRONG = Status.Code.INVALID_ARGUMENT;
  private static final InferParameter HALF =
      InferParameter.newBuilder().setDoubleParam(0.5).build();
  private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();

  private static PrintStream before;
  private static TestServer server;
  private static GrpcClient client;

  @BeforeAll
  static void start() {
    before = System.err;
    System.setErr(new PrintStream(LOG, true, StandardCharsets.UTF_8));
    server = TestServer.with(Flights.served(Flights.spec(Flights.LATE), "", new Version(3, 1200)));
    client = new GrpcClient(server);
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
    System.setErr(before);
  }

  record Row(String name, byte[] message, Status.Code code, String told) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Row row(String name, ModelInferRequest.Builder message, String told) {
    return new Row(name, message.build().toByteArray(), WRONG, told);
  }

  private static Row row(String name, InferInputTensor.Builder input, String told) {
    return row(name, flight().addInputs(input), told);
  }

  private static ModelInferRequest.Builder raw(InferInputTensor.Builder input, byte... bytes) {
    return ModelInferRequest.newBuilder()
        .setModelName("flight-delays")
        .addInputs(input)
        .addRawInputContents(ByteString.copyFrom(bytes));
  }

  static List<Row> rows() {
    return List.of(
        new Row("nothing", new byte[0], Status.Code.NOT_FOUND, "there is no learner ''"),
        new Row(
            "no message", new byte[] {1, 2, 3}, WRONG, "must be an inference.ModelInferRequest"),
        new Row(
            "a length beyond the message",
            new byte[] {10, 127, 1},
            WRONG,
            "must be an inference.ModelInferRequest"),
        new Row(
            "a length below zero",
            new byte[] {10, -1, -1, -1, -1, 15},
            WRONG,
            "must be an inference.ModelInferRequest"),
        new Row(
            "a text that is none",
            new byte[] {10, 1, -1},
            WRONG,
            "must be an inference.ModelInferRequest"),
        new Row(
            "a group that does not end",
            new byte[] {11, 11, 11},
            WRONG,
            "must be an inference.ModelInferRequest"),
        new Row(
            "a learner nobody has",
            flight().setModelName("taxis").build().toByteArray(),
            Status.Code.NOT_FOUND,
            "there is no learner 'taxis'"),
        new Row(
            "a version nobody has",
            flight().setModelVersion("9").build().toByteArray(),
            Status.Code.NOT_FOUND,
            "version '9' of flight-delays is not held"),
        new Row(
            "older than demanded",
            flight().putParameters("max_age_ms", whole(1)).build().toByteArray(),
            Status.Code.FAILED_PRECONDITION,
            "max_age_ms allows 1"),
        row(
            "no inputs",
            ModelInferRequest.newBuilder().setModelName("flight-delays"),
            "inputs must be at least one tensor"),
        row(
            "an input twice",
            flight().addInputs(scheduled().setContents(contents().addInt64Contents(1))),
            "input 'scheduled' must be given once"),
        row(
            "an input nobody asked for",
            tensor("distanz", "FP64", 1).setContents(contents().addFp64Contents(1)),
            "there is no input 'distanz'"),
        row(
            "a datatype nobody has",
            tensor("distance", "BF16", 1),
            "must have a datatype of [BOOL"),
        row("no datatype", tensor("distance", "", 1), "must have a datatype of [BOOL"),
        row("no shape", tensor("distance", "FP64"), "must have the shape"),
        row("no rows", tensor("distance", "FP64", 0), "must have 1 to 4096 rows: 0"),
        row("rows below zero", tensor("distance", "FP64", -1), "must have 1 to 4096 rows: -1"),
        row("too many rows", tensor("distance", "FP64", 4097), "must have 1 to 4096 rows: 4097"),
        row("a length beyond 32 bits", tensor("distance", "FP64", 1L << 32), "must have the shape"),
        row(
            "a shape that overflows",
            tensor("distance", "FP64", 1, 2147483647, 2147483647),
            "nothing in other lists"),
        row(
            "too many dimensions",
            tensor("distance", "FP64", 1, 1, 1, 1, 1),
            "must have the shape"),
        row(
            "no contents",
            tensor("distance", "FP64", 1),
            "must have its 1 elements in fp64_contents, and nothing in other lists: 0 there, 0 in all"),
        row(
            "contents in another list",
            tensor("distance", "FP64", 1).setContents(contents().addFp32Contents(1)),
            "must have its 1 elements in fp64_contents"),
        row(
            "contents in two lists",
            tensor("distance", "FP64", 1)
                .setContents(contents().addFp64Contents(1).addFp32Contents(1)),
            "1 there, 2 in all"),
        row(
            "more contents than rows",
            tensor("distance", "FP64", 1)
                .setContents(contents().addFp64Contents(1).addFp64Contents(1)),
            "2 there, 2 in all"),
        row(
            "a number of 16 bits in a list",
            tensor("distance", "FP16", 1).setContents(contents().addFp32Contents(1)),
            "there is no list for FP16"),
        row(
            "a number beyond its type",
            tensor("distance", "INT8", 1).setContents(contents().addIntContents(128)),
            "must hold a whole number of 8 bits"),
        row(
            "a number beyond its unsigned type",
            tensor("distance", "UINT16", 1).setContents(contents().addUintContents(65536)),
            "must hold a whole number of 16 bits, without sign"),
        row(
            "a text that is no UTF-8",
            tensor("origin", "BYTES", 1)
                .setContents(contents().addBytesContents(ByteString.copyFrom(new byte[] {-1}))),
            "must be text in UTF-8"),
        row(
            "a truth for a number",
            tensor("distance", "BOOL", 1).setContents(contents().addBoolContents(true)),
            "input 'distance' must be distance"),
        row(
            "rows of other numbers",
            tensor("distance", "FP64", 2)
                .setContents(contents().addFp64Contents(1).addFp64Contents(1)),
            "all inputs must have as many rows"),
        row(
            "a time that is none",
            ModelInferRequest.newBuilder()
                .setModelName("flight-delays")
                .addInputs(scheduled().setContents(contents().addInt64Contents(-1))),
            "row 0: scheduled must be from 1970-01-01"),
        row(
            "raw of some inputs alone",
            raw(scheduled(), new byte[8]).addInputs(tensor("distance", "FP64", 1)),
            "raw_input_contents must be of every input, or of none: 1 of 2 inputs"),
        row(
            "raw and listed",
            raw(scheduled().setContents(contents().addInt64Contents(1)), new byte[8]),
            "must have contents or raw_input_contents, not both"),
        row("raw too short", raw(scheduled(), new byte[7]), "must have 8 bytes in binary"),
        row("raw too long", raw(scheduled(), new byte[9]), "must have 8 bytes in binary"),
        row(
            "a raw text longer than all",
            raw(tensor("origin", "BYTES", 1), (byte) 9, (byte) 0, (byte) 0, (byte) 0),
            "element 0 says 9, and 0 bytes are left"),
        row(
            "a raw truth that is none",
            raw(tensor("holiday", "BOOL", 1), (byte) 2),
            "must hold 0 or 1 in every byte"),
        row(
            "an output nobody has",
            flight().addOutputs(output("class")),
            "there is no output 'class'"),
        row(
            "an output twice",
            flight().addOutputs(output("probability")).addOutputs(output("probability")),
            "must be asked for once"),
        row(
            "a key where there is none",
            flight().putParameters("key", text("ORD")),
            "parameters.key must be absent"),
        row(
            "a key that is a fraction",
            flight().putParameters("key", HALF),
            "parameters.key must be text, a whole number or a boolean: 0.5"),
        row(
            "an age that is a fraction",
            flight().putParameters("max_age_ms", HALF),
            "max_age_ms must be a whole number of milliseconds: '0.5'"),
        row(
            "a parameter of nothing",
            flight().putParameters("wait_ms", InferParameter.getDefaultInstance()),
            "wait_ms must be a whole number of milliseconds"),
        row(
            "a flag that is none",
            flight().putParameters("binary_data_output", whole(1)),
            "must be a bool_param"),
        row(
            "an offset of no partition",
            flight().putParameters("min_offset", text("x")),
            "min_offset must be TOPIC-PARTITION:OFFSET"),
        row(
            "a name as long as a message",
            tensor("x".repeat(100_000), "FP64", 1).setContents(contents().addFp64Contents(1)),
            "there is no input 'xxx"));
  }

  private static InferRequestedOutputTensor output(String name) {
    return InferRequestedOutputTensor.newBuilder().setName(name).build();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isToldWhatWasExpected(Row row) {
    LOG.reset();

    Refused refused = client.refused(row.message());

    assertThat(refused.message()).contains(row.told());
    assertThat(refused.code()).isEqualTo(row.code());
    assertThat(LOG.toString(StandardCharsets.UTF_8)).doesNotContain("ERROR", "SEVERE");
  }
}
