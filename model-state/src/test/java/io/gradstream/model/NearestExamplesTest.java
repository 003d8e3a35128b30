package io.gradstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The nearest of the last examples, against all of them sorted by their distance. */
class NearestExamplesTest {

  private static final int WIDTH = 3;
  private static final int TABLES = 2;
  private static final int WINDOW = 40;
  private static final int CLASSES = 3;

  private final Random random = new Random(1);
  private final List<Example> all = new ArrayList<>();

  private record Example(float[] row, int[] values, float label) {

    double distance(Example other) {
      double sum = 0;
      for (int i = 0; i < row.length; i++) {
        sum += (row[i] - other.row[i]) * (row[i] - other.row[i]);
      }
      for (int i = 0; i < values.length; i++) {
        sum += values[i] == other.values[i] ? 0 : 1;
      }
      return Math.sqrt(sum);
    }
  }

  private Example example(int classes) {
    float[] row = new float[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      row[i] = (float) random.nextGaussian();
    }
    int[] values = {random.nextInt(3), random.nextInt(4)};
    float label = classes == 0 ? row[0] + values[0] : random.nextInt(classes);
    return new Example(row, values, label);
  }

  private void learn(NearestExamples memory, Example example) {
    memory.learn(example.row(), 0, example.values(), 0, example.label());
    all.add(example);
  }

  private static double[] ask(NearestExamples memory, Example example, int classes) {
    double[] answer = new double[Math.max(1, classes)];
    memory.ask(example.row(), 0, example.values(), 0, answer, 0);
    return answer;
  }

  /** The newer of two that are as near comes first. */
  private double[] slow(Example asked, int classes) {
    List<Example> held = new ArrayList<>(all.subList(Math.max(0, all.size() - WINDOW), all.size()));
    Collections.reverse(held);
    held.sort(Comparator.comparingDouble(asked::distance));
    List<Example> nearest = held.subList(0, Math.min(5, held.size()));
    double furthest =
        nearest.isEmpty() ? 1 : nearest.get(nearest.size() - 1).distance(asked) + 1e-6;
    double[] answer = new double[Math.max(1, classes)];
    Arrays.fill(answer, classes == 0 ? 0 : 0.3 / classes);
    double sum = classes == 0 ? 0 : 0.3;
    for (Example near : nearest) {
      double weight = 1 / (0.1 + near.distance(asked) / furthest);
      answer[classes == 0 ? 0 : (int) near.label()] +=
          classes == 0 ? weight * near.label() : weight;
      sum += weight;
    }
    for (int output = 0; output < answer.length && sum > 0; output++) {
      answer[output] /= sum;
    }
    return answer;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  void theNearestOfTheWindowVote(int classes) {
    NearestExamples memory = new NearestExamples(WIDTH, TABLES, classes, WINDOW);
    for (int n = 0; n < 3 * WINDOW + 7; n++) {
      Example next = example(classes);

      assertThat(ask(memory, next, classes)).containsExactly(slow(next, classes), within(1e-4));
      learn(memory, next);
    }
  }

  @Test
  void ofThoseThatAreAsNearTheNewestVote() {
    NearestExamples memory = new NearestExamples(WIDTH, TABLES, 2, WINDOW);
    Example place = example(2);
    for (int n = 0; n < WINDOW + 20; n++) {
      float label = n < WINDOW + 15 ? 0 : 1; // of the last five
      memory.learn(place.row(), 0, place.values(), 0, label);
    }

    assertThat(ask(memory, place, 2)[1]).isGreaterThan(0.98);
  }

  @Test
  void aRowThatAnotherValueClaimedIsNobodysAnyMore() {
    NearestExamples memory = new NearestExamples(WIDTH, TABLES, 2, WINDOW);
    float[] same = {0, 0, 0};
    for (int n = 0; n < 10; n++) {
      memory.learn(same, 0, new int[] {1, 0}, 0, 1); // of value 1 label 1
      memory.learn(same, 0, new int[] {2, 0}, 0, 0);
    }
    double[] before = new double[2];
    memory.ask(same, 0, new int[] {1, 0}, 0, before, 0);
    memory.resetRow(0, 1);
    double[] after = new double[2];
    memory.ask(same, 0, new int[] {1, 0}, 0, after, 0);

    assertThat(before[1]).isGreaterThan(0.98);
    assertThat(after[1]).isLessThan(0.7); // five newest, of both labels
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void whatIsReadBackGoesOnBitForBit(int classes) throws IOException {
    NearestExamples undisturbed = new NearestExamples(WIDTH, TABLES, classes, 600);
    NearestExamples pieces = new NearestExamples(WIDTH, TABLES, classes, 600);
    for (int n = 0; n < 750; n++) {
      learn(undisturbed, example(classes));
    }
    NearestExamples whole = new NearestExamples(WIDTH, TABLES, classes, 600);
    whole.read(in(bytes(undisturbed)));
    pieces.setCount(undisturbed.count());
    for (int chunk : IntStream.range(0, undisturbed.chunks()).toArray()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      undisturbed.write(chunk, new DataOutputStream(bytes));
      pieces.read(chunk, in(bytes.toByteArray()));
    }
    for (int n = 0; n < 20; n++) {
      Example next = example(classes);
      assertThat(ask(whole, next, classes))
          .isEqualTo(ask(undisturbed, next, classes))
          .isEqualTo(ask(pieces, next, classes));
      for (NearestExamples memory : List.of(undisturbed, whole, pieces)) {
        learn(memory, next);
      }
    }
    assertThat(bytes(whole)).isEqualTo(bytes(undisturbed)).isEqualTo(bytes(pieces));
  }

  @Test
  void onlyPiecesThatChangedAreToBeStored() {
    NearestExamples memory = new NearestExamples(WIDTH, TABLES, CLASSES, 600);
    for (int n = 0; n < 600; n++) {
      learn(memory, example(CLASSES));
    }
    assertThat(memory.changed()).containsExactly(0, 1, 2);
    memory.markClean();
    learn(memory, example(CLASSES));
    assertThat(memory.changed()).containsExactly(0);
    memory.clear();
    assertThat(memory.chunks()).isZero();
  }

  @Test
  void wideRowsAreFewer() {
    NearestExamples memory = new NearestExamples(50_000, 0, 2, 2000);
    float[] row = new float[50_000];
    for (int n = 0; n < 5; n++) {
      memory.learn(row, 0, new int[0], 0, n % 2);
    }

    assertThat(NearestExamples.bytes(50_000, 0, 2000)).isLessThan(1 << 20);
    assertThat(memory.chunks()).isEqualTo(1);
    assertThat(NearestExamples.capacity(1 << 20, 0, 2000)).isEqualTo(1);
  }

  @Test
  void alteredPiecesAreRefused() throws IOException {
    NearestExamples memory = new NearestExamples(WIDTH, TABLES, CLASSES, WINDOW);
    learn(memory, example(CLASSES));
    byte[] bytes = bytes(memory);
    bytes[bytes.length - 4] = 0x41; // of the label, now 8 or more
    NearestExamples other = new NearestExamples(WIDTH, TABLES, CLASSES, WINDOW);

    assertThatThrownBy(() -> other.read(in(bytes))).hasMessageContaining("must be a class in 0..2");
    assertThatThrownBy(() -> other.setCount(-1)).hasMessageContaining("at least 0: -1");
  }

  private static byte[] bytes(NearestExamples memory) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    memory.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
