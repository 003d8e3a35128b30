package io.gradstream.network.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vector files compile without -Werror, so their warnings are held here. */
class VectorKernelsWarningsTest {

  private static final Path SOURCES = Path.of("src/main/java/io/gradstream/network");

  @Test
  void onlyTheIncubatingModuleIsWarnedOf(@TempDir Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "-Xlint:all,-path,-processing,-classfile",
            "-implicit:none",
            "-proc:none",
            "-classpath",
            "target/classes",
            "-d",
            classes.toString());
    try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  null,
                  files,
                  found,
                  options,
                  null,
                  files.getJavaFileObjectsFromPaths(vectorFiles()))
              .call();
      assertThat(compiled).isTrue();
    }
    assertThat(found.getDiagnostics())
        .extracting(Diagnostic::getKind, diagnostic -> diagnostic.getMessage(Locale.ROOT))
        .containsExactly(
            tuple(Diagnostic.Kind.WARNING, "using incubating module(s): jdk.incubator.vector"));
  }

  private static List<Path> vectorFiles() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> vector =
          files.filter(file -> file.getFileName().toString().startsWith("Vector")).toList();
      assertThat(vector)
          .extracting(file -> file.getParent().getFileName().toString())
          .contains("kernels", "products");
      return vector;
    }
  }
}
