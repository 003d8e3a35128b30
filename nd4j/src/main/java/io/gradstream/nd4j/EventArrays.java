package io.gradstream.nd4j;

import io.gradstream.features.encode.Encoder;
import io.gradstream.features.event.Event;
import io.gradstream.model.Model;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a model makes of events, as arrays: a row for each event. The model is only read. */
public final class EventArrays {

  private EventArrays() {}

  /**
   * What networks see of the events, but for categories and history: [events, {@code
   * model.encoder().columns()}], with the scales as they are.
   *
   * @param events at least one
   */
  public static INDArray features(Model model, List<Event> events) {
    Encoder encoder = model.encoder();
    float[][] rows = new float[requireSome(events).size()][encoder.width()];
    int[] tables = new int[encoder.tables()];
    for (int row = 0; row < rows.length; row++) {
      encoder.encode(events.get(row), rows[row], 0, tables, 0);
    }
    return Nd4j.createFromArray(rows);
  }

  /**
   * Rows of the tables of categories: [events, {@code model.encoder().tableSpecs()}], 0 for values
   * that the model does not know.
   *
   * @param events at least one
   */
  public static INDArray categories(Model model, List<Event> events) {
    Encoder encoder = model.encoder();
    if (encoder.tables() == 0) {
      throw new IllegalArgumentException("the model has no categories");
    }
    int[][] rows = new int[requireSome(events).size()][encoder.tables()];
    float[] numbers = new float[encoder.width()];
    for (int row = 0; row < rows.length; row++) {
      encoder.encode(events.get(row), numbers, 0, rows[row], 0);
    }
    return Nd4j.createFromArray(rows);
  }

  /**
   * Answers in double precision, as {@link Model#predict} gives them: [events, outputs].
   *
   * @param events at least one
   */
  public static INDArray answers(Model model, List<Event> events) {
    double[][] rows = new double[requireSome(events).size()][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = model.predict(events.get(row)).clone();
    }
    return Nd4j.createFromArray(rows);
  }

  private static List<Event> requireSome(List<Event> events) {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("events must be at least one: an array has no 0 rows");
    }
    return events;
  }
}
