package io.gradstream.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a process shows to Prometheus at one moment.
 *
 * @param types of metrics, by name
 */
record Exposition(Map<String, String> types, List<Series> series) {

  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? ([-+0-9.eE]+|NaN|[+-]Inf)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

  /** One value, by what it is of. */
  record Series(String name, Map<String, String> labels, double value) {}

  static Exposition scrape(URI process) {
    HttpRequest request = HttpRequest.newBuilder(process.resolve("/metrics")).build();
    try {
      HttpResponse<String> response =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(process + " answered " + response.statusCode());
      }
      return read(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException("no metrics from " + process, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * @throws IllegalArgumentException when a line is none that Prometheus reads
   */
  static Exposition read(String text) {
    Map<String, String> types = new TreeMap<>();
    List<Series> series = new ArrayList<>();
    for (String line : text.split("\n")) {
      Matcher type = TYPE.matcher(line);
      if (type.matches()) {
        types.put(type.group(1), type.group(2));
      } else if (!line.startsWith("#") && !line.isEmpty()) {
        series.add(sample(line));
      }
    }
    return new Exposition(types, List.copyOf(series));
  }

  private static Series sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new IllegalArgumentException("no sample: " + line);
    }
    Map<String, String> labels = new LinkedHashMap<>();
    String rest = sample.group(2) == null ? "" : sample.group(2);
    Matcher label = LABEL.matcher(rest);
    int end = 0;
    while (label.find() && label.start() == end) {
      labels.put(label.group(1), label.group(2));
      end = label.end();
    }
    if (end != rest.length()) {
      throw new IllegalArgumentException("no labels: " + line);
    }
    String value = sample.group(3).replace("Inf", "Infinity");
    return new Series(sample.group(1), labels, Double.parseDouble(value));
  }

  /** This and others, as Prometheus sees them who scrapes all. */
  static Exposition all(List<Exposition> each) {
    Map<String, String> types = new TreeMap<>();
    each.forEach(one -> types.putAll(one.types()));
    return new Exposition(types, each.stream().flatMap(one -> one.series().stream()).toList());
  }

  Set<String> names() {
    return series.stream().map(Series::name).collect(Collectors.toCollection(TreeSet::new));
  }

  Stream<Series> of(String name) {
    return series.stream().filter(one -> one.name().equals(name));
  }

  /** The sum of what all processes and subtasks say, of series with this label. */
  OptionalDouble sum(String name, String label, String value) {
    List<Series> found = of(name).filter(one -> value.equals(one.labels().get(label))).toList();
    return found.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(found.stream().mapToDouble(Series::value).sum());
  }
}
