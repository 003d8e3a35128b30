package io.gradstream.serving.protocol;

import io.gradstream.features.decode.EventDecoder;
import io.gradstream.features.decode.EventDecoders;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.UnlikelyTimes;
import io.gradstream.model.ModelSpec;
import io.gradstream.serving.http.HttpProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Events read as the job reads them from their topic, but that fields which no model needs may be
 * missing.
 *
 * @param missing inputs that each event lacks
 * @param setAside what was wrong with values of each that broke a rule, and are missing in it
 */
record EventRows(Query query, List<List<String>> missing, List<List<String>> setAside) {

  /**
   * @throws HttpProblem when an event cannot be used
   */
  static EventRows read(ModelSpec spec, List<byte[]> texts) {
    List<InputField> inputs = InputField.of(spec);
    EventDecoder decoder = EventDecoders.json(spec.asked());
    List<Event> events = new ArrayList<>(texts.size());
    List<List<String>> missing = new ArrayList<>();
    List<List<String>> setAside = new ArrayList<>();
    for (byte[] text : texts) {
      Decoded.Good good = good(decoder.decode(text, null), events.size());
      events.add(good.event());
      setAside.add(good.setAside().stream().map(Decoded.Bad::message).toList());
      missing.add(missing(good, inputs));
    }
    String key = spec.keyField().map(field -> Query.key(spec, field, events)).orElse("");
    UnlikelyTimes times = new UnlikelyTimes(spec.events(), "events.unit");
    events.forEach(times::take);
    Query query = new Query(key, events, List.of(), List.of(), times.sentences());
    return new EventRows(query, missing, setAside);
  }

  private static Decoded.Good good(Decoded decoded, int row) {
    if (decoded instanceof Decoded.Bad bad) {
      throw HttpProblem.badRequest("row %d: %s".formatted(row, bad.message()));
    }
    return (Decoded.Good) decoded; // there is no envelope that could say of a deletion
  }

  private static List<String> missing(Decoded.Good good, List<InputField> inputs) {
    List<String> aside =
        good.setAside().stream().map(Decoded.Bad::field).collect(Collectors.toList());
    return inputs.stream()
        .filter(input -> good.event().isMissing(input.index()))
        .map(InputField::name)
        .filter(name -> !aside.contains(name))
        .toList();
  }
}
