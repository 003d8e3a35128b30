package io.gradstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.serving.client.GradstreamClient;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a learner learned to make: texts and images, from a snapshot that evaluate saved. */
final class GeneratedTest {

  private static final String WRITER =
      """
      learner: writer
      events: {topic: texts}
      features: [{field: text, as: tokens, unit: characters, length: 8}]
      target: {nextToken: {}}
      network: [{embedding: 8}, {transformer: {heads: 2, causal: true}}]
      learn: {batch: 4}
      """;

  private static final String PAINTER =
      """
      learner: painter
      events: {topic: images}
      features: [{field: pixels, as: numbers, shape: [2, 3, 1], scale: {divide: 255}}]
      target: {generate: {noise: 4, discriminator: [{flatten: {}}]}}
      network: [{dense: 6, activation: sigmoid}, {reshape: [2, 3, 1]}]
      learn: {batch: 4}
      """;

  private static final String SORTER =
      """
      learner: sorter
      events: {topic: things}
      features: [{field: length, as: numeric}]
      target: {field: kind, classes: [short, long]}
      network: [{dense: 4}]
      learn: {optimizer: {adam: {learningRate: 0.05}}, batch: 4}
      """;

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aLanguageModelWritesOn() throws IOException {
    Path snapshot = learned(WRITER, "{\"text\": \"abcabcabcabc\"}\n".repeat(100));

    assertThat(run("generate", "--snapshot", snapshot, "--prompt", "abc", "--tokens", 20)).isZero();
    String first = out.toString();
    out.getBuffer().setLength(0);
    run("generate", "--snapshot", snapshot, "--prompt", "abc", "--tokens", 20);

    assertThat(first).startsWith("abc").hasSizeGreaterThanOrEqualTo(23).isEqualTo(out.toString());
  }

  @Test
  void aPromptOfCharactersThatTheModelHasNotIsWrongUsage() throws IOException {
    Path snapshot = learned(WRITER, "{\"text\": \"abcabcabcabc\"}\n".repeat(8));

    assertThat(run("generate", "--snapshot", snapshot, "--prompt", "ab\u00e9")).isEqualTo(2);
    assertThat(err.toString()).contains("character 3 is U+00E9");
    assertThat(run("generate", "--snapshot", snapshot, "--prompt", "")).isEqualTo(2);
    assertThat(err.toString()).contains("the prompt must not be empty");
  }

  @Test
  void theServiceWritesWhatTheCommandPrints() throws Exception {
    Path snapshot = learned(WRITER, "{\"text\": \"abcabcabcabc\"}\n".repeat(100));
    run("generate", "--snapshot", snapshot, "--prompt", "abc", "--tokens", 40, "--seed", 9);
    String first = out.toString();
    out.getBuffer().setLength(0);
    run("generate", "--snapshot", snapshot, "--prompt", "ab\n", "--temperature", 0.7, "--top-k", 3);

    try (Served served = new Served(snapshot)) {
      GradstreamClient client = new GradstreamClient(URI.create(served.url()));
      Map<String, ?> wish = Map.of("max_tokens", 40, "seed", 9);
      Map<String, ?> sharp = Map.of("temperature", 0.7, "top_k", 3);

      assertThat("abc" + client.generate("writer", "abc", wish).text())
          .isEqualTo(first.stripTrailing());
      assertThat("ab\n" + client.generateStream("writer", "ab\n", sharp, text -> {}).text())
          .isEqualTo(out.toString().substring(0, out.toString().length() - 1));
    }
  }

  @Test
  void theServiceDrawsWhatTheCommandWrites() throws Exception {
    Path snapshot = learned(PAINTER, "{\"pixels\": [0, 255, 0, 255, 0, 255]}\n".repeat(20));
    Path rows = folder.resolve("rows.jsonl");
    run("sample", "--snapshot", snapshot, "--count", 3, "--seed", 5, "--out", rows);

    try (Served served = new Served(snapshot)) {
      JsonNode answer = new GradstreamClient(URI.create(served.url())).sample("painter", 3, 5);
      String all = Files.readString(rows).replaceAll("\\{\"pixels\": \\[|]}\n", " ").strip();

      assertThat(answer.at("/outputs/0/data"))
          .extracting(JsonNode::floatValue)
          .isEqualTo(Stream.of(all.split("[ ,]+")).map(Float::valueOf).toList());
    }
  }

  @Test
  void aGeneratorDrawsImages() throws IOException {
    Path snapshot = learned(PAINTER, "{\"pixels\": [0, 255, 0, 255, 0, 255]}\n".repeat(20));
    Path grid = folder.resolve("grid.png");

    assertThat(run("sample", "--snapshot", snapshot, "--count", 5, "--out", grid)).isZero();
    BufferedImage image = ImageIO.read(grid.toFile());

    assertThat(image.getWidth()).isEqualTo(3 * 3 + 2);
    assertThat(image.getHeight()).isEqualTo(2 * 2 + 1);
    assertThat(image.getRaster().getSample(0, 0, 0)).isBetween(1, 254);
  }

  @Test
  void whatAGeneratorDrawsCanBeLearned() throws IOException {
    Path snapshot = learned(PAINTER, "{\"pixels\": [0, 255, 0, 255, 0, 255]}\n".repeat(20));
    Path rows = folder.resolve("rows.jsonl");

    assertThat(run("sample", "--snapshot", snapshot, "--count", 8, "--out", rows)).isZero();
    assertThat(run("evaluate", folder.resolve("spec.yaml"), "--data", rows, "--json")).isZero();
    assertThat(out.toString()).contains("\"n\":8").contains("\"bad_rows\":{}");
  }

  @Test
  void aModelOfAnotherKindIsWrongUsage() throws IOException {
    Path snapshot = learned(PAINTER, "{\"pixels\": [0, 255, 0, 255, 0, 255]}\n".repeat(20));

    assertThat(run("generate", "--snapshot", snapshot, "--prompt", "abc")).isEqualTo(2);
    assertThat(err.toString())
        .contains("whose target is nextToken, and that of painter is generate");
  }

  @Test
  void aSavedModelPredictsEveryRow() throws IOException {
    Path snapshot = learned(SORTER, "{\"length\": 1, \"kind\": \"short\"}\n".repeat(400));
    Path rows =
        Files.writeString(folder.resolve("rows.jsonl"), "{\"length\": 1}\n{\"length\": []}\n{]\n");

    assertThat(run("predict", spec(), "--snapshot", snapshot, "--data", rows)).isZero();

    assertThat(out.toString().lines())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("{\"row\":0,\"probabilities\":[0.9"),
            second ->
                assertThat(second)
                    .startsWith("{\"row\":1,\"probabilities\":[0.")
                    .contains("\"set_aside\":[\"length must be a number: found an array\"]"),
            third -> assertThat(third).startsWith("{\"row\":2,\"line\":3,\"problem\":\""));
  }

  @Test
  void aModelOfAnotherSpecIsWrongUsage() throws IOException {
    Path snapshot = learned(SORTER, "{\"length\": 1, \"kind\": \"short\"}\n".repeat(8));
    Files.writeString(spec(), SORTER.replace("dense: 4", "dense: 5"));

    int code =
        run("predict", spec(), "--snapshot", snapshot, "--data", folder.resolve("data.jsonl"));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("--snapshot must be of a model of");
  }

  private Path spec() {
    return folder.resolve("spec.yaml");
  }

  private Path learned(String spec, String rows) throws IOException {
    Path file = Files.writeString(folder.resolve("spec.yaml"), spec);
    Path data = Files.writeString(folder.resolve("data.jsonl"), rows);
    Path snapshot = folder.resolve("model.grds");
    assertThat(run("evaluate", file, "--data", data, "--save", snapshot)).isZero();
    out.getBuffer().setLength(0);
    return snapshot;
  }

  private int run(Object... words) {
    String[] arguments = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      arguments[i] = words[i].toString();
    }
    return Gradstream.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
