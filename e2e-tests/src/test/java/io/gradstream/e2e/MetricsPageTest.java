package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.gradstream.operators.record.Count;
import io.gradstream.operators.report.JobMetric;
import io.gradstream.serving.report.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reference of metrics says what is declared, and what is declared is shown by somebody. */
final class MetricsPageTest {

  private static final Path PAGE = Path.of("../docs/metrics.md");
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.gradstream.operators", "io.gradstream.jobs", "io.gradstream.serving");

  @Test
  void thePageIsTheDeclarations() throws IOException {
    if (Boolean.getBoolean("gradstream.write")) {
      Files.writeString(PAGE, MetricsPage.text());
    }
    assertThat(PAGE).content().isEqualTo(MetricsPage.text());
  }

  /** Whatever is shown is of a declared kind: there is no other way. This is the reverse. */
  @Test
  void whatIsDeclaredIsShown() {
    for (Class<? extends Enum<?>> kind : Set.of(Count.class, JobMetric.class, Metric.class)) {
      assertThat(used(kind)).as(kind.getSimpleName()).isEqualTo(names(kind));
    }
  }

  private static Set<String> names(Class<? extends Enum<?>> kind) {
    return Arrays.stream(kind.getEnumConstants())
        .map(Enum::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The constants that another class of ours reads. */
  private static Set<String> used(Class<? extends Enum<?>> kind) {
    return OURS.get(kind).getFieldAccessesToSelf().stream()
        .filter(access -> !access.getOriginOwner().isEquivalentTo(kind))
        .map(JavaFieldAccess::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
