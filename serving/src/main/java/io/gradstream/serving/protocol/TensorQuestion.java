package io.gradstream.serving.protocol;

import io.gradstream.model.ModelSpec;
import io.gradstream.serving.models.ServedModel;
import java.util.List;
import java.util.function.BiFunction;

/**
 * An inference request, in whichever protocol.
 *
 * @param written its answer, as the protocol has it
 * @param <R> an answer
 */
public record TensorQuestion<R>(InferRequest request, BiFunction<InferRequest, Answered, R> written)
    implements Question<R> {

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
  public R answer(Answered answered) {
    return written.apply(request, answered);
  }
}
