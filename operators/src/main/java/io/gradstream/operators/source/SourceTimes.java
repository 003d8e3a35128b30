package io.gradstream.operators.source;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.AggregateFunction;

/**
 * The times of all partitions, put together from what each subtask of the sources knows of those it
 * reads. Runs in the JobManager; all that travels is of the JDK's types, since Flink knows no
 * others there. Besides partitions by name, {@link #RECORDS} counts what was read.
 */
final class SourceTimes
    implements AggregateFunction<
        Map.Entry<String, HashMap<String, Long>>,
        HashMap<String, HashMap<String, Long>>,
        HashMap<String, Long>> {

  static final String NAME = "gradstream-source-times";
  static final String RECORDS = "";

  private static final long serialVersionUID = 1;

  @Override
  public HashMap<String, HashMap<String, Long>> createAccumulator() {
    return new HashMap<>();
  }

  /** A subtask's word takes the place of what it said before. */
  @Override
  public HashMap<String, HashMap<String, Long>> add(
      Map.Entry<String, HashMap<String, Long>> word,
      HashMap<String, HashMap<String, Long>> bySubtask) {
    bySubtask.put(word.getKey(), word.getValue());
    return bySubtask;
  }

  @Override
  public HashMap<String, Long> getResult(HashMap<String, HashMap<String, Long>> bySubtask) {
    HashMap<String, Long> all = new HashMap<>();
    for (HashMap<String, Long> word : bySubtask.values()) {
      word.forEach(
          (name, value) -> all.merge(name, value, name.equals(RECORDS) ? Long::sum : Math::max));
    }
    return all;
  }

  @Override
  public HashMap<String, HashMap<String, Long>> merge(
      HashMap<String, HashMap<String, Long>> left, HashMap<String, HashMap<String, Long>> right) {
    left.putAll(right);
    return left;
  }
}
