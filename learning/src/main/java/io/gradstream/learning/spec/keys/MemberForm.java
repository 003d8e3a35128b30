package io.gradstream.learning.spec.keys;

import io.gradstream.features.history.HistoryGroup;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.model.MemberSpec;
import io.gradstream.network.spec.LayerSpec;
import java.util.List;
import java.util.Optional;

/** A declared member of a pool, whose layers follow from what they read. */
public interface MemberForm {

  /** What a member may read. */
  interface Site {

    /**
     * Layers of a network that reads the events and their history up to a group.
     *
     * @param layers checked by {@link LayerKeys#LAYER}
     */
    List<LayerSpec> layers(List<Section> layers, Optional<HistoryGroup> through);
  }

  /**
   * The member as it is among these features.
   *
   * @throws InvalidSpecException when a layer does not fit its input
   */
  MemberSpec at(Site site);

  /** Whether it is of a number alone. */
  default boolean isOfNumber() {
    return false;
  }

  /** Whether it is of classes alone. */
  default boolean isOfClasses() {
    return false;
  }

  /** Whether it takes what it reads as numbers side by side. */
  default boolean readsVectors() {
    return true;
  }
}
