package io.gradstream.learning.spec;

import io.gradstream.model.targets.GenerationTarget;
import io.gradstream.model.targets.NextTokenTarget;
import io.gradstream.model.targets.ReconstructionTarget;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.BinaryTarget;
import io.gradstream.learning.spec.FieldUses.Use;
import io.gradstream.learning.spec.Section.Checked;
import io.gradstream.learning.spec.TargetRule.Operator;
import io.gradstream.model.targets.Target;
import io.gradstream.network.HeadSpec.AdversarialLoss;
import io.gradstream.network.ValueLoss;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code target}: the rule that makes a label a target, and what a prediction means. */
final class TargetReader {

  /**
   * @param use how the rule reads its field, where it reads one
   * @param place of the key that names the field
   */
  record DeclaredTarget(TargetRule rule, Target spec, Optional<Use> use, Place place) {}

  private static final Pattern COMPARISON =
      Pattern.compile("\\s*([^<>=!]*[^<>=!\\s])\\s*(>=|<=|==|!=|>|<)\\s*(\\S.*?)\\s*");
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?");
  private static final String EXAMPLE = "Write for instance \"delayMinutes > 15\".";

  private final Section target;
  private final Findings findings;

  TargetReader(Section target, Findings findings) {
    this.target = target;
    this.findings = findings;
  }

  Optional<DeclaredTarget> read() {
    return target
        .text("binary")
        .flatMap(this::binary)
        .or(() -> target.text("regression").map(this::regression))
        .or(() -> target.text("field").map(this::multiClass))
        .or(this::reconstruct)
        .or(() -> target.find("nextToken", Section.class).map(this::nextToken))
        .or(() -> target.find("generate", Section.class).map(this::generate));
  }

  private DeclaredTarget regression(String field) {
    return new DeclaredTarget(
        new TargetRule.Value(field),
        new RegressionTarget(field, target.text("from"), loss(target)),
        Optional.of(Use.NUMBER),
        target.at("regression"));
  }

  private static ValueLoss loss(Section section) {
    Section parameter = section.section("loss");
    if (parameter.isWritten("huber")) {
      return new ValueLoss.Huber(number(parameter, "huber", 1));
    }
    if (parameter.isWritten("quantile")) {
      return new ValueLoss.Quantile(number(parameter, "quantile", 0.5));
    }
    return switch (section.text("loss").orElse("squared")) {
      case "absolute" -> new ValueLoss.Absolute();
      case "crossEntropy" -> new ValueLoss.CrossEntropy();
      default -> new ValueLoss.Squared();
    };
  }

  /** A default stands in for a value that broke a rule, which is found already. */
  private static float number(Section section, String key, double otherwise) {
    return section.find(key, Double.class).orElse(otherwise).floatValue();
  }

  private DeclaredTarget multiClass(String field) {
    List<String> classes =
        target.items("classes").stream().map(Checked::value).map(String.class::cast).toList();
    Set<String> seen = new HashSet<>();
    for (Checked item : target.items("classes")) {
      if (!seen.add((String) item.value())) {
        findings.add(
            item.place(), "must name each class once", (String) item.value(), "Remove one.");
      }
    }
    return new DeclaredTarget(
        new TargetRule.ClassName(field, classes),
        new MultiClassTarget(classes, number(target, "labelSmoothing", 0), weights(classes)),
        Optional.of(Use.TEXT_LABEL),
        target.at("field"));
  }

  private List<Float> weights(List<String> classes) {
    List<Float> weights =
        target.items("classWeights").stream()
            .map(item -> ((Double) item.value()).floatValue())
            .toList();
    if (target.isWritten("classWeights") && weights.size() != classes.size()) {
      findings.add(
          target.at("classWeights"),
          "must be one for each of the " + classes.size() + " classes",
          weights.size() + " of them",
          "Write them in the order of the classes.");
      return List.of();
    }
    return weights;
  }

  private Optional<DeclaredTarget> reconstruct() {
    if (!target.isWritten("reconstruct")) {
      return Optional.empty();
    }
    if (target.find("reconstruct", Boolean.class).filter(truth -> !truth).isPresent()) {
      findings.add(target.at("reconstruct"), "must be true or an object", "false", "Write true.");
    }
    ValueLoss loss = loss(target.section("reconstruct"));
    return Optional.of(ownLabel(new ReconstructionTarget(loss), "reconstruct"));
  }

  private DeclaredTarget nextToken(Section parameters) {
    return ownLabel(new NextTokenTarget(number(parameters, "labelSmoothing", 0)), "nextToken");
  }

  /** Without its discriminator, which is read with the network. */
  private DeclaredTarget generate(Section parameters) {
    boolean hinge = parameters.text("loss").filter("hinge"::equals).isPresent();
    return ownLabel(
        new GenerationTarget(
            parameters.find("noise", Long.class).orElse(1L).intValue(),
            List.of(),
            hinge ? AdversarialLoss.HINGE : AdversarialLoss.NON_SATURATING),
        "generate");
  }

  private DeclaredTarget ownLabel(Target spec, String key) {
    return new DeclaredTarget(new TargetRule.EventItself(), spec, Optional.empty(), target.at(key));
  }

  private Optional<DeclaredTarget> binary(String expression) {
    Matcher comparison = COMPARISON.matcher(expression);
    if (comparison.matches()) {
      return comparison(expression.strip(), comparison);
    }
    if (expression.matches(".*[<>=!].*") || expression.isBlank()) {
      refuse("must be FIELD OPERATOR CONSTANT, the operator > >= < <= == or !=", expression);
      return Optional.empty();
    }
    String field = expression.strip();
    return Optional.of(
        binary(field, new TargetRule.Comparison(field, Operator.EQUAL, true), Use.FLAG));
  }

  private Optional<DeclaredTarget> comparison(String expression, Matcher parts) {
    Operator operator = operator(parts.group(2));
    Optional<Object> constant = constant(parts.group(3));
    if (constant.isEmpty()) {
      refuse("must compare with a finite number, a quoted text, true or false", expression);
      return Optional.empty();
    }
    boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
    if (!(constant.get() instanceof Double) && !equality) {
      refuse("must compare text, true and false by == or !=", expression);
      return Optional.empty();
    }
    TargetRule rule = new TargetRule.Comparison(parts.group(1), operator, constant.get());
    return Optional.of(binary(expression, rule, use(constant.get())));
  }

  private DeclaredTarget binary(String positive, TargetRule rule, Use use) {
    Target spec =
        new BinaryTarget(
            positive, number(target, "labelSmoothing", 0), number(target, "positiveWeight", 1));
    return new DeclaredTarget(rule, spec, Optional.of(use), target.at("binary"));
  }

  private void refuse(String rule, String expression) {
    findings.add(target.at("binary"), rule, Findings.oneLine(expression), EXAMPLE);
  }

  private static Use use(Object constant) {
    if (constant instanceof Double) {
      return Use.NUMBER;
    }
    return constant instanceof Boolean ? Use.FLAG : Use.TEXT_LABEL;
  }

  private static Operator operator(String sign) {
    return switch (sign) {
      case ">" -> Operator.GREATER;
      case ">=" -> Operator.GREATER_OR_EQUAL;
      case "<" -> Operator.LESS;
      case "<=" -> Operator.LESS_OR_EQUAL;
      case "==" -> Operator.EQUAL;
      default -> Operator.NOT_EQUAL;
    };
  }

  private static Optional<Object> constant(String text) {
    Matcher quoted = QUOTED.matcher(text);
    if (quoted.matches()) {
      return Optional.of(quoted.group(1) != null ? quoted.group(1) : quoted.group(2));
    }
    if (text.equals("true") || text.equals("false")) {
      return Optional.of(Boolean.valueOf(text));
    }
    return NUMBER.matcher(text).matches()
        ? Optional.<Object>of(Double.valueOf(text)).filter(n -> Double.isFinite((Double) n))
        : Optional.empty();
  }
}
