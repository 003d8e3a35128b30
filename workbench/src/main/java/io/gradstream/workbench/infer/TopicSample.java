package io.gradstream.workbench.infer;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.workbench.table.RecordTable;
import io.gradstream.workbench.table.TableRow;
import java.util.ArrayList;
import java.util.List;

/** The first records of a topic, as objects. */
public final class TopicSample {

  private final Unwrapped unwrapped;

  /**
   * @param origin the topic, and how its records are written
   */
  public TopicSample(TopicOrigin origin, List<JsonNode> records) {
    unwrapped = Unwrapped.of(origin, List.copyOf(records));
  }

  TopicOrigin origin() {
    return unwrapped.origin();
  }

  /** As rows, which are read once. */
  RecordTable table() {
    return new RecordTable(unwrapped.records(), unwrapped.declared());
  }

  /** The fields, by their paths. */
  public List<String> fields() {
    return List.copyOf(table().byName().keySet());
  }

  /** What a field holds in each record, empty text where it is missing. */
  List<String> values(String field) {
    RecordTable table = table();
    int column = table.byName().get(field);
    List<String> values = new ArrayList<>();
    for (TableRow row = table.read(); row != null; row = table.read()) {
      values.add(row.cells().get(column));
    }
    return values;
  }
}
