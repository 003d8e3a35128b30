package io.gradstream.serving.page;

import io.gradstream.model.MemberSpec;
import io.gradstream.model.ModelSpec;
import io.gradstream.network.spec.LayerNames;
import io.gradstream.network.spec.LayerSpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** What a model is made of, a few words for each part. */
final class NetworkWords {

  private NetworkWords() {}

  /** The layers of its network, or its members. */
  static List<String> of(ModelSpec spec) {
    return spec.pool().isEmpty()
        ? spec.layers().stream().map(NetworkWords::words).toList()
        : spec.members().stream().map(NetworkWords::words).toList();
  }

  private static String words(LayerSpec layer) {
    if (layer instanceof LayerSpec.DenseSpec dense) {
      return "dense %d, %s"
          .formatted(dense.width(), dense.activation().name().toLowerCase(Locale.ROOT));
    }
    return LayerNames.kind(layer);
  }

  private static String words(MemberSpec member) {
    if (member instanceof MemberSpec.Perceptron perceptron) {
      return "perceptron %s, rate %s"
          .formatted(
              String.join("-", perceptron.hidden().stream().map(Object::toString).toList()),
              new BigDecimal(Float.toString(perceptron.learningRate())).toPlainString());
    } else if (member instanceof MemberSpec.Layers network) {
      return String.join("; ", network.layers().stream().map(NetworkWords::words).toList());
    } else if (member instanceof MemberSpec.Linear) {
      return "least squares";
    } else if (member instanceof MemberSpec.Own own) {
      return "own values of each " + own.category();
    } else if (member instanceof MemberSpec.Discriminant) {
      return "centers of classes";
    }
    return "memory of %d examples".formatted(((MemberSpec.Memory) member).examples());
  }
}
