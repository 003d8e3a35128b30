package io.gradstream.learning.spec.yaml;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A YAML tag may ask for any Java object; here it is asked in vain, wherever it stands. */
class YamlTagsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL"
            + " [\"http://x\"]]]]",
        "!!java.lang.ProcessBuilder [[\"id\"]]",
        "!!com.sun.rowset.JdbcRowSetImpl {dataSourceName: \"ldap://x/o\", autoCommit: true}",
        "!<tag:yaml.org,2002:java.io.File> /etc/passwd",
        "!!python/object/apply:os.system [id]",
        "!local text",
        "!!binary R0lGODlhDAAM"
      })
  void aTagIsRefusedByNameAndLine(String tagged) {
    assertRefused("specVersion: 1\nlearner: " + tagged + "\n");
    assertRefused("specVersion: 1\nevents: {topic: " + tagged + "}\n");
    assertRefused("specVersion: 1\n" + tagged + ": 3\n");
  }

  private static void assertRefused(String text) {
    assertThatThrownBy(() -> SpecReader.read(new SpecBundle("spec.yaml", text, Map.of())))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("spec.yaml:2")
        .hasMessageContaining("tag");
  }
}
