package io.gradstream.faults;

import io.gradstream.features.event.Event;
import io.gradstream.model.Model;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.Prediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers as they were given, and what the models they name say of the same events: equal, bit for
 * bit. What one version answered twice is equal too, whether or not it can be asked. Not thread
 * safe.
 */
final class GivenAnswers {

  private final Map<String, Map<String, double[]>> given = new HashMap<>(); // by version, by id
  private final Map<String, Event> events = new HashMap<>(); // by id
  private final List<String> differences = new ArrayList<>();
  private long compared;

  void add(Prediction answer) {
    String version = answer.key() + " " + answer.version();
    double[] before =
        given
            .computeIfAbsent(version, name -> new HashMap<>())
            .putIfAbsent(answer.id(), answer.output());
    if (before != null) {
      require(version + " had said before", answer.id(), before, answer.output());
    }
  }

  void add(String id, Event event) {
    events.put(id, event);
  }

  /** Whether a version has answered anything that it has not been asked again. */
  boolean has(String version) {
    return given.containsKey(version);
  }

  /**
   * Asks a version's model all that the version has answered, once.
   *
   * @param snapshot its bytes; empty when they are gone: then nobody can be asked
   */
  void ask(String version, Optional<byte[]> snapshot) {
    Map<String, double[]> answers = given.remove(version);
    if (snapshot.isEmpty()) {
      return;
    }
    try (Model model = Model.of(SnapshotCodec.decode(snapshot.get()))) {
      answers.forEach((id, answer) -> compare(version, model, id, answer));
    }
  }

  private void compare(String version, Model model, String id, double[] answer) {
    compared++;
    Event event = events.get(id);
    if (event == null) {
      differences.add("%s answered %s, which is on no topic".formatted(version, id));
    } else {
      require(version + " says", id, model.predict(event), answer);
    }
  }

  private void require(String says, String id, double[] expected, double[] answer) {
    if (!Arrays.equals(expected, answer)) {
      differences.add(
          "%s %s of %s, the answer was %s"
              .formatted(says, Arrays.toString(expected), id, Arrays.toString(answer)));
    }
  }

  /** Answers of versions that could be asked. */
  long compared() {
    return compared;
  }

  /** Answers that are not what they must be, in words. */
  List<String> differences() {
    return differences;
  }
}
