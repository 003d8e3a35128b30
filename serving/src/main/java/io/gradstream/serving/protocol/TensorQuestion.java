package io.gradstream.serving.protocol;

import io.gradstream.model.ModelSpec;
import io.gradstream.serving.http.Reply;
import io.gradstream.serving.models.ServedModel;
import java.util.List;

/** An inference request over HTTP. */
record TensorQuestion(InferRequest request) implements Question<Reply> {

  @Override
  public Demand demand() {
    return request.demand();
  }

  @Override
  public Query rows(ModelSpec spec) {
    return Query.read(spec, request);
  }

  @Override
  public List<OutputTensor> outputs(ServedModel model) {
    return OutputTensor.wanted(model, request.outputs().keySet());
  }

  @Override
  public Reply answer(Answered answered) {
    return InferResponse.write(request, answered);
  }
}
