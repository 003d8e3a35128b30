package io.gradstream.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The dashboard that Grafana is given. */
final class Dashboard {

  static final Path FILE = Path.of("../deploy/grafana/dashboards/gradstream.json");

  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");

  private final JsonNode json;

  private Dashboard(JsonNode json) {
    this.json = json;
  }

  static Dashboard read() {
    try {
      return new Dashboard(new ObjectMapper().readTree(FILE.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }

  /** The queries of its panels. */
  List<String> queries() {
    return json.findValuesAsText("expr");
  }

  /** The queries that its variables' values come from, written as queries of a panel would be. */
  List<String> variables() {
    List<String> queries = new ArrayList<>();
    for (JsonNode variable : json.at("/templating/list")) {
      Matcher values = LABEL_VALUES.matcher(variable.at("/query/query").asText());
      if (!values.matches()) {
        throw new IllegalStateException("not understood: " + variable);
      }
      queries.add("count by (%2$s) (%1$s)".formatted(values.group(1), values.group(2)));
    }
    return queries;
  }

  /** The data sources that it names. */
  List<String> sources() {
    return json.findValues("datasource").stream().map(of -> of.path("uid").asText()).toList();
  }
}
