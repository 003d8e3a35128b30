package io.gradstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class FlinkPathTest {

  @Test
  void aPathGoesToFlinkAndBack() {
    Path file = Path.of("/a folder/100%/chk-3");

    assertThat(FlinkPath.of(file)).isEqualTo("file:///a folder/100%/chk-3");
    assertThat(FlinkPath.toPath(FlinkPath.of(file))).isEqualTo(file);
    assertThat(FlinkPath.toPath("file:/a folder/chk-3")).isEqualTo(Path.of("/a folder/chk-3"));
    assertThat(FlinkPath.toPath("/x/../a")).isEqualTo(Path.of("/a"));
  }

  @Test
  void anotherSchemeIsNotOfThisMachine() {
    assertThat(FlinkPath.isLocal("file:/a")).isTrue();
    assertThat(FlinkPath.isLocal("a/b")).isTrue();
    assertThat(FlinkPath.isLocal("s3://bucket/chk-3")).isFalse();
  }
}
