package io.gradstream.network.products;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The classes that are written by {@link VectorSources} are as it writes them. */
class VectorSourcesTest {

  private static final Path FOLDER = Path.of("src/main/java/io/gradstream/network/products");

  static Stream<Map.Entry<String, String>> sources() {
    Map<String, String> sources = new LinkedHashMap<>();
    for (boolean turned : new boolean[] {false, true}) {
      sources.put(VectorSources.name(6, turned), VectorSources.blocks(6, turned, 1, 2));
      sources.put(VectorSources.name(4, turned), VectorSources.blocks(4, turned, 1, 2, 3, 4));
      sources.put(VectorSources.name(2, turned), VectorSources.blocks(2, turned, 1, 2, 4));
      sources.put(VectorSources.name(1, turned), VectorSources.blocks(1, turned, 1, 2, 4, 8));
    }
    for (int side : new int[] {4, 8, 16}) {
      sources.put("VectorTranspose" + side, VectorSources.transposer(side));
    }
    return sources.entrySet().stream();
  }

  /**
   * With {@code -Dgradstream.write=true} they are written, for {@code spotless:apply} to format.
   */
  @ParameterizedTest
  @MethodSource("sources")
  void aWrittenClassIsAsItsSourceSays(Map.Entry<String, String> source) throws IOException {
    Path file = FOLDER.resolve(source.getKey() + ".java");
    if (Boolean.getBoolean("gradstream.write")) {
      Files.writeString(file, source.getValue());
    }
    assertThat(dense(Files.readString(file))).isEqualTo(dense(source.getValue()));
  }

  /** Without what a formatter may change: white space, and the stars of a comment's lines. */
  private static String dense(String text) {
    return text.replaceAll("(?m)^\\s*\\*(?!/)", "").replaceAll("\\s+", "").replace("/**", "");
  }
}
