package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.gradstream.jobs.JobOptions;
import io.gradstream.jobs.LearnerJob;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.network.EngineArgs;
import io.gradstream.serving.ServingOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The manifests are what Kubernetes and the Flink operator read, by classes made of Kubernetes' API
 * and the operator's published schema, and all they refer to is there. It does not run them: that
 * takes a cluster.
 */
final class KubernetesTest {

  private static final Path FOLDER = Path.of("../deploy/kubernetes");
  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "ConfigMap", ConfigMap.class,
          "Deployment", Deployment.class,
          "PersistentVolumeClaim", PersistentVolumeClaim.class,
          "Secret", Secret.class,
          "Service", Service.class);

  /** Takes nothing that a class does not have, though the classes themselves would. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated of) {
                  return false;
                }

                @Override
                public JsonIgnoreProperties.Value findPropertyIgnoralByName(
                    MapperConfig<?> config, Annotated of) {
                  return super.findPropertyIgnoralByName(config, of).withoutIgnoreUnknown();
                }
              })
          .build();

  @TempDir private Path temporary;

  private final List<Map<?, ?>> documents = documents();
  private final List<HasMetadata> all =
      documents.stream().filter(KubernetesTest::isOfKubernetes).map(KubernetesTest::parse).toList();

  private static List<Map<?, ?>> documents() {
    List<Map<?, ?>> read = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".yaml")).sorted().toList()) {
        for (Object document : yaml().loadAllFromString(Files.readString(file))) {
          read.add((Map<?, ?>) document);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read;
  }

  private static Load yaml() {
    return new Load(LoadSettings.builder().build());
  }

  private static boolean isOfKubernetes(Map<?, ?> document) {
    return !document.get("kind").equals("FlinkDeployment");
  }

  private static HasMetadata parse(Map<?, ?> document) {
    Object kind = document.get("kind");
    assertThat(KINDS).containsKey(kind.toString());
    return STRICT.convertValue(document, KINDS.get(kind.toString()));
  }

  private <T> List<T> all(Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private <T> T only(Class<T> kind) {
    assertThat(all(kind)).hasSize(1);
    return all(kind).get(0);
  }

  private JsonNode learner() {
    List<Map<?, ?>> found =
        documents.stream().filter(document -> !isOfKubernetes(document)).toList();
    assertThat(found).hasSize(1);
    return STRICT.valueToTree(found.get(0));
  }

  private JsonNode spec() {
    return learner().path("spec");
  }

  private PodTemplateSpec jobsTemplate() {
    return STRICT.convertValue(spec().path("podTemplate"), PodTemplateSpec.class);
  }

  private PodSpec jobsPod() {
    return jobsTemplate().getSpec();
  }

  private List<String> jobsWords() {
    return STRICT.convertValue(spec().at("/job/args"), new TypeReference<List<String>>() {});
  }

  private Map<String, String> configuration() {
    return STRICT.convertValue(
        spec().path("flinkConfiguration"), new TypeReference<Map<String, String>>() {});
  }

  private PodSpec servicesPod() {
    return only(Deployment.class).getSpec().getTemplate().getSpec();
  }

  private static Container container(PodSpec pod) {
    assertThat(pod.getContainers()).hasSize(1);
    return pod.getContainers().get(0);
  }

  @Test
  void aKeyThatTheClassesDoNotHaveIsFound() {
    Map<?, ?> service = Map.of("kind", "Service", "spec", Map.of("sellector", Map.of()));
    assertThatThrownBy(() -> parse(service)).hasMessageContaining("sellector");
  }

  @Test
  void theLearnerKeepsToTheOperatorsSchema() throws IOException {
    JsonSchema schema = operatorsSchema();
    assertThat(schema.validate(learner())).isEmpty();
    ObjectNode wrong = learner().deepCopy();
    ((ObjectNode) wrong.path("spec")).put("imagge", "x").put("flinkVersion", "v9_9");
    assertThat(schema.validate(wrong).toString()).contains("imagge", "flinkVersion");
  }

  /** The operator's resource definition, of the first release that knows this Flink. */
  private static JsonSchema operatorsSchema() throws IOException {
    try (InputStream in =
        new GZIPInputStream(
            KubernetesTest.class.getResourceAsStream(
                "/kubernetes/flinkdeployments-1.13.0.yml.gz"))) {
      JsonNode definition = STRICT.valueToTree(yaml().loadFromInputStream(in));
      JsonNode schema = definition.at("/spec/versions/0/schema/openAPIV3Schema");
      assertThat(schema.isObject()).isTrue();
      close(schema.path("properties")); // and not what all resources have
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
    }
  }

  /** Kubernetes refuses keys that such a schema does not have; a JSON schema must say so. */
  private static void close(JsonNode schema) {
    if (schema.path("properties").isObject()
        && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
    schema.forEach(KubernetesTest::close);
  }

  @Test
  void everyManifestHasAKindANameAndAVersion() {
    assertThat(all)
        .hasSizeGreaterThanOrEqualTo(KINDS.size())
        .allSatisfy(
            one -> {
              assertThat(one.getMetadata().getName()).isNotBlank();
              assertThat(one.getApiVersion()).isEqualTo(HasMetadata.getApiVersion(one.getClass()));
            });
    assertThat(all.stream().map(HasMetadata::getKind)).containsAll(KINDS.keySet());
  }

  @Test
  void theJobIsTheOneOfTheImageAndReadsItsOptions() throws IOException {
    Map<String, Object> compose = yaml("docker-compose.yml");
    Map<?, ?> services = (Map<?, ?>) compose.get("services");
    assertThat(spec().path("image").asText())
        .isEqualTo(((Map<?, ?>) services.get("jobmanager")).get("image"));
    assertThat(spec().at("/job/entryClass").asText()).isEqualTo(LearnerJob.class.getName());
    assertThat(Files.readString(Path.of("../Dockerfile")))
        .contains(spec().at("/job/jarURI").asText().replace("local://", " "));
    assertThat(spec().path("flinkVersion").asText())
        .isEqualTo("v" + flinkVersion().replaceAll("\\.\\d+$", "").replace('.', '_'));

    List<String> arguments = new ArrayList<>(jobsWords());
    String spec =
        Files.writeString(
                temporary.resolve("spec.yaml"), only(ConfigMap.class).getData().get("learner.yaml"))
            .toString();
    arguments.replaceAll(word -> word.equals("/spec/learner.yaml") ? spec : word);
    JobOptions read = JobOptions.parse(arguments.toArray(String[]::new));

    assertThat(read.checkpoints()).contains(configuration("execution.checkpointing.dir"));
    assertThat(SpecReader.read(read.bundle()).name())
        .isEqualTo(learner().at("/metadata/name").asText())
        .isEqualTo(servicesOptions().learners().get(0));
    assertThat(read.brokers()).isEqualTo(servicesOptions().brokers());
    assertThat(servicesOptions().snapshots()).contains(read.snapshots());
  }

  private static String flinkVersion() throws IOException {
    String pom = Files.readString(Path.of("../pom.xml"));
    return pom.replaceFirst("(?s).*<flink.version>", "").replaceFirst("(?s)<.*", "");
  }

  private String configuration(String key) {
    return configuration().get(key);
  }

  @Test
  void flagsAndMetricsAreThoseOfTheOtherContainers() {
    assertThat(Arrays.asList(configuration("env.java.opts.all").split(" ")))
        .containsAll(EngineArgs.list());
    Map<?, ?> properties =
        (Map<?, ?>)
            yaml().loadFromString(yaml("docker-compose.yml").get("x-flink-properties").toString());
    properties.forEach(
        (key, value) -> {
          if (key.toString().startsWith("metrics.") || key.equals("env.java.opts.all")) {
            assertThat(configuration(key.toString())).as("%s", key).isEqualTo(value.toString());
          }
        });
    String port = configuration("metrics.reporter.prometheus.port");
    assertThat(jobsTemplate().getMetadata().getAnnotations())
        .containsEntry("prometheus.io/port", port);
    assertThat(container(jobsPod()).getPorts())
        .anyMatch(one -> one.getContainerPort().toString().equals(port));
    assertThat(container(jobsPod()).getName()).isEqualTo("flink-main-container");
  }

  private ServingOptions servicesOptions() {
    return ServingOptions.parse(container(servicesPod()).getArgs());
  }

  @Test
  void theServiceIsAskedWhereItListens() {
    int port = servicesOptions().port();
    Container container = container(servicesPod());
    assertThat(container.getPorts())
        .anyMatch(one -> one.getName().equals("http") && one.getContainerPort() == port);
    assertThat(servicesOptions().host()).isEqualTo("0.0.0.0");
    assertThat(servicesOptions().tokens()).isPresent();
    assertAsks(container.getLivenessProbe(), "/v2/health/live");
    assertAsks(container.getReadinessProbe(), "/v2/health/ready");
    Service service = only(Service.class);
    assertThat(service.getSpec().getSelector())
        .isEqualTo(only(Deployment.class).getSpec().getSelector().getMatchLabels())
        .isEqualTo(only(Deployment.class).getSpec().getTemplate().getMetadata().getLabels());
    assertThat(service.getSpec().getPorts())
        .allMatch(one -> one.getTargetPort().getStrVal().equals("http"));
  }

  private static void assertAsks(Probe probe, String path) {
    assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
    assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
  }

  @Test
  void everyVolumeIsThereAndEveryFileThatIsNamedIsInOne() {
    List<String> jobsFiles = new ArrayList<>(jobsWords());
    configuration().values().stream()
        .filter(value -> value.startsWith("file:"))
        .forEach(jobsFiles::add);
    assertThat(jobsPod().getVolumes()).allSatisfy(this::assertIsThere);
    assertThat(servicesPod().getVolumes()).allSatisfy(this::assertIsThere);
    assertMounted(jobsPod(), jobsFiles);
    assertMounted(servicesPod(), container(servicesPod()).getArgs());
  }

  private void assertIsThere(Volume volume) {
    if (volume.getSecret() != null) {
      assertThat(names(Secret.class)).contains(volume.getSecret().getSecretName());
    } else if (volume.getConfigMap() != null) {
      assertThat(names(ConfigMap.class)).contains(volume.getConfigMap().getName());
    } else if (volume.getPersistentVolumeClaim() != null) {
      assertThat(names(PersistentVolumeClaim.class))
          .contains(volume.getPersistentVolumeClaim().getClaimName());
    } else {
      assertThat(volume.getEmptyDir()).isNotNull();
    }
  }

  private List<String> names(Class<? extends HasMetadata> kind) {
    return all(kind).stream().map(one -> one.getMetadata().getName()).toList();
  }

  private void assertMounted(PodSpec pod, List<String> words) {
    List<String> volumes = pod.getVolumes().stream().map(Volume::getName).toList();
    assertThat(container(pod).getVolumeMounts())
        .allSatisfy(mount -> assertThat(volumes).contains(mount.getName()));
    words.stream()
        .map(word -> word.replaceFirst("^file://", ""))
        .filter(word -> word.startsWith("/"))
        .forEach(
            path ->
                assertThat(container(pod).getVolumeMounts())
                    .as(path)
                    .anyMatch(mount -> path.startsWith(mount.getMountPath() + "/")));
  }

  /** A placeholder is no secret, and lets nobody in. */
  @Test
  void theSecretsHaveTheFilesThatAreReadAndNoSecret() {
    assertThat(all(Secret.class).stream().flatMap(one -> one.getStringData().keySet().stream()))
        .containsExactlyInAnyOrder("kafka.properties", "tokens");
    assertThat(all(Secret.class).stream().map(one -> one.getStringData().get("tokens")))
        .contains("read sha256:" + "0".repeat(64) + "\n");
  }

  @SuppressWarnings("unchecked") // YAML's own structure; a wrong one fails the test
  private static Map<String, Object> yaml(String file) {
    try {
      String text = Files.readString(Path.of("..").resolve(file));
      return (Map<String, Object>) yaml().loadFromString(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
