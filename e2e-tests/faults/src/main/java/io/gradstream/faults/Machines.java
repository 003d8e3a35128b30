package io.gradstream.faults;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The learners of the proof: will a machine need a long repair? One small network each machine,
 * with everything a step carries on to the next: moments, averages, batch statistics, a schedule,
 * random numbers, half-full mini-batches. Or the default learner, a pool each machine: with its
 * history, late labels, examples that are learned again, and reactions to drift.
 */
public final class Machines {

  public static final String EVENTS = "machines";
  public static final String LABELS = "repairs";

  private static final String RECORDS = "atMostPerSecond: 200";

  /** Each is synced, which takes a shared disk long. */
  private static final String FILES = "atMostPerSecond: 5, inlineBytes: 0";

  private static final String SMALL_POOL =
      """
      pool:
        members:
          - {perceptron: [3], sees: rates}
          - {perceptron: [4, 3]}
          - {memory: 16}
      """;

  private Machines() {}

  /**
   * @param learner its name; all of them read the same topics
   */
  public static LearnerSpec spec(String learner, Variant variant) {
    return read(learner, template("machines.yaml"), variant);
  }

  /** The same with a pool each machine. */
  public static LearnerSpec poolSpec(String learner, Variant variant) {
    return read(learner, template("machines-pool.yaml"), variant);
  }

  /** The same with pools whose state is small. */
  static LearnerSpec smallPoolSpec(String learner, Variant variant) {
    String template = template("machines-pool.yaml");
    return read(learner, template.replace("learn:\n", SMALL_POOL + "learn:\n"), variant);
  }

  /** Both topics, of so many partitions. */
  static List<NewTopic> topics(int partitions) {
    return Stream.of(EVENTS, LABELS)
        .map(topic -> new NewTopic(topic, partitions, (short) 1))
        .toList();
  }

  /** What the models are of. */
  static List<String> keys(int machines) {
    return IntStream.range(0, machines).mapToObj(machine -> "m" + machine).toList();
  }

  /** A spec of before under another name. */
  static LearnerSpec named(String learner, LearnerSpec spec) {
    String text = spec.source().text();
    return SpecReader.read(
        new SpecBundle(
            learner + ".yaml",
            text.replaceFirst("learner: " + spec.name(), "learner: " + learner),
            Map.of()));
  }

  /** The same with one network for all machines. */
  static LearnerSpec globalSpec(String learner) {
    return read(
        learner, template("machines.yaml").replace("key: machine\n", ""), Variant.usual(false));
  }

  private static LearnerSpec read(String learner, String template, Variant variant) {
    String text =
        template
            .replace("LEARNER", learner)
            .replace("SNAPSHOTS", variant.snapshotFiles() ? FILES : RECORDS)
            .replace("DELIVERY", variant.exactlyOnce() ? "exactly-once" : "at-least-once");
    return SpecReader.read(new SpecBundle(learner + ".yaml", text, Map.of()));
  }

  private static String template(String resource) {
    try (InputStream in = Machines.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("a resource of this class", e);
    }
  }
}
