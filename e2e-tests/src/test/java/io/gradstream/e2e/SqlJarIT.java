package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.local.Home;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the jar for Flink SQL has in its classes' texts after libraries got names of their own. */
final class SqlJarIT {

  private static final String SHADED = "gradstream.shaded.";
  private static final String CLASS = ".class";

  /** Named in messages and for what is looked up where there may be none. */
  private static final Set<String> ABSENT_CLASSES =
      Set.of(SHADED + "org.apache.avro.compiler", SHADED + "org.apache.avro.reflect.Pair");

  /** Bytes of the entries of a class file's pool of constants, by tag. */
  private static final Map<Integer, Integer> BYTES =
      Map.ofEntries(
          Map.entry(3, 4),
          Map.entry(4, 4),
          Map.entry(5, 8),
          Map.entry(6, 8),
          Map.entry(7, 2),
          Map.entry(8, 2),
          Map.entry(9, 4),
          Map.entry(10, 4),
          Map.entry(11, 4),
          Map.entry(12, 4),
          Map.entry(15, 3),
          Map.entry(16, 2),
          Map.entry(17, 4),
          Map.entry(18, 4),
          Map.entry(19, 2),
          Map.entry(20, 2));

  @Test
  void systemPropertiesOfLibrariesKeepTheirNames() throws IOException {
    Set<String> texts = new TreeSet<>();
    Set<String> names = new HashSet<>(ABSENT_CLASSES);
    try (JarFile jar = new JarFile(jar().toFile())) {
      for (JarEntry entry : jar.stream().filter(one -> one.getName().endsWith(CLASS)).toList()) {
        addClassAndPackages(entry.getName(), names);
        try (InputStream bytes = jar.getInputStream(entry)) {
          addTexts(new DataInputStream(bytes), texts);
        }
      }
    }

    assertThat(texts)
        .contains(
            "org.apache.kafka.sasl.oauthbearer.allowed.urls",
            "org.apache.kafka.sasl.oauthbearer.allowed.files",
            "org.apache.kafka.disallowed.login.modules",
            "org.apache.kafka.automatic.config.providers",
            "org.apache.kafka.connect.data.Timestamp");
    assertThat(texts)
        .filteredOn(text -> text.matches("gradstream\\.shaded\\.[\\w.$]*\\w"))
        .isSubsetOf(names);
  }

  private static Path jar() throws IOException {
    try (Stream<Path> jars = Files.list(Home.ofThisProcess().folder().resolve("sql/target"))) {
      return jars.filter(jar -> jar.toString().endsWith("-flink.jar")).findFirst().orElseThrow();
    }
  }

  private static void addClassAndPackages(String entry, Set<String> names) {
    String name = entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
    for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
      names.add(name.substring(0, end));
    }
  }

  /** Those of a class file's pool of constants. */
  private static void addTexts(DataInputStream file, Set<String> texts) throws IOException {
    file.skipNBytes(8); // magic number and version
    int count = file.readUnsignedShort();
    for (int i = 1; i < count; i++) {
      int tag = file.readUnsignedByte();
      if (tag == 1) {
        texts.add(file.readUTF());
      } else {
        file.skipNBytes(BYTES.get(tag));
        i += tag == 5 || tag == 6 ? 1 : 0; // a long or a double counts as two
      }
    }
  }
}
