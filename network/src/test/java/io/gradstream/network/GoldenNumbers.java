package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Named tensors that libtorch made in double precision. The program that made them, and says how
 * its files are read, is {@code TorchGolden} in {@code benchmarks/libtorch}.
 */
public record GoldenNumbers(String name, Map<String, Golden> tensors) {

  /** Of each number. */
  private static final double RELATIVE = 1e-5;

  /** Of the tensor's largest number, or of 1: what single precision leaves where sums cancel. */
  private static final double CANCELLED = 2e-6;

  /**
   * @param shape row-major; of a single number, empty
   */
  public record Golden(List<Integer> shape, float[] values) {}

  public static GoldenNumbers read(String name) {
    Map<String, Golden> tensors = new LinkedHashMap<>();
    try (Stream<String> lines = Files.lines(folder().resolve(name + ".txt"))) {
      lines.forEach(
          line -> {
            int space = line.indexOf(' ');
            int colon = line.indexOf(':');
            String shape = line.substring(space + 1, colon);
            String values = line.substring(colon + 1);
            tensors.put(line.substring(0, space), new Golden(shape(shape), values(values)));
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new GoldenNumbers(name, tensors);
  }

  /** The cases that begin so. */
  public static Set<String> cases(String beginning) {
    try (Stream<Path> files = Files.list(folder())) {
      Set<String> cases = new TreeSet<>();
      files
          .map(file -> file.getFileName().toString().replace(".txt", ""))
          .filter(name -> name.startsWith(beginning))
          .forEach(cases::add);
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    try {
      return Path.of(GoldenNumbers.class.getResource("golden").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Integer> shape(String text) {
    return Arrays.stream(text.split(","))
        .filter(length -> !length.isEmpty())
        .map(Integer::valueOf)
        .toList();
  }

  private static float[] values(String text) {
    String[] words = text.strip().split(" ");
    float[] values = new float[words.length];
    for (int i = 0; i < words.length; i++) {
      values[i] = Float.parseFloat(words[i]);
    }
    return values;
  }

  public Golden get(String tensor) {
    assertThat(tensors).as("tensors of %s", name).containsKey(tensor);
    return tensors.get(tensor);
  }

  /** What the tensor of this name is to be. */
  public void assertEqual(String tensor, float[] actual) {
    float[] expected = get(tensor).values();
    assertThat(actual).as("%s of %s", tensor, name).hasSameSizeAs(expected);
    double cancelled = CANCELLED * largest(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i])
          .as("%s of %s at %d", tensor, name, i)
          .isCloseTo(expected[i], within(cancelled + RELATIVE * Math.abs(expected[i])));
    }
  }

  private static float largest(float[] values) {
    float largest = 1f;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
