package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.MetricReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.assertj.core.data.Offset;

/**
 * Golden files of one operator's state: a canonical savepoint as Flink itself writes it ({@code
 * NAME.savepoint}, the form that Flink promises to read in later releases, whatever the state
 * backend), and what the operator said when it went on from there ({@code NAME.continued}, a line
 * each; the first names the arithmetic).
 *
 * <p>They are never written again. A test whose operator has a new form of state adds a name:
 * {@code ./mvnw test -pl operators -Dtest='Golden*Test' -Dgradstream.write=true} writes the files
 * that are not there yet.
 */
public final class GoldenState {

  private static final Path FOLDER = Path.of("src/test/resources/io/gradstream/operators/golden");
  private static final boolean WRITE = Boolean.getBoolean("gradstream.write");

  /** The engine's arithmetic, the same on every machine; files of before name a CPU's kernels. */
  private static final String ARITHMETIC = "engine-2";

  /**
   * By how much numbers may differ that another arithmetic said, and those above 1 by this part of
   * them.
   */
  private static final double TOLERANCE = 1e-3;

  private static final int SHOWN = 12;
  private static final Pattern FRACTION = Pattern.compile("-?[0-9]+\\.[0-9]+(E-?[0-9]+)?");

  /** Drives an operator to the state that is to be kept. */
  @FunctionalInterface
  public interface Before {
    OperatorSubtaskState savepoint() throws Exception;
  }

  /** Restores an operator, lets it go on, and tells all that it said and did. */
  @FunctionalInterface
  public interface After {
    List<String> goOn(OperatorSubtaskState state) throws Exception;
  }

  private GoldenState() {}

  /** A savepoint of the operator in Flink's canonical format. */
  public static OperatorSubtaskState savepoint(AbstractStreamOperatorTestHarness<?> harness)
      throws Exception {
    return harness
        .snapshotWithLocalState(1, 1, SavepointType.savepoint(SavepointFormatType.CANONICAL))
        .getJobManagerOwnedState();
  }

  /** Restores the golden state by today's code and compares what follows; writes it when asked. */
  public static void check(String name, Before before, After after) throws Exception {
    Path savepoint = FOLDER.resolve(name + ".savepoint");
    Path continued = FOLDER.resolve(name + ".continued");
    if (WRITE && !Files.exists(savepoint)) {
      Files.createDirectories(FOLDER);
      Files.write(savepoint, metadata(before.savepoint()));
      Files.write(continued, withArithmetic(after.goOn(restore(savepoint))));
    }
    assertContinues(Files.readAllLines(continued), withArithmetic(after.goOn(restore(savepoint))));
  }

  /**
   * Of what is resident alone: the last rows that a network happened to learn in this process,
   * which no state keeps.
   */
  private static final Set<String> OF_NO_STATE = Set.of("dead.units", "effective.rank");

  /** What was reported last of what is state, a line for each measure. */
  public static List<String> reported(List<MetricReport> reports) {
    Map<String, String> last = new TreeMap<>();
    for (MetricReport report : reports) {
      for (MetricReport.Measure measure : report.measures()) {
        if (OF_NO_STATE.contains(measure.name())) {
          continue;
        }
        String name = "report " + report.source() + " " + report.key() + " " + measure.name();
        last.put(name, name + " " + measure.value());
      }
    }
    return List.copyOf(last.values());
  }

  /** A few of the numbers, from all over, and the sum of all. */
  public static String numbers(double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return numbers(floats);
  }

  /** The same of floats. */
  public static String numbers(float... values) {
    StringBuilder text = new StringBuilder();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i];
      if (i % (1 + values.length / SHOWN) == 0) {
        text.append(values[i]).append(' ');
      }
    }
    return text.append(sum).toString();
  }

  private static byte[] metadata(OperatorSubtaskState state) throws IOException {
    OperatorState operator =
        new OperatorState(null, null, new OperatorID(1, 1), 1, StateNames.MAX_PARALLELISM);
    operator.putState(0, state);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Checkpoints.storeCheckpointMetadata(
        new CheckpointMetadata(1, List.of(operator), List.of()), bytes);
    return bytes.toByteArray();
  }

  private static OperatorSubtaskState restore(Path savepoint) throws IOException {
    DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(savepoint)));
    return Checkpoints.loadCheckpointMetadata(
            in, GoldenState.class.getClassLoader(), savepoint.toString())
        .getOperatorStates()
        .iterator()
        .next()
        .getState(0);
  }

  private static List<String> withArithmetic(List<String> said) {
    List<String> lines = new ArrayList<>(List.of(ARITHMETIC));
    lines.addAll(said);
    return lines;
  }

  private static void assertContinues(List<String> then, List<String> said) {
    List<String> golden = then.stream().filter(line -> !line.contains(" native.bytes ")).toList();
    List<String> today = knownThen(golden, said);
    if (golden.get(0).equals(today.get(0))) {
      assertThat(today).isEqualTo(golden);
      return;
    }
    assertThat(today).hasSameSizeAs(golden);
    for (int line = 1; line < golden.size(); line++) {
      assertNear(golden.get(line), today.get(line));
    }
  }

  /** Leaves out measures that were not reported yet. */
  private static List<String> knownThen(List<String> golden, List<String> said) {
    Set<String> names = golden.stream().map(GoldenState::nameOf).collect(Collectors.toSet());
    return said.stream()
        .filter(line -> !line.startsWith("report ") || names.contains(nameOf(line)))
        .toList();
  }

  private static String nameOf(String line) {
    return line.substring(0, Math.max(0, line.lastIndexOf(' ')));
  }

  private static void assertNear(String golden, String today) {
    String[] expected = golden.split(" ");
    String[] said = today.split(" ");
    assertThat(said).as(today).hasSameSizeAs(expected);
    for (int word = 0; word < expected.length; word++) {
      if (FRACTION.matcher(expected[word]).matches()) {
        double near = Double.parseDouble(expected[word]);
        assertThat(Double.parseDouble(said[word]))
            .as(today)
            .isCloseTo(near, Offset.offset(TOLERANCE * Math.max(1, Math.abs(near))));
      } else {
        assertThat(said[word]).as(today).isEqualTo(expected[word]);
      }
    }
  }
}
