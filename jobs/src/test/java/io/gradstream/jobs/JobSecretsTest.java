package io.gradstream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a job's secrets gets into its job graph, which Flink sends about and may store. */
class JobSecretsTest {

  private static final String SECRET = "open-sesame-in-the-file";
  private static final String NO_SECRET = "rack-in-the-file";

  @TempDir private Path folder;

  @Test
  void aJobGraphHoldsNothingSecretOfTheKafkaFile() throws Exception {
    String graph = jobGraph(options());

    assertThat(graph).contains(NO_SECRET); // so a secret in there would have been found too
    assertThat(graph).doesNotContain(SECRET);
  }

  @Test
  void aCommandLineHoldsNothingOfTheKafkaFile() throws IOException {
    assertThat(String.join(" ", options().toArguments())).doesNotContain(SECRET, NO_SECRET);
  }

  private JobOptions options() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("kafka.properties"),
            """
            client.rack=%2$s
            security.protocol=SASL_SSL
            sasl.mechanism=PLAIN
            sasl.jaas.config=org.example.Login required username="a" password="%1$s";
            ssl.truststore.password=%1$s
            ssl.keystore.key=%1$s
            sasl.login.token=%1$s
            schema.registry.basic.auth.user.info=me:%1$s
            basic.auth.user.info=me:%1$s
            schema.registry.request.header.X-Key=%1$s
            """
                .formatted(SECRET, NO_SECRET));
    return JobOptions.of(TestSpecs.TRIPS, "broker:9092", folder)
        .with(Optional.of(new KafkaFile(file)));
  }

  /** As Flink would send it: all of the job's operators, serialized. */
  private static String jobGraph(JobOptions options) throws IOException {
    byte[] graph = InstantiationUtil.serializeObject(TestJobs.graph(options).getJobGraph());
    return new String(graph, StandardCharsets.ISO_8859_1);
  }
}
