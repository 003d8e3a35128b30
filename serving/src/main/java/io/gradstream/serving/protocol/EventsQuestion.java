package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.model.ModelSpec;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Posting;
import io.gradstream.serving.http.Reply;
import io.gradstream.serving.models.ServedModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events as they stand on their topic, in JSON, and answers by the names of outputs, each with what
 * its event lacked.
 */
final class EventsQuestion implements Question<Reply> {

  private final List<byte[]> events;
  private final Demand demand;
  private EventRows rows; // as the last spec reads them

  EventsQuestion(Posting posting) {
    Demand.requireNoOthers(posting.options());
    demand = Demand.read(name -> Optional.ofNullable(posting.options().get(name)));
    if (posting.jsonBytes().isPresent()) {
      throw HttpProblem.badRequest(Posting.JSON_BYTES + " must be absent: an event is JSON");
    }
    events = EventTexts.split(posting.body(), Tensor.MAX_ROWS);
  }

  @Override
  public Demand demand() {
    return demand;
  }

  @Override
  public Query rows(ModelSpec spec) {
    rows = EventRows.read(spec, events);
    return rows.query();
  }

  @Override
  public List<OutputTensor> outputs(ServedModel model) {
    return OutputTensor.wanted(model, List.of());
  }

  @Override
  public Reply answer(Answered answered) {
    ObjectNode body = InferResponse.head(answered.model());
    Map<String, Object> parameters = new LinkedHashMap<>();
    Answered.freshness(answered.model(), answered.now(), parameters);
    Answered.putTold("doubtful", "; ", answered.query().doubtful(), parameters);
    InferResponse.put(parameters, body.putObject("parameters"));
    ArrayNode answers = body.putArray("answers");
    for (int row = 0; row < events.size(); row++) {
      ObjectNode answer = answers.addObject();
      ObjectNode outputs = answer.putObject("outputs");
      for (OutputTensor output : answered.outputs()) {
        put(output, answered.predicted().get(row), outputs);
      }
      putAll("missing", rows.missing().get(row), answer);
      putAll("set_aside", rows.setAside().get(row), answer);
    }
    return Reply.ok(body);
  }

  /** A value alone, values by the names of their columns, or an array of them. */
  private static void put(OutputTensor output, double[] predicted, ObjectNode into) {
    ArrayNode values = into.arrayNode();
    output.write(List.<double[]>of(predicted), Values.json(values));
    if (output.columns() == 0) {
      into.set(output.name(), values.get(0));
    } else if (output.names().size() == values.size()) {
      ObjectNode named = into.putObject(output.name());
      for (int column = 0; column < values.size(); column++) {
        named.set(output.names().get(column), values.get(column));
      }
    } else {
      into.set(output.name(), values);
    }
  }

  private static void putAll(String name, List<String> told, ObjectNode into) {
    if (!told.isEmpty()) {
      told.forEach(into.putArray(name)::add);
    }
  }
}
