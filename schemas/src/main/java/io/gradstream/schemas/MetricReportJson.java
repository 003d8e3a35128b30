package io.gradstream.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A metric report as a JSON object; its measures by name, null for what is not a number. */
final class MetricReportJson implements JsonBody<MetricReport> {

  @Override
  public void write(MetricReport value, ObjectNode into) {
    into.put("learner", value.learner());
    into.put("source", value.source());
    into.put("key", value.key());
    JsonFields.writeOptionalVersion(value.version(), into);
    into.put("time", value.time());
    ObjectNode measures = into.putObject("measures");
    for (Measure measure : value.measures()) {
      if (Double.isFinite(measure.value())) {
        measures.put(measure.name(), measure.value());
      } else {
        measures.putNull(measure.name());
      }
    }
  }

  @Override
  public MetricReport read(JsonFields fields) {
    return new MetricReport(
        fields.text("learner"),
        fields.text("source"),
        fields.text("key"),
        fields.optionalVersion(),
        fields.whole("time"),
        measures(fields.object("measures")));
  }

  private static List<Measure> measures(JsonFields fields) {
    List<Measure> measures = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : fields.object().properties()) {
      JsonNode value = field.getValue();
      if (!value.isNumber() && !value.isNull()) {
        fields.refuse(field.getKey(), "a number", value);
      }
      measures.add(new Measure(field.getKey(), JsonFields.number(value)));
    }
    return measures;
  }
}
