package io.gradstream.learning.spec.keys;

import io.gradstream.learning.spec.TargetRule;
import io.gradstream.learning.spec.TargetRule.Operator;
import io.gradstream.learning.spec.keys.FieldUses.Use;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.Place;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A binary target as text: a boolean field, or {@code FIELD OPERATOR CONSTANT}. A field may stand
 * in quotes, and must where its name holds signs of operators; a quote in it is doubled.
 *
 * @param expression as it is written
 */
record BinaryText(String expression, Place place, Findings findings) {

  /**
   * What a text says.
   *
   * @param positive the outcome in words
   * @param use how the rule reads its field
   */
  record BinaryRule(String positive, TargetRule rule, Use use) {}

  private static final String NAME_IN_QUOTES = "'(?:[^']|'')+'|\"(?:[^\"]|\"\")+\"";
  private static final Pattern COMPARISON =
      Pattern.compile(
          "\\s*(" + NAME_IN_QUOTES + "|[^<>=!]*[^<>=!\\s])\\s*(>=|<=|==|!=|>|<)\\s*(\\S.*?)\\s*");
  private static final Pattern NAME = Pattern.compile(NAME_IN_QUOTES);
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?");
  private static final String EXAMPLE =
      "Write for instance \"delayMinutes > 15\"; a name with such a sign in quotes, \"'a=b' > 15\".";

  /** The rule; empty, and an error found, where the text is none. */
  Optional<BinaryRule> rule() {
    Matcher comparison = COMPARISON.matcher(expression);
    if (comparison.matches()) {
      return comparison(comparison);
    }
    boolean isQuoted = NAME.matcher(expression.strip()).matches();
    if (!isQuoted && expression.matches(".*[<>=!].*") || expression.isBlank()) {
      refuse("must be FIELD OPERATOR CONSTANT, the operator > >= < <= == or !=");
      return Optional.empty();
    }
    String field = field(expression.strip());
    TargetRule rule = new TargetRule.Comparison(field, Operator.EQUAL, true);
    return Optional.of(new BinaryRule(field, rule, Use.FLAG));
  }

  private Optional<BinaryRule> comparison(Matcher parts) {
    Operator operator = Operator.of(parts.group(2));
    Optional<Object> constant = constant(parts.group(3));
    if (constant.isEmpty()) {
      refuse("must compare with a finite number, a quoted text, true or false");
      return Optional.empty();
    }
    boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
    if (!(constant.get() instanceof Double) && !equality) {
      refuse("must compare text, true and false by == or !=");
      return Optional.empty();
    }
    TargetRule rule = new TargetRule.Comparison(field(parts.group(1)), operator, constant.get());
    return Optional.of(new BinaryRule(expression.strip(), rule, use(constant.get())));
  }

  /** A name as it is without quotes. */
  private static String field(String written) {
    if (!NAME.matcher(written).matches()) {
      return written;
    }
    String quote = written.substring(0, 1);
    return written.substring(1, written.length() - 1).replace(quote + quote, quote);
  }

  private void refuse(String rule) {
    findings.add(place, rule, Findings.oneLine(expression), EXAMPLE);
  }

  private static Use use(Object constant) {
    if (constant instanceof Double) {
      return Use.NUMBER;
    }
    return constant instanceof Boolean ? Use.FLAG : Use.TEXT_LABEL;
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
