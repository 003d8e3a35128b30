package io.gradstream.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFilesTest {

  @TempDir private Path folder;
  private Path spec;
  private Path schema;

  @BeforeEach
  void name() {
    spec = folder.resolve("clicks.yaml");
    schema = folder.resolve("clicks.avsc");
  }

  @Test
  void nothingIsWrittenWhereOneIsInTheWay() throws IOException {
    Files.writeString(spec, "mine");
    assertThatThrownBy(() -> NewFiles.write(spec, "new", Map.of(schema, "{}")))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage(spec.toString());
    assertThat(schema).doesNotExist();

    Files.delete(spec);
    Files.writeString(schema, "mine");
    assertThatThrownBy(() -> NewFiles.write(spec, "new", Map.of(schema, "{}")))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage(schema.toString());
    assertThat(spec).doesNotExist();
    assertThat(schema).hasContent("mine");
  }

  @Test
  void theSameFileBesideItMayStand() throws IOException {
    Files.writeString(schema, "{}");
    NewFiles.write(spec, "new", Map.of(schema, "{}"));
    assertThat(spec).hasContent("new");
    assertThat(schema).hasContent("{}");
  }
}
