package io.gradstream.model;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.encode.FeatureSpec.Scaling;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.features.media.Medium;
import io.gradstream.features.media.Picture;
import io.gradstream.features.media.Picture.Fit;
import io.gradstream.features.media.Sound;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.TrainingSpec;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A model of pictures and sounds, always the same. */
final class MediaModel {

  static final Picture PICTURE = new Picture(2, 3, 1, Fit.CROP);
  static final Sound SOUND = new Sound(8000, 256, 100, 4, 2);

  private MediaModel() {}

  static Model made() {
    ModelSpec spec =
        new ModelSpec(
            "media",
            7,
            new EventSchema(
                List.of(field("picture", PICTURE), field("sound", SOUND)), ZoneOffset.UTC),
            Optional.empty(),
            List.of(feature("picture", PICTURE), feature("sound", SOUND)),
            new MultiClassTarget(List.of("a", "b")),
            List.of(new LayerSpec.DenseSpec(5, Activation.TANH)));
    return new Model(spec, "", TrainingSpec.of(new OptimizerSpec.Sgd(0.1f)), 1);
  }

  private static EventField field(String name, Medium medium) {
    return new EventField(name, FieldType.NUMBERS, false).of(medium);
  }

  private static FeatureSpec feature(String name, Medium medium) {
    return new FeatureSpec.Numbers(name, medium.shape(), new Scaling.Divide(255));
  }

  static List<Event> events() {
    float[] pixels = {0, 51, 102, 153, 204, 255};
    float[] levels = {0, 10, 200, 90, 80, 0, 0, 7};
    return List.of(Event.of(pixels, levels), Event.of(null, levels), Event.of(pixels, null));
  }
}
