package io.gradstream.serving.grpc;

import com.google.protobuf.ByteString;
import io.gradstream.serving.grpc.inference.InferParameter;
import io.gradstream.serving.grpc.inference.InferTensorContents;
import io.gradstream.serving.grpc.inference.ModelInferResponse;
import io.gradstream.serving.grpc.inference.ModelInferResponse.InferOutputTensor;
import io.gradstream.serving.protocol.Answered;
import io.gradstream.serving.protocol.Datatype;
import io.gradstream.serving.protocol.InferRequest;
import io.gradstream.serving.protocol.OutputTensor;
import io.gradstream.serving.protocol.Values;
import java.io.ByteArrayOutputStream;

/** Writes a ModelInferResponse. */
final class Answers {

  private Answers() {}

  static ModelInferResponse write(InferRequest request, Answered answered) {
    ModelInferResponse.Builder answer =
        ModelInferResponse.newBuilder()
            .setModelName(answered.learner())
            .setModelVersion(answered.version())
            .setId(request.id().orElse(""));
    answered.parameters().forEach((name, value) -> answer.putParameters(name, parameter(value)));
    for (OutputTensor output : answered.outputs()) {
      InferOutputTensor.Builder tensor =
          InferOutputTensor.newBuilder()
              .setName(output.name())
              .setDatatype(output.datatype().name());
      output.shape(answered.predicted().size()).forEach(tensor::addShape);
      output.classes().ifPresent(classes -> tensor.putParameters("classes", parameter(classes)));
      if (request.isBinary()) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        output.write(answered.predicted(), Values.raw(output.datatype(), raw));
        answer.addRawOutputContents(ByteString.copyFrom(raw.toByteArray()));
      } else {
        output.write(
            answered.predicted(), new Lists(output.datatype(), tensor.getContentsBuilder()));
      }
      answer.addOutputs(tensor);
    }
    return answer.build();
  }

  private static InferParameter parameter(Object value) {
    InferParameter.Builder parameter = InferParameter.newBuilder();
    if (value instanceof Boolean flag) {
      return parameter.setBoolParam(flag).build();
    } else if (value instanceof Long whole) {
      return parameter.setInt64Param(whole).build();
    }
    return parameter.setStringParam(value.toString()).build();
  }

  /** Values in the list of their type. */
  private record Lists(Datatype datatype, InferTensorContents.Builder into) implements Values {

    @Override
    public void number(double value) {
      if (datatype == Datatype.FP64) {
        into.addFp64Contents(value);
      } else {
        into.addFp32Contents((float) value);
      }
    }

    @Override
    public void text(String value) {
      into.addBytesContents(ByteString.copyFromUtf8(value));
    }
  }
}
