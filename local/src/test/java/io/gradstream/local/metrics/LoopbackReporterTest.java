package io.gradstream.local.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.local.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.runtime.metrics.MetricRegistryConfiguration;
import org.apache.flink.runtime.metrics.MetricRegistryImpl;
import org.apache.flink.runtime.metrics.ReporterSetup;
import org.apache.flink.runtime.metrics.filter.ReporterFilter;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.junit.jupiter.api.Test;

/** What a local process shows is what Flink's own reporter would, and to nobody else. */
class LoopbackReporterTest {

  @Test
  void itShowsWhatFlinksOwnReporterShows() throws Exception {
    MetricConfig config = new MetricConfig();
    int port = FreePorts.pick();
    config.setProperty("port", Integer.toString(port));
    config.setProperty("filterLabelValueCharacters", "false");
    MetricReporter theirs = new PrometheusReporterFactory().createMetricReporter(config);
    LoopbackReporter ours = new LoopbackReporter(0);
    MetricRegistryImpl registry =
        new MetricRegistryImpl(
            MetricRegistryConfiguration.fromConfiguration(new Configuration(), 1 << 20),
            List.of(setup("theirs", config, theirs), setup("ours", config, ours)));
    try {
      TaskManagerMetricGroup process =
          TaskManagerMetricGroup.createTaskManagerMetricGroup(
              registry, "host.example", new ResourceID("taskmanager-1"));
      addOneOfEach(process.addGroup("gradstream").addGroup("topic", "a \"b\\c\nd").addGroup("x.y"));

      List<String> shown = scrape(ours.port());

      assertThat(shown).isEqualTo(scrape(port)).hasSizeGreaterThan(20);
      assertThat(shown)
          .contains(
              "flink_taskmanager_gradstream_topic_x_y_events_read"
                  + "{host=\"host.example\",tm_id=\"taskmanager-1\",topic=\"a \\\"b\\\\c\\nd\"} 7.0");
      process.close();
      assertThat(scrape(ours.port())).isEmpty();
    } finally {
      registry.closeAsync().join();
    }
  }

  /** As Flink sets a reporter up: opened, with its configuration. */
  private static ReporterSetup setup(String name, MetricConfig config, MetricReporter reporter) {
    reporter.open(config);
    return new ReporterSetup(name, config, reporter, ReporterFilter.getNoOpFilter(), Map.of());
  }

  private static void addOneOfEach(MetricGroup group) {
    group.gauge("events.read", (Gauge<Long>) () -> 7L);
    group.gauge("flag", (Gauge<Boolean>) () -> true);
    group.gauge("text", (Gauge<String>) () -> "none");
    group.gauge("nothing", (Gauge<Object>) () -> null);
    group.gauge("infinite", (Gauge<Double>) () -> Double.NEGATIVE_INFINITY);
    group.gauge("undefined", (Gauge<Double>) () -> Double.NaN);
    SimpleCounter counter = new SimpleCounter();
    counter.inc(3);
    group.counter("dead letters", counter);
    group.meter("rate", new MeterView(counter));
    DescriptiveStatisticsHistogram histogram = new DescriptiveStatisticsHistogram(100);
    for (int i = 1; i <= 10; i++) {
      histogram.update(i);
    }
    group.histogram("wait", histogram);
  }

  @Test
  void itListensOnTheLoopbackInterfaceAlone() throws IOException {
    LoopbackReporter reporter = new LoopbackReporter(0);
    reporter.open(new MetricConfig());
    try {
      List<InetAddress> others =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(address -> !address.isLoopbackAddress())
              .toList();
      assertThat(others)
          .allSatisfy(
              address ->
                  assertThatThrownBy(() -> new Socket(address, reporter.port()).close())
                      .isInstanceOf(IOException.class));
      assertThat(scrape(reporter.port())).isEmpty();
    } finally {
      reporter.close();
    }
  }

  @Test
  void aPortThatIsTakenIsTold() {
    LoopbackReporter first = new LoopbackReporter(0);
    first.open(new MetricConfig());
    LoopbackReporter second = new LoopbackReporter(first.port());
    try {
      assertThatThrownBy(() -> second.open(new MetricConfig()))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("port " + first.port() + " of 127.0.0.1 cannot be listened on");
    } finally {
      first.close();
      second.close();
    }
  }

  /** Lines without their order, and that of labels, which no reader looks at. */
  private static List<String> scrape(int port) throws IOException {
    URI address = URI.create("http://127.0.0.1:" + port + "/metrics");
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
          .body()
          .lines()
          .map(LoopbackReporterTest::inOrder)
          .sorted()
          .toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String inOrder(String line) {
    int open = line.indexOf('{');
    if (line.startsWith("#") || open < 0) {
      return line;
    }
    int close = line.lastIndexOf('}');
    String[] labels = line.substring(open + 1, close).replaceAll(",$", "").split("(?<=\"),");
    Arrays.sort(labels);
    return line.substring(0, open + 1) + String.join(",", labels) + line.substring(close);
  }
}
