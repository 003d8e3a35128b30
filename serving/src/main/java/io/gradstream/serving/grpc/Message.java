package io.gradstream.serving.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gradstream.serving.grpc.inference.InferParameter;
import io.gradstream.serving.grpc.inference.ModelInferRequest;
import io.gradstream.serving.grpc.inference.ModelInferRequest.InferInputTensor;
import io.gradstream.serving.grpc.inference.ModelInferRequest.InferRequestedOutputTensor;
import io.gradstream.serving.grpc.inference.ModelInferResponse;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.protocol.Demand;
import io.gradstream.serving.protocol.InferRequest;
import io.gradstream.serving.protocol.Question;
import io.gradstream.serving.protocol.RawElements;
import io.gradstream.serving.protocol.Tensor;
import io.gradstream.serving.protocol.TensorQuestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ModelInferRequest, as its bytes first. Used by one thread at a time. */
final class Message implements Question.Unread<ModelInferResponse> {

  private static final String RAW = "binary_data_output";

  private byte[] bytes; // null once they were read
  private ModelInferRequest message;

  Message(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public Question.Asked asked() {
    try {
      message = ModelInferRequest.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw HttpProblem.badRequest(
          "the message must be an inference.ModelInferRequest: " + e.getMessage());
    }
    bytes = null;
    return new Question.Asked(message.getModelName(), Calls.version(message.getModelVersion()));
  }

  @Override
  public Question<ModelInferResponse> read() {
    InferRequest request =
        new InferRequest(
            Calls.version(message.getId()),
            Optional.ofNullable(message.getParametersMap().get("key")).map(Message::key),
            inputs(),
            outputs(),
            isRaw(),
            Demand.read(
                name ->
                    Optional.ofNullable(message.getParametersMap().get(name)).map(Message::text)));
    return new TensorQuestion<>(request, Answers::write);
  }

  /** Answers are in the form that questions have, unless a parameter says so. */
  private boolean isRaw() {
    InferParameter raw = message.getParametersMap().get(RAW);
    if (raw == null) {
      return message.getRawInputContentsCount() > 0;
    }
    if (!raw.hasBoolParam()) {
      throw HttpProblem.badRequest("parameters." + RAW + " must be a bool_param");
    }
    return raw.getBoolParam();
  }

  private List<Tensor> inputs() {
    if (message.getInputsCount() == 0) {
      throw HttpProblem.badRequest("inputs must be at least one tensor: none");
    }
    int raws = message.getRawInputContentsCount();
    if (raws > 0 && raws != message.getInputsCount()) {
      throw HttpProblem.badRequest(
          "raw_input_contents must be of every input, or of none: %d of %d inputs"
              .formatted(raws, message.getInputsCount()));
    }
    List<Tensor> inputs = new ArrayList<>();
    for (int i = 0; i < message.getInputsCount(); i++) {
      inputs.add(input(message.getInputs(i), i));
    }
    return inputs;
  }

  private Tensor input(InferInputTensor input, int index) {
    if (message.getRawInputContentsCount() == 0) {
      return Tensor.of(
          input.getName(),
          input.getDatatype(),
          input.getShapeList(),
          (datatype, count, what) -> Contents.read(input.getContents(), datatype, count, what));
    }
    if (input.hasContents()) {
      throw HttpProblem.badRequest(
          "input '%s' must have contents or raw_input_contents, not both"
              .formatted(input.getName()));
    }
    return Tensor.of(
        input.getName(),
        input.getDatatype(),
        input.getShapeList(),
        (datatype, count, what) ->
            RawElements.read(
                datatype, count, message.getRawInputContents(index).asReadOnlyByteBuffer(), what));
  }

  private Map<String, Optional<Boolean>> outputs() {
    Map<String, Optional<Boolean>> names = new LinkedHashMap<>();
    for (InferRequestedOutputTensor output : message.getOutputsList()) {
      if (names.put(output.getName(), Optional.empty()) != null) {
        throw HttpProblem.badRequest("output '" + output.getName() + "' must be asked for once");
      }
    }
    return names;
  }

  private static String key(InferParameter parameter) {
    if (parameter.hasDoubleParam() || !hasValue(parameter)) {
      throw HttpProblem.badRequest(
          "parameters.key must be text, a whole number or a boolean: " + text(parameter));
    }
    return text(parameter);
  }

  private static boolean hasValue(InferParameter parameter) {
    return parameter.getParameterChoiceCase()
        != InferParameter.ParameterChoiceCase.PARAMETERCHOICE_NOT_SET;
  }

  private static String text(InferParameter parameter) {
    return switch (parameter.getParameterChoiceCase()) {
      case BOOL_PARAM -> Boolean.toString(parameter.getBoolParam());
      case INT64_PARAM -> Long.toString(parameter.getInt64Param());
      case STRING_PARAM -> parameter.getStringParam();
      case DOUBLE_PARAM -> Double.toString(parameter.getDoubleParam());
      case UINT64_PARAM -> Long.toUnsignedString(parameter.getUint64Param());
      case PARAMETERCHOICE_NOT_SET -> "nothing";
    };
  }
}
