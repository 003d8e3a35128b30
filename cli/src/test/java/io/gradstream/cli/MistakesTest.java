package io.gradstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mistakes in specs, options and data files: each is told by its place, its rule and the way out,
 * with exit code 2, and never by a stack trace. Those against running systems have a table of their
 * own, {@code ToldMistakesIT}.
 */
final class MistakesTest {

  private static final String SPEC =
      """
      learner: shop
      events: {topic: clicks, format: json, id: id, time: at}
      labels: {topic: sales, format: json, id: id, time: at, wait: 1h}
      features:
        - {field: seconds, as: numeric}
        - {field: page, as: category, embed: 4}
      target: {binary: bought}
      network: [{dense: 4, activation: relu}]
      learn: {batch: 2}
      """;

  private static final String DATA =
      "id,at,seconds,page,bought\n1,1000,2.5,home,1\n2,2000,3,cart,0\n";

  @TempDir private Path folder;

  /**
   * A mistake and what is told of it.
   *
   * @param words of the command; files of the folder by their names
   * @param spec of {@code shop.yaml}
   * @param data of {@code data.csv}
   */
  record Mistake(String words, String spec, String data, List<String> told) {

    @Override
    public String toString() {
      return told.get(0) + " (" + words + ")";
    }
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(ofSpecs(), ofLayers(), ofFiles(), ofOptions(), ofData()).flatMap(part -> part);
  }

  private static Stream<Mistake> ofSpecs() {
    return Stream.of(
        spec(
            "learner: shop",
            "learner: shop\nlearner: store",
            "shop.yaml:2: learner must be given once",
            "after line 1"),
        spec("wait: 1h", "wait: 24", "shop.yaml:3: labels.wait", "Add the unit"),
        spec("wait: 1h", "wait: -1h", "shop.yaml:3: labels.wait", "for instance 24h"),
        spec("network:", "netwrok:", "shop.yaml:8: netwrok", "Did you mean network?"),
        spec("as: numeric", "as: numerc", "shop.yaml:5: features[0].as", "Did you mean numeric?"),
        spec("learner: shop", "", "learner must be given", "Add it"),
        spec(
            "learner: shop",
            "learner: X Y",
            "shop.yaml:1: learner must be a name",
            "flight-delays"),
        spec(
            "{binary: bought}",
            "{binary: bought",
            "shop.yaml:8: the spec must be well-formed YAML",
            "brackets"),
        spec("batch: 2", "batch: 0", "shop.yaml:9: learn.batch", "The nearest is 1"),
        spec("batch: 2", "batch: 2, rate: -1", "learn.rate must be a known key", "optimizer"),
        spec("batch: 2", "batch: two", "learn.batch must be a whole number in 1..65536: two"),
        spec(
            "format: json, id: id, time: at}\nlabels",
            "format: xml, id: id, time: at}\nlabels",
            "events.format must be one of json, avro, avro-plain: xml"),
        spec("{binary: bought}", "{ternary: bought}", "shop.yaml:7: target", "regression"),
        spec(
            "format: json, id: id, time: at}\nlabels",
            "format: avro, schema: no.avsc, id: id, time: at}\nlabels",
            "events.schema must name a readable file: no.avsc",
            "relative to the spec"),
        spec("learner: shop", "specVersion: 9\nlearner: shop", "specVersion must be 1: 9"),
        spec("time: at}\nlabels", "time: at, idle: 5}\nlabels", "events.idle", "Add the unit"),
        spec(
            "time: at}\nlabels",
            "time: at, from: tomorrow}\nlabels",
            "events.from",
            "2026-03-01T00:00:00Z"),
        spec("embed: 4", "embed: 0", "features[1].embed", "The nearest is 1"),
        spec("topic: sales", "topic: clicks", "labels.topic must differ from events.topic"),
        spec(
            "learn: {batch: 2}",
            "publish: {format: xml}",
            "publish.format must be one of avro, json"),
        new Mistake("validate shop.yaml", "", DATA, List.of("must be an object: nothing")),
        new Mistake(
            "validate shop.yaml", "- a\n- b\n", DATA, List.of("must be an object: a list")));
  }

  private static Stream<Mistake> ofLayers() {
    return Stream.of(
        spec("{dense: 4, activation: relu}", "{dense: 0}", "network[0].dense", "The nearest is 1"),
        spec("activation: relu", "activation: rellu", "Did you mean relu?"),
        spec(
            "[{dense: 4, activation: relu}]",
            "[{conv2d: 8, kernel: 3}]",
            "network[0] must fit its input",
            "an image"),
        spec(
            "[{dense: 4, activation: relu}]",
            "[{dense: 0}, {conv2d: 8, kernel: 3}]",
            "network[0].dense",
            "network[1] must fit its input"),
        spec("{dense: 4, activation: relu}", "{dens: 4}", "Did you mean dense?"),
        spec("{dense: 4, activation: relu}", "{dropout: 1.5}", "0..0.99: 1.5"));
  }

  private static Stream<Mistake> ofFiles() {
    return Stream.of(
        told("validate nowhere.yaml", "there is no file nowhere.yaml"),
        told("validate <FOLDER>", "<FOLDER> is a folder. Name the YAML file in it"),
        told("predict shop.yaml --snapshot <FOLDER> --data data.csv", "<FOLDER> is a folder"),
        told("evaluate shop.yaml --data nowhere.csv", "there is no file nowhere.csv"),
        told("evaluate shop.yaml --data <FOLDER>", "<FOLDER> is a folder. Name a file in it"),
        told("evaluate shop.yaml --data data.csv --save no/where", "--save", "there is no folder"),
        told(
            "evaluate shop.yaml --data data.csv --plot no/where.png",
            "--plot",
            "there is no folder"),
        told(
            "predict shop.yaml --snapshot data.csv --data data.csv",
            "data.csv cannot be used: no snapshot",
            "gradstream models export"),
        told(
            "generate --snapshot data.csv --prompt a",
            "data.csv cannot be used: no snapshot",
            "gradstream models export"),
        told(
            "sample --snapshot data.csv --out x.csv",
            "data.csv cannot be used: no snapshot",
            "gradstream models export"));
  }

  private static Stream<Mistake> ofOptions() {
    return Stream.of(
        told("predict-the-future", "Did you mean: gradstream predict"),
        told("evaluate shop.yaml --data data.csv --limt 3", "--limt", "--limit"),
        told("evaluate shop.yaml --data data.csv --limit 0", "--limit must be at least 1"),
        told("feed shop.yaml data.csv --rate -5", "--rate must be at least 0: -5.0"),
        told("feed shop.yaml data.csv --rate NaN", "--rate must be at least 0: NaN"),
        told("demo --rate -5", "--rate must be at least 0: -5.0"),
        told("serve --heap-megabytes 0", "--heap-megabytes must be at least 1: 0"),
        told("evaluate shop.yaml --data data.csv --encoding latin", "--encoding must be known"),
        told("evaluate shop.yaml --data data.csv --separator ab", "--separator must be one sign"),
        told("evaluate shop.yaml --data data.csv --decimal ;", "--decimal must be '.' or ','"),
        told(
            "evaluate shop.yaml --data data.csv --header a,b", "--header names 2 columns", "has 5"),
        told("evaluate shop.yaml --data data.csv --task number", "--task", "go with --auto"),
        told("evaluate --auto --target y --task text --data data.csv", "classes, number or binary"),
        told("deploy shop.yaml --metrics-port 65535", "--metrics-port must be in 0..65534", "next"),
        told(
            "deploy shop.yaml --flink http://localhost:1 --metrics-port 9249",
            "--metrics-port is for a learner with processes of its own",
            "gradstream up takes it itself"),
        told("up --state folder --metrics-port -1", "--metrics-port must be in 0..65534"),
        told(
            "up --state folder --metrics-port 8080",
            "--metrics-port 8080 and the next one must be other ports"),
        told("init --topic t --target y --decimal ,", "--decimal ',' goes with --file"),
        told("evaluate shop.yaml --data data.csv --delay -1", "--delay must be at least 0"),
        told("evaluate --auto --data data.csv", "--target"),
        told(
            "evaluate --auto --data data.csv --target nosuch",
            "no column nosuch",
            "seconds, page, bought"),
        told("evaluate shop.yaml", "give one of --data FILE and --topic"),
        told("evaluate shop.yaml --topic --data data.csv", "give one of --data FILE and --topic"),
        told("evaluate --topic shop.yaml", "write 'evaluate <FOLDER>/shop.yaml --topic'"),
        told("evaluate shop.yaml --data data.csv --from 7d", "--from goes with --topic"),
        told("evaluate shop.yaml --topic --delay 5", "--passes and --delay go with --data"),
        told("evaluate --topic --auto --target bought", "'gradstream init --topic' writes a spec"),
        told(
            "evaluate shop.yaml --data data.csv --brokers b:1",
            "--brokers and --kafka-file go with --topic"),
        told("evaluate shop.yaml --topic --brokers nowhere", "--brokers must be HOST:PORT"),
        told("init --file data.csv --labels-topic x", "--labels-topic go with --topic"),
        told("deploy shop.yaml --parallelism 0", "--parallelism must be at least 1"),
        told("control learning-rate shop none", "RATE", "'none' is not a float"),
        told("control learning-rate shop -1", "must be in (0, 1]"));
  }

  private static Stream<Mistake> ofData() {
    return Stream.of(
        data("", "data.csv is empty", "Its first line must name its columns"),
        data("id,at,seconds,bought\n1,1000,2,0\n", "no column page", "id, at, seconds, bought"),
        data("1,1000,2.5,home,1\n", "no column at", "Line 1 looks like a row", "--header"),
        data("id,at,secnds,page,bought\n1,1000,2,a,0\n", "no column seconds", "secnds"));
  }

  private static Mistake spec(String right, String wrong, String... told) {
    assertThat(SPEC).contains(right);
    return new Mistake("validate shop.yaml", SPEC.replace(right, wrong), DATA, List.of(told));
  }

  private static Mistake told(String words, String... told) {
    return new Mistake(words, SPEC, DATA, List.of(told));
  }

  private static Mistake data(String data, String... told) {
    return new Mistake("evaluate shop.yaml --data data.csv", SPEC, data, List.of(told));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsToldByItsPlaceItsRuleAndTheWayOut(Mistake mistake) throws IOException {
    Files.writeString(folder.resolve("shop.yaml"), mistake.spec());
    Files.writeString(folder.resolve("data.csv"), mistake.data());
    StringWriter said = new StringWriter();
    PrintWriter both = new PrintWriter(said, true);
    int status = Gradstream.run(both, both, fill(mistake.words()).split(" "));
    assertThat(said.toString()).contains(mistake.told().stream().map(this::withFolder).toList());
    assertThat(said.toString()).doesNotContain("\tat ", "Usage:");
    assertThat(status).isEqualTo(2);
  }

  private String fill(String words) {
    return withFolder(words.replaceAll("(?<= )(shop\\.yaml|data\\.csv)", "<FOLDER>/$1"));
  }

  private String withFolder(String words) {
    return words.replace("<FOLDER>", folder.toString());
  }
}
