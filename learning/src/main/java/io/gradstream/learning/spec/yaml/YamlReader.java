package io.gradstream.learning.spec.yaml;

import io.gradstream.learning.spec.yaml.YamlValue.Kind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML 1.2 from the parser's events, within bounds: one document, so long, so deep, without
 * anchors, aliases and tags. A spec needs none of them, and each is a way to make a small text
 * large or to construct something.
 */
public final class YamlReader {

  public static final int LONGEST = 1024 * 1024; // characters
  static final int DEEPEST = 32;

  private static final Map<Tag, Kind> KINDS =
      Map.of(
          Tag.INT, Kind.WHOLE,
          Tag.FLOAT, Kind.DECIMAL,
          Tag.BOOL, Kind.TRUTH,
          Tag.NULL, Kind.NOTHING);

  private final LoadSettings settings =
      LoadSettings.builder().setSchema(new CoreSchema()).setCodePointLimit(LONGEST).build();
  private final Findings findings;
  private final Iterator<Event> events;

  private YamlReader(String text, Findings findings) {
    this.findings = findings;
    this.events = new Parse(settings).parseString(text).iterator();
  }

  /**
   * Reads the text's one document.
   *
   * @throws InvalidSpecException when it is not such YAML
   */
  public static YamlValue read(String text, Findings findings) {
    if (text.length() > LONGEST) {
      throw findings.stop(
          1,
          "must have at most " + LONGEST + " characters",
          text.length() + " characters",
          "Is this a learner spec?");
    }
    try {
      return new YamlReader(text, findings).document();
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      throw notYaml(findings, mark.map(m -> m.getLine() + 1).orElse(1), e.getProblem());
    } catch (YamlEngineException e) {
      throw notYaml(findings, 1, e.getMessage());
    }
  }

  private static InvalidSpecException notYaml(Findings findings, int line, String problem) {
    return findings.stop(
        line,
        "must be well-formed YAML",
        Findings.oneLine(problem),
        "Look at indentation, brackets and quotes here and on the line before.");
  }

  private YamlValue document() {
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof NodeEvent node) {
        YamlValue value = value(node, 0);
        requireEnd();
        return value;
      }
    }
    return new YamlValue.Scalar(1, Kind.NOTHING, "");
  }

  private void requireEnd() {
    while (events.hasNext()) {
      Event event = events.next();
      if (event.getEventId() == Event.ID.DocumentStart) {
        throw findings.stop(
            line(event), "must be a single document", "---", "Put the other learner in a file.");
      }
    }
  }

  private YamlValue value(NodeEvent event, int depth) {
    refuseAnchors(event);
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar);
    }
    if (depth == DEEPEST) {
      throw findings.stop(
          line(event), "must nest at most " + DEEPEST + " deep", "deeper", "Write it flat.");
    }
    CollectionStartEvent start = (CollectionStartEvent) event;
    refuseTag(start, start.getTag());
    return start.getEventId() == Event.ID.SequenceStart
        ? items(line(start), depth)
        : mapping(line(start), depth);
  }

  private YamlValue.Items items(int line, int depth) {
    List<YamlValue> values = new ArrayList<>();
    Event next = events.next();
    while (next.getEventId() != Event.ID.SequenceEnd) {
      values.add(value((NodeEvent) next, depth + 1));
      next = events.next();
    }
    return new YamlValue.Items(line, values);
  }

  private YamlValue.Mapping mapping(int line, int depth) {
    List<YamlValue.Entry> entries = new ArrayList<>();
    Event next = events.next();
    while (next.getEventId() != Event.ID.MappingEnd) {
      if (!(value((NodeEvent) next, depth + 1) instanceof YamlValue.Scalar key)) {
        throw findings.stop(
            line(next), "must have keys that are text", "a list or object", "Name the key.");
      }
      YamlValue value = value((NodeEvent) events.next(), depth + 1);
      entries.add(new YamlValue.Entry(key.line(), key.text(), value));
      next = events.next();
    }
    return new YamlValue.Mapping(line, entries);
  }

  private YamlValue.Scalar scalar(ScalarEvent event) {
    refuseTag(event, event.getTag());
    Tag tag =
        settings
            .getSchema()
            .getScalarResolver()
            .resolve(event.getValue(), event.getImplicit().canOmitTagInPlainScalar());
    return new YamlValue.Scalar(line(event), KINDS.getOrDefault(tag, Kind.TEXT), event.getValue());
  }

  private void refuseAnchors(NodeEvent event) {
    if (event instanceof AliasEvent || event.getAnchor().isPresent()) {
      throw findings.stop(
          line(event), "must not use anchors and aliases", shown(event), "Write the value out.");
    }
  }

  private static String shown(NodeEvent event) {
    return event instanceof AliasEvent alias
        ? "*" + alias.getAlias()
        : "&" + event.getAnchor().orElseThrow();
  }

  private void refuseTag(Event event, Optional<String> tag) {
    tag.ifPresent(
        name -> {
          throw findings.stop(
              line(event),
              "must not use type tags",
              Findings.oneLine(name),
              "Remove the tag; quotes make a value text.");
        });
  }

  private static int line(Event event) {
    return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
