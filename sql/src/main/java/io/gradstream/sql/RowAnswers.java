package io.gradstream.sql;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.model.ModelSpec;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.ServedModel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.RowData;

/**
 * Answers rows, each by the newest model of its key there is by then. A row that cannot be answered
 * has NULL, and does not stop the others. Used by one thread.
 */
final class RowAnswers {

  private final LearnerModels models;
  private final Signature signature;
  private final Clock clock;
  private final Consumer<String> problems;
  private ModelSpec spec; // of the reader; each version has one of its own, mostly the same
  private Inputs.Reader reader;

  /**
   * @param models of which one is there
   * @param problems is told why a row was not answered
   * @throws ValidationException when the columns do not fit the learner
   */
  RowAnswers(LearnerModels models, Signature signature, Clock clock, Consumer<String> problems) {
    this.models = models;
    this.signature = signature;
    this.clock = clock;
    this.problems = problems;
    readBy(models.spec().orElseThrow());
  }

  /**
   * @throws ValidationException when the learner was deployed with a spec that the columns do not
   *     fit, or the table has others than were declared
   */
  RowData answer(RowData row) {
    readBy(models.spec().orElseThrow());
    Decoded decoded = reader.read(row);
    if (decoded instanceof Decoded.Bad bad) {
      return unanswered(bad.message());
    }
    Event event = ((Decoded.Good) decoded).event(); // there is no envelope to say of a deletion
    Optional<String> key = key(event);
    if (key.isEmpty()) {
      return unanswered(
          "'%s', which picks the model, is NULL".formatted(spec.keyField().orElseThrow()));
    }
    Optional<ServedModel> model = models.borrow(key.get());
    return model.isPresent()
        ? answer(row, event, model.get())
        : unanswered(
            "no model of %s is held for the key '%s': it has learned nothing yet, or was given up for others ('%s')"
                .formatted(models.learner(), key.get(), ModelOptions.CACHE.key()));
  }

  /** By a model, which is given back. */
  private RowData answer(RowData row, Event event, ServedModel model) {
    try {
      if (model.spec().equals(spec)) {
        return answer(event, model);
      }
      readBy(model.spec()); // of another deploy than the newest
      Decoded decoded = reader.read(row);
      return decoded instanceof Decoded.Good good
          ? answer(good.event(), model)
          : unanswered(((Decoded.Bad) decoded).message());
    } catch (ValidationException e) { // the columns are the newest's
      return unanswered("of the key's model of version " + model.version() + ": " + e.getMessage());
    } finally {
      model.giveBack();
    }
  }

  private RowData answer(Event event, ServedModel model) {
    List<double[]> answers = new ArrayList<>(1);
    model.predict(List.of(event), answers, Long.MAX_VALUE);
    return answered(model, answers.get(0));
  }

  private RowData answered(ServedModel model, double[] answer) {
    OptionalDouble value = model.target().noAnswer(answer);
    if (value.isPresent()) {
      return unanswered(
          "its numbers are so far from all that was learned that the output is "
              + value.getAsDouble());
    }
    return signature.outputs().answered(model, answer, clock.millis());
  }

  private Optional<String> key(Event event) {
    return spec.keyField().isEmpty()
        ? Optional.of("")
        : Optional.ofNullable(event.text(spec.events().indexOf(spec.keyField().get())));
  }

  private RowData unanswered(String why) {
    problems.accept(why);
    return signature.outputs().unanswered(why);
  }

  /** Makes the reader one by the spec. */
  private void readBy(ModelSpec of) {
    if (of != spec) {
      if (!of.equals(spec)) {
        signature.requireFit(of);
        reader = signature.inputs().reader(of);
      }
      spec = of;
    }
  }
}
