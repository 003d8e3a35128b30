package io.gradstream.learning.spec.keys;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.Shape;
import java.util.List;
import java.util.Optional;

/** A declared layer, of which some follows from where it stands. */
public interface LayerForm {

  /** Where a layer stands. */
  interface Site {

    /** Shape of what the layer reads. */
    Shape input();

    /** Whose tokens it reads, if any. */
    Optional<FeatureSpec.Tokens> tokens();

    /**
     * Layers within this one, which read what it reads.
     *
     * @param layers checked by {@link LayerKeys#LAYER}
     */
    List<LayerSpec> within(List<Section> layers);

    /**
     * Layers that read what this one reads in its place: the first may select.
     *
     * @param layers checked by {@link LayerKeys#LAYER}
     */
    List<LayerSpec> instead(List<Section> layers);

    /**
     * Shape of a part of the network's input.
     *
     * @throws InvalidSpecException when there is none of this name, or it is not to be had here
     */
    Shape part(String name);
  }

  /**
   * The layer as it stands there.
   *
   * @throws IllegalArgumentException when its parts do not fit one another, or not the input
   */
  LayerSpec at(Site site);

  /** A layer that is the same wherever it stands. */
  static LayerForm anywhere(LayerSpec layer) {
    return site -> layer;
  }
}
