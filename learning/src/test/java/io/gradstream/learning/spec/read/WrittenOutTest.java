package io.gradstream.learning.spec.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.history.HistoryGroup;
import io.gradstream.learning.PracticeSpec;
import io.gradstream.learning.change.SpecChange;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.yaml.EnumNames;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.model.MemberSpec;
import io.gradstream.model.PoolSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A default that is written out changes nothing, of any spec that we ship or show. */
final class WrittenOutTest {

  private static final Pattern BLOCK =
      Pattern.compile("```yaml\n((?:specVersion: 1\n)?learner: .*?)```", Pattern.DOTALL);
  private static final Path ROOT = Path.of(System.getProperty("gradstream.home", ".."));

  static Stream<SpecBundle> everySpec() throws IOException {
    List<SpecBundle> specs = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve("examples"))) {
      for (Path file : files.filter(of -> of.toString().endsWith(".yaml")).sorted().toList()) {
        specs.add(SpecReader.read(file).source());
      }
    }
    specs.add(Specs.read(Specs.MINIMAL).source());
    shown().forEach(text -> specs.add(Specs.read(text).source()));
    return specs.stream();
  }

  /** Whole specs of the pages, without the schemas that they name. */
  private static List<String> shown() throws IOException {
    List<String> shown = new ArrayList<>();
    try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
      for (Path page : pages.filter(of -> of.toString().endsWith(".md")).sorted().toList()) {
        Matcher block = BLOCK.matcher(Files.readString(page));
        while (block.find()) {
          shown.add(block.group(1).replaceAll("(format|schema|registry): [\\w./-]+, ", ""));
        }
      }
    }
    assertThat(shown).isNotEmpty();
    return shown;
  }

  @ParameterizedTest
  @MethodSource("everySpec")
  void leavesTheSpecWhatItWas(SpecBundle bundle) {
    LearnerSpec spec = SpecReader.read(bundle);
    SpecBundle whole = new SpecBundle(bundle.name(), writtenOut(bundle, spec), bundle.files());

    LearnerSpec read = SpecReader.read(whole);

    assertThat(read.model()).isEqualTo(spec.model());
    assertThat(read.learn()).isEqualTo(spec.learn());
    assertThat(SpecChange.between(spec, read).changesLearning()).isFalse();
  }

  /** The spec with what it leaves out at the top level, as its page says it is then. */
  private static String writtenOut(SpecBundle bundle, LearnerSpec spec) {
    Section values = SpecReader.values(bundle);
    StringBuilder text = new StringBuilder(bundle.text().stripTrailing()).append('\n');
    if (!values.isWritten("pool")) {
      spec.model().pool().ifPresent(pool -> text.append(pool(pool)));
    }
    if (!values.isWritten("network") && spec.model().pool().isEmpty()) {
      text.append("network: [{dense: 64}, {dense: 32}]\n");
    }
    if (!values.isWritten("learn")) {
      text.append(learn(spec.learn().practice()));
    }
    return text.toString();
  }

  private static String learn(PracticeSpec practice) {
    return "learn: {optimizer: {adam: {learningRate: 0.001, beta1: 0.9}}, batch: %d, young: %d, replay: %s}\n"
        .formatted(practice.batch(), practice.young(), practice.replay());
  }

  private static String pool(PoolSpec pool) {
    StringBuilder text = new StringBuilder("pool:\n  history: [rates, numbers, labels]\n");
    text.append("  season: true\n  replay: true\n  mix: ").append(EnumNames.written(pool.mix()));
    text.append("\n  members:\n");
    for (MemberSpec member : pool.members()) {
      text.append("    - ").append(member(member)).append('\n');
    }
    return text.toString();
  }

  private static String member(MemberSpec member) {
    String anchor = EnumNames.written(member.anchor());
    if (member instanceof MemberSpec.Perceptron of) {
      return "{perceptron: %s, sees: %s, learningRate: %s, anchor: %s}"
          .formatted(
              of.hidden(),
              group(of.through()),
              new BigDecimal(Float.toString(of.learningRate())).toPlainString(),
              anchor);
    }
    if (member instanceof MemberSpec.Memory of) {
      return "{memory: %d, anchor: %s}".formatted(of.examples(), anchor);
    }
    if (member instanceof MemberSpec.Own of) {
      return "{own: %s}".formatted(of.category());
    }
    if (member instanceof MemberSpec.Discriminant of) {
      return "{discriminant: %s}".formatted(group(of.through()));
    }
    MemberSpec.Linear linear = (MemberSpec.Linear) member;
    return "{leastSquares: %s, anchor: %s}".formatted(group(linear.from()), anchor);
  }

  private static String group(Optional<HistoryGroup> group) {
    return group.map(EnumNames::written).orElse("event");
  }
}
