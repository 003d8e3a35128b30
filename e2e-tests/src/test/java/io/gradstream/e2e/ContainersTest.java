package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.jobs.JobOptions;
import io.gradstream.jobs.LearnerJob;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.network.EngineArgs;
import io.gradstream.serving.Main;
import io.gradstream.serving.ServingOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Holds docker-compose.yml and the Dockerfile to what the build makes and the launcher uses. It
 * does not run them: that takes a Docker engine.
 */
class ContainersTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private final Map<String, Object> compose = yaml(read("docker-compose.yml"));
  private final String dockerfile = read("Dockerfile");

  @Test
  void allPartsOfTheSystemAreThereAndChecked() {
    assertThat(services().keySet())
        .containsExactlyInAnyOrder(
            "kafka", "jobmanager", "taskmanager", "serving", "prometheus", "grafana");
    assertThat(services().keySet())
        .allSatisfy(name -> assertThat(service(name)).containsKey("healthcheck"));
  }

  @Test
  void everyImageIsPinned() {
    Stream<String> composed =
        services().keySet().stream().map(name -> text(service(name), "image"));
    Stream<String> bases = found("(?m)^FROM (\\S+) AS", dockerfile).stream();
    assertThat(Stream.concat(composed, bases))
        .isNotEmpty()
        .allSatisfy(image -> assertThat(image).matches("[a-z0-9./-]+:v?[0-9][A-Za-z0-9._-]+"));
  }

  @Test
  void versionsAreThoseOfTheBuild() {
    String pom = read("pom.xml");
    assertThat(text(service("kafka"), "image")).endsWith(":" + property(pom, "kafka.version"));
    assertThat(dockerfile).contains("FROM flink:" + property(pom, "flink.version") + "-java17");
    assertThat(found("gradstream-[a-z]+:([0-9.]+)", read("docker-compose.yml")))
        .containsOnly(found("<version>([0-9.]+)</version>", pom).get(0));
  }

  @Test
  void flagsAreThoseOfTheLauncher() {
    String flags = flink("jobmanager").get("env.java.opts.all").toString();
    assertThat(Arrays.asList(flags.split(" "))).containsAll(EngineArgs.list());
    assertThat(flink("taskmanager")).isEqualTo(flink("jobmanager"));
    assertThat(dockerfile)
        .contains("@/opt/gradstream/engine.args", "-XX:+ExitOnOutOfMemoryError")
        .contains(Main.class.getName());
  }

  @Test
  void theClusterIsAStockFlinkWithTheJobsJar() {
    assertThat(dockerfile)
        .doesNotContain("/opt/flink/lib/")
        .contains("COPY --from=build /job/gradstream-job.jar /opt/flink/usrlib/");
  }

  @Test
  void theJobsOptionsAreReadByTheJob() throws IOException {
    List<String> words = words("jobmanager");
    assertThat(words).containsSequence("--job-classname", LearnerJob.class.getName());
    List<String> options = new ArrayList<>(words.subList(3, words.size()));
    int spec = options.indexOf("--spec") + 1;
    options.set(spec, options.get(spec).replace("/examples/", ROOT + "/examples/"));

    JobOptions read = JobOptions.parse(options.toArray(String[]::new));

    assertThat(read.brokers()).isEqualTo("kafka:29092");
    assertThat(listeners()).contains(read.brokers());
    assertThat(read.snapshots()).isEqualTo(Path.of(option("serving", "--snapshots")));
    assertThat(read.checkpoints())
        .contains(flink("jobmanager").get("execution.checkpointing.dir").toString());
    assertThat(flink("jobmanager").get("execution.checkpointing.num-retained")).isEqualTo(3);
    LearnerSpec learner = SpecReader.read(read.bundle());
    assertThat(option("serving", "--learner")).isEqualTo(learner.name());
  }

  @Test
  void theServiceListensWhereItIsPublishedAndChecked() {
    String port = option("serving", "--port");
    ServingOptions defaults = ServingOptions.parse(List.of("--brokers", "kafka:29092"));
    assertThat(port).isEqualTo(Integer.toString(defaults.port()));
    assertThat(service("serving").get("ports").toString()).contains(port + ":" + port);
    assertThat(service("serving").get("healthcheck").toString()).contains("localhost:" + port);
    assertThat(dockerfile).contains("EXPOSE " + port);
    assertThat(option("serving", "--brokers")).isEqualTo("kafka:29092");
  }

  @Test
  void stateIsSharedByAllThatReadIt() {
    assertThat(Stream.of("jobmanager", "taskmanager", "serving"))
        .allSatisfy(
            name -> assertThat(service(name).get("volumes").toString()).contains("state:/state"));
  }

  @Test
  void prometheusReadsWhatShowsMetrics() {
    List<String> targets = new ArrayList<>();
    for (Object job : list(yaml(read("deploy/prometheus/prometheus.yml")).get("scrape_configs"))) {
      for (Object lookup : list(map(job).get("dns_sd_configs"))) {
        list(map(lookup).get("names"))
            .forEach(name -> targets.add(name + ":" + map(lookup).get("port")));
      }
    }
    Map<String, Object> flink = flink("taskmanager");
    assertThat(flink.get("metrics.reporter.prometheus.factory.class"))
        .isEqualTo("org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
    assertThat(flink.get("metrics.reporter.prometheus.filterLabelValueCharacters"))
        .isEqualTo(false);
    Object port = flink.get("metrics.reporter.prometheus.port");
    assertThat(targets)
        .containsExactlyInAnyOrder(
            "jobmanager:" + port, "taskmanager:" + port, "serving:" + option("serving", "--port"));
    assertThat(mounted("prometheus", "/etc/prometheus")).isEqualTo("deploy/prometheus");
  }

  @Test
  void grafanaIsGivenTheDashboardAndItsSource() {
    String folder = mounted("grafana", "/etc/grafana/provisioning");
    Map<String, Object> source =
        only(yaml(read(folder + "/datasources/prometheus.yml")).get("datasources"));
    Map<String, Object> provider =
        only(yaml(read(folder + "/dashboards/gradstream.yml")).get("providers"));
    String dashboards = text(map(provider.get("options")), "path");

    assertThat(source.get("url")).isEqualTo("http://prometheus:9090");
    assertThat(Dashboard.read().sources()).isNotEmpty().containsOnly(text(source, "uid"));
    assertThat(ROOT.resolve(mounted("grafana", dashboards)))
        .isEqualTo(Dashboard.FILE.getParent().toAbsolutePath().normalize());
    assertThat(text(environment("grafana"), "GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"))
        .isEqualTo(dashboards + "/" + Dashboard.FILE.getFileName());
  }

  /** Whoever has no account elsewhere is not asked for one: so only this machine comes in. */
  @Test
  void whatAsksNobodyWhoHeIsListensToThisMachine() {
    assertThat(List.of("prometheus", "grafana"))
        .allSatisfy(
            name ->
                assertThat(list(service(name).get("ports")))
                    .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:")));
  }

  /** The folder of ours, from the root on, that a service sees as this one. */
  private String mounted(String service, String inside) {
    return list(service(service).get("volumes")).stream()
        .map(Object::toString)
        .filter(volume -> volume.matches("\\./.*:" + Pattern.quote(inside) + ":ro"))
        .map(volume -> volume.substring(2, volume.indexOf(':')))
        .findFirst()
        .orElseThrow(() -> new AssertionError(service + " has no folder " + inside));
  }

  private static List<?> list(Object value) {
    return (List<?>) value;
  }

  private static Map<String, Object> only(Object value) {
    assertThat(list(value)).hasSize(1);
    return map(list(value).get(0));
  }

  private Map<String, Object> services() {
    return map(compose.get("services"));
  }

  private Map<String, Object> service(String name) {
    return map(services().get(name));
  }

  private Map<String, Object> environment(String name) {
    return map(service(name).get("environment"));
  }

  private Map<String, Object> flink(String name) {
    return yaml(environment(name).get("FLINK_PROPERTIES").toString());
  }

  private String listeners() {
    return text(environment("kafka"), "KAFKA_ADVERTISED_LISTENERS");
  }

  /** The command's words, with the defaults of its variables. */
  private List<String> words(String name) {
    Object command = service(name).get("command");
    String line =
        command instanceof List<?> list
            ? String.join(" ", list.stream().map(Object::toString).toList())
            : command.toString();
    return List.of(line.strip().replaceAll("\\$\\{[A-Z]+:-([^}]*)}", "$1").split("\\s+"));
  }

  private String option(String service, String flag) {
    List<String> words = words(service);
    assertThat(words).contains(flag);
    return words.get(words.indexOf(flag) + 1);
  }

  private static String property(String pom, String name) {
    return found("<" + Pattern.quote(name) + ">([^<]+)<", pom).get(0);
  }

  private static List<String> found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.results().map(result -> result.group(1)).toList();
  }

  private static String text(Map<String, Object> map, String key) {
    return map.get(key).toString();
  }

  @SuppressWarnings("unchecked") // YAML's own structure; a wrong one fails the test
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  private static Map<String, Object> yaml(String text) {
    return map(new Load(LoadSettings.builder().build()).loadFromString(text));
  }

  private static String read(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
