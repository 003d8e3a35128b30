package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.e2e.PromQl.Selector;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the tests see of queries and of expositions. */
final class PromQlTest {

  @Test
  void aQueryIsTakenApart() {
    PromQl query =
        PromQl.of(
            "sum by (field, reason) (rate(missing{job=~\"(a|b)\", x!=\"\"}[5m]))"
                + " / on () group_left () sum(read) or 2 * vector(1)");
    assertThat(query.selectors())
        .containsExactly(
            new Selector("missing", Set.of("job", "x")), new Selector("read", Set.of()));
    assertThat(query.grouping()).containsExactly("field", "reason");
    assertThat(query.functions()).containsExactly("rate", "sum", "vector");
  }

  @Test
  void aQueryThatIsNotClosedIsNone() {
    assertThatThrownBy(() -> PromQl.of("sum(rate(read[5m])"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PromQl.of("sum(read]")).hasMessageContaining("do not match");
    assertThatThrownBy(() -> PromQl.of("read{x=\"}")).hasMessageContaining("not closed");
  }

  @Test
  void anExpositionIsRead() {
    Exposition read =
        Exposition.read(
            "# HELP a what\n# TYPE a gauge\na{x=\"1, \\\"}\",y=\"2\",} 7.5\na{x=\"3\"} -Inf\nb 1\n");
    assertThat(read.types()).containsEntry("a", "gauge");
    assertThat(read.names()).containsExactly("a", "b");
    assertThat(read.sum("a", "y", "2")).hasValue(7.5);
    assertThat(read.sum("a", "y", "3")).isEmpty();
    assertThatThrownBy(() -> Exposition.read("a{x=1} 2")).hasMessageContaining("no labels");
  }
}
