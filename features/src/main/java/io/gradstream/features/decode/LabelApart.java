package io.gradstream.features.decode;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An event that may hold its own label: one of no use does not cost the event, which is usable
 * without it. Not so where the event must have the field for something else.
 *
 * @param label what is wrong with it, where it is; missing in the event then
 */
public record LabelApart(Decoded event, Optional<Decoded.Bad> label) {

  /**
   * @param decoded what became of the event as a whole
   * @param name of the label's field; of one that is not in the event nothing is found
   */
  public static LabelApart of(Decoded decoded, String name) {
    if (!(decoded instanceof Decoded.Good good) || good.setAside().isEmpty()) {
      return new LabelApart(decoded, Optional.empty());
    }
    List<Decoded.Bad> features = new ArrayList<>(good.setAside());
    Optional<Decoded.Bad> label =
        features.stream().filter(bad -> bad.field().equals(name)).findFirst();
    label.ifPresent(features::remove);
    return new LabelApart(new Decoded.Good(good.event(), features), label);
  }

  /** The same of another event. */
  public LabelApart with(Event other) {
    return new LabelApart(new Decoded.Good(other, ((Decoded.Good) event).setAside()), label);
  }
}
