package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.keys.TopicKeys.FIELD;
import static io.gradstream.learning.spec.yaml.Key.optional;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.learning.spec.keys.FieldUses.Use;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.Keys;
import io.gradstream.learning.spec.yaml.ListShape;
import io.gradstream.learning.spec.yaml.SpanShape;
import io.gradstream.learning.spec.yaml.WholeShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Keys of windows over the events that came before. */
final class WindowKeys {

  private static final int MOST_STEPS = 100_000;
  private static final int MOST_FIELDS = 1_000;

  private static final Key<Optional<List<String>>> WITH =
      optional(
          "with",
          new ListShape<>(FIELD, 1, MOST_FIELDS),
          "the field alone, for a window",
          "The other numbers of each step of a window.");

  private static final Key<Optional<Integer>> LAST =
      optional(
          "last",
          new WholeShape(1, MOST_STEPS).asInt(),
          "as `span` and `stride` say, for a window",
          "How many events a window has: the event itself and those before it.");

  private static final Key<Optional<Duration>> SPAN =
      optional(
          "span",
          new SpanShape("1ms", "3660d"),
          "as `last` says, for a window",
          "How much event time a window covers, in steps of `stride`.");

  private static final Key<Optional<Duration>> STRIDE =
      optional(
          "stride",
          new SpanShape("1ms", "3660d"),
          "an error, with `span`",
          "How much event time a step of a window covers: whole strides of the clock since 1970, in"
              + " UTC. A step has the newest value of each number in its stride; the last step is"
              + " the event itself.");

  private static final Key<Optional<String>> BY =
      optional(
          "by",
          FIELD,
          "all events of the model, for a window",
          "The field of the entity, as a station or a machine, whose events a window has.");

  private static final Keys<Length> LENGTH = Keys.of(LAST, SPAN, STRIDE, Length::new);

  /** A window, which may have as many entities as a category has values. */
  static FeatureKind window(Key<Optional<Integer>> capacity) {
    return new FeatureKind(
        "window",
        "the event behind those before it, a sequence `[steps, 2 numbers + 1]`",
        "a window",
        Use.NUMBER,
        Keys.of(
            WITH,
            LENGTH,
            BY,
            capacity,
            (with, length, by, entities) -> new Window(with, length, by, entities, capacity)));
  }

  private WindowKeys() {}

  /** How long a window is, as it is written. */
  private record Length(
      Optional<Integer> last, Optional<Duration> span, Optional<Duration> stride) {

    /** Why it is none, and what to do about it; empty where it is one. */
    private Optional<Mistake> mistake() {
      if (last.isPresent()) {
        return span.isPresent() || stride.isPresent()
            ? Optional.of(new Mistake(LAST, "must stand without span and stride", "Remove either."))
            : Optional.empty();
      }
      if (span.isEmpty()) {
        return Optional.of(
            new Mistake(
                LAST,
                "must be given for a window, or span and stride",
                "Write for instance last: 24, or span: 24h and stride: 1h."));
      }
      if (stride.isEmpty()) {
        return Optional.of(
            new Mistake(STRIDE, "must be given with span", "Write for instance stride: 1h."));
      }
      return span.get().toMillis() % stride.get().toMillis() != 0
          ? Optional.of(
              new Mistake(SPAN, "must be so many whole strides", "Make it a multiple of stride."))
          : Optional.empty();
    }

    private long steps() {
      return last.map(Integer::longValue)
          .orElseGet(() -> span.orElseThrow().toMillis() / strideMillis());
    }

    /** Milliseconds; 0 for none. */
    private long strideMillis() {
      return last.isPresent() ? 0 : stride.orElseThrow().toMillis();
    }

    private String shown() {
      return last.map(String::valueOf)
          .or(() -> span.map(Length::shown))
          .or(() -> stride.map(Length::shown))
          .orElse("absent");
    }

    private static String shown(Duration span) {
      return span.toString().substring(2).toLowerCase(Locale.ROOT);
    }
  }

  private record Mistake(Key<?> key, String rule, String wayOut) {}

  /** A window as it is written. */
  private record Window(
      Optional<List<String>> with,
      Length length,
      Optional<String> by,
      Optional<Integer> entities,
      Key<?> capacity)
      implements FeatureKind.Form {

    @Override
    public Optional<FeatureSpec> at(FeatureKind.Site site) {
      Optional<Mistake> mistake = length.mistake();
      if (mistake.isPresent()) {
        refuse(site, mistake.get(), length.shown());
      }
      if (site.time().isEmpty()) {
        refuse(
            site,
            new Mistake(
                FeatureKeys.AS,
                "must have events.time, which says what came before",
                "Name the field of the event's time in events."),
            "window");
      }
      if (by.isEmpty()) {
        site.refuse(capacity, "must be given with by only", "name the field of the entity");
      }
      return mistake.isPresent() || site.time().isEmpty() ? Optional.empty() : made(site);
    }

    private Optional<FeatureSpec> made(FeatureKind.Site site) {
      List<String> fields = new ArrayList<>(List.of(site.field()));
      fields.addAll(with.orElse(List.of()));
      if (length.steps() > MOST_STEPS) {
        refuse(
            site,
            new Mistake(STRIDE, "must make at most %d steps".formatted(MOST_STEPS), "Lengthen it."),
            "%d steps".formatted(length.steps()));
        return Optional.empty();
      }
      try {
        FeatureSpec.Window window =
            new FeatureSpec.Window(
                fields,
                (int) length.steps(),
                length.strideMillis(),
                site.time().get(),
                by,
                by.isEmpty() ? 1 : entities.orElseGet(() -> room(site.categories(), fields)));
        use(site);
        return Optional.of(window);
      } catch (IllegalArgumentException e) {
        refuse(
            site,
            new Mistake(
                FeatureKeys.AS,
                "must be a window that fits",
                "Make it shorter, of fewer numbers, or of fewer entities (capacity)."),
            String.valueOf(e.getMessage()));
        return Optional.empty();
      }
    }

    /** As many as a category has values, fewer where windows are large. */
    private int room(int categories, List<String> fields) {
      long each = length.steps() * fields.size();
      return (int) Math.max(1, Math.min(categories, FeatureSpec.Window.MOST_KEPT / each));
    }

    private void use(FeatureKind.Site site) {
      with.orElse(List.of())
          .forEach(field -> site.uses().add(field, Use.NUMBER, false, site.feature().at(WITH)));
      by.ifPresent(field -> site.uses().add(field, Use.CATEGORY, false, site.feature().at(BY)));
    }

    private static void refuse(FeatureKind.Site site, Mistake mistake, String shown) {
      site.findings()
          .add(site.feature().at(mistake.key()), mistake.rule(), shown, mistake.wayOut());
    }
  }
}
