package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.yaml.Key.optional;
import static io.gradstream.learning.spec.yaml.Key.required;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.encode.FeatureSpec.Scaling;
import io.gradstream.features.event.EventField;
import io.gradstream.features.media.Medium;
import io.gradstream.features.media.Picture;
import io.gradstream.features.media.Picture.Fit;
import io.gradstream.features.media.Sound;
import io.gradstream.learning.spec.keys.FieldUses.Use;
import io.gradstream.learning.spec.yaml.EitherShape;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.Keys;
import io.gradstream.learning.spec.yaml.ListShape;
import io.gradstream.learning.spec.yaml.NameShape;
import io.gradstream.learning.spec.yaml.NumberShape;
import io.gradstream.learning.spec.yaml.Shape;
import io.gradstream.learning.spec.yaml.Variant;
import io.gradstream.learning.spec.yaml.VariantShape;
import io.gradstream.learning.spec.yaml.WholeShape;
import java.util.List;
import java.util.Optional;

/** Keys of fields that are arrays of numbers, or files that become some: pictures and sounds. */
final class ArrayKeys {

  private static final Scaling OF_BYTES = new Scaling.Divide(255);
  private static final int RATE_OF_SPEECH = 16_000; // samples a second, when none is named
  private static final int WINDOWS = 40; // windows a second, when none is named: 25 ms
  private static final int HOPS = 100; // steps a second, when none is named: 10 ms
  private static final int BANDS_OF_SPEECH = 40; // when none are named

  private static final Key<Optional<List<Integer>>> SHAPE =
      optional(
          "shape",
          new ListShape<>(new WholeShape(1, EventField.MOST_NUMBERS).asInt(), 1, 3),
          "an error, for numbers and an image",
          "Of an array of numbers: `[width]`, `[steps, width]` or `[height, width,"
              + " channels]`. Of an image, whatever its own size: `[height, width, channels]`,"
              + " channels being 1, grey, or 3, colours.");

  private static final Shape<Scaling> SCALING =
      EitherShape.scalarOr(
          NameShape.<Scaling>meaning("none", new Scaling.None()).or("online", new Scaling.Online()),
          VariantShape.of(
              new Variant<>(
                  required(
                          "divide",
                          new NumberShape(1e-30, 1e30).asFloat(),
                          "What every number is divided by.")
                      .as(Scaling.Divide::new))));

  private static final Key<Optional<Scaling>> SCALE =
      optional(
          "scale",
          SCALING,
          "none, for numbers; {divide: 255}, for an image and a spectrogram",
          "What is done to an array of numbers: `none`; `online`, each place of the"
              + " last dimension scaled to zero mean and unit variance; or {divide: D},"
              + " for instance by 255 for pixels. Those of an image and of a spectrogram are whole,"
              + " from 0 to 255.");

  private static final Key<Optional<Fit>> FIT =
      optional(
          "fit",
          NameShape.all(Fit.class),
          "stretch, for an image",
          "How an image of another form comes to its shape: `stretch`, each side by itself;"
              + " `crop`, the largest part in the middle; `pad`, all of it with black beside it.");

  private static final Key<Optional<Integer>> STEPS =
      optional(
          "steps",
          new WholeShape(1, Sound.MOST_STEPS).asInt(),
          "an error, for a spectrogram",
          "How many steps of a sound are seen: what is longer is cut, what is shorter ends in"
              + " zeros.");

  private static final Keys<Pace> PACE =
      Keys.of(
          optional(
              "rate",
              new WholeShape(Sound.LOWEST_RATE, Sound.HIGHEST_RATE).asInt(),
              "16000, for a spectrogram",
              "Samples a second at which a sound is looked at, whatever its file has."),
          optional(
              "window",
              new WholeShape(Sound.SHORTEST_WINDOW, Sound.LONGEST_WINDOW).asInt(),
              "25 ms, for a spectrogram",
              "How many samples a step of a spectrogram looks at."),
          optional(
              "hop",
              new WholeShape(1, Sound.LONGEST_WINDOW).asInt(),
              "10 ms, for a spectrogram",
              "How many samples a step of a spectrogram begins behind the one before."),
          Pace::of);

  static final FeatureKind NUMBERS =
      new FeatureKind(
          "numbers",
          "an array of numbers: a vector, a sequence or an image",
          "numbers",
          Use.NUMBERS,
          Keys.of(SHAPE, SCALE, ArrayKeys::numbers));

  static final FeatureKind IMAGE =
      new FeatureKind(
          "image",
          "the pixels of a PNG or JPEG file",
          "an image",
          Use.IMAGE,
          Keys.of(SHAPE, FIT, SCALE, ArrayKeys::image));

  static final FeatureKind SPECTROGRAM =
      new FeatureKind(
          "spectrogram",
          "how loud each band of a WAV file is in each step, `[steps, bands]`",
          "a spectrogram",
          Use.SOUND,
          Keys.of(
              PACE,
              optional(
                  "bands",
                  new WholeShape(1, Sound.MOST_BANDS).asInt(),
                  "40, for a spectrogram",
                  "How many bands a sound is split into, evenly on the mel scale."),
              STEPS,
              SCALE,
              ArrayKeys::spectrogram));

  private ArrayKeys() {}

  /** How fast a sound is looked at, in samples. */
  private record Pace(int rate, int window, int hop) {
    static Pace of(Optional<Integer> rate, Optional<Integer> window, Optional<Integer> hop) {
      int samples = rate.orElse(RATE_OF_SPEECH);
      int shortest = Math.max(Sound.SHORTEST_WINDOW, samples / WINDOWS);
      return new Pace(samples, window.orElse(shortest), hop.orElse(samples / HOPS));
    }
  }

  private static FeatureKind.Form numbers(
      Optional<List<Integer>> shape, Optional<Scaling> scaling) {
    return site -> {
      if (shape.isEmpty()) {
        requireShape(site, "numbers");
        return Optional.empty();
      }
      site.readsAs(Optional.empty(), SHAPE);
      try {
        return Optional.of(
            new FeatureSpec.Numbers(
                site.field(), shape.get(), scaling.orElseGet(Scaling.None::new)));
      } catch (IllegalArgumentException e) {
        site.findings()
            .add(
                site.feature().at(SHAPE),
                "must have at most " + EventField.MOST_NUMBERS + " values",
                shape.get().toString(),
                "Make it smaller.");
        return Optional.empty();
      }
    };
  }

  private static void requireShape(FeatureKind.Site site, String words) {
    if (!site.feature().isWritten(SHAPE)) {
      site.findings()
          .add(
              site.feature().at(SHAPE),
              "must be given for " + words,
              "absent",
              "Write for instance [28, 28, 1]: height, width and channels of an image.");
    }
  }

  private static FeatureKind.Form image(
      Optional<List<Integer>> shape, Optional<Fit> fit, Optional<Scaling> scaling) {
    return site -> {
      if (shape.isEmpty()) {
        requireShape(site, "an image");
        return Optional.empty();
      }
      Optional<Picture> picture = picture(shape.get(), fit.orElse(Fit.STRETCH));
      if (picture.isEmpty()) {
        site.findings()
            .add(
                site.feature().at(SHAPE),
                "must be [height, width, channels] for an image, channels 1 or 3, of at most %d values"
                    .formatted(EventField.MOST_NUMBERS),
                shape.get().toString(),
                "Write for instance [28, 28, 1].");
      }
      return picture.map(read -> read(read, SHAPE, scaling, site));
    };
  }

  private static Optional<Picture> picture(List<Integer> shape, Fit fit) {
    try {
      return shape.size() == 3
          ? Optional.of(new Picture(shape.get(0), shape.get(1), shape.get(2), fit))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static FeatureKind.Form spectrogram(
      Pace pace, Optional<Integer> bands, Optional<Integer> steps, Optional<Scaling> scaling) {
    int wide = bands.orElse(BANDS_OF_SPEECH);
    return site -> {
      boolean fits = steps.isPresent() && (long) wide * steps.get() <= EventField.MOST_NUMBERS;
      if (!fits) {
        refuseSteps(site, steps);
        return Optional.empty();
      }
      Sound sound = new Sound(pace.rate, pace.window, pace.hop, wide, steps.get());
      return Optional.of(read(sound, STEPS, scaling, site));
    };
  }

  private static void refuseSteps(FeatureKind.Site site, Optional<Integer> steps) {
    if (steps.isPresent()) {
      site.findings()
          .add(
              site.feature().at(STEPS),
              "must be at most %d divided by bands".formatted(EventField.MOST_NUMBERS),
              steps.get().toString(),
              "Make it smaller.");
    } else if (!site.feature().isWritten(STEPS)) {
      site.findings()
          .add(
              site.feature().at(STEPS),
              "must be given for a spectrogram",
              "absent",
              "Write for instance 100: a second, where a step is 10 ms.");
    }
  }

  private static FeatureSpec read(
      Medium medium, Key<?> said, Optional<Scaling> scaling, FeatureKind.Site site) {
    site.readsAs(Optional.of(medium), said);
    return new FeatureSpec.Numbers(site.field(), medium.shape(), scaling.orElse(OF_BYTES));
  }
}
