package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.learning.spec.yaml.Section.Checked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list of so many items of one shape. An item that broke its rule is left out. */
public record ListShape<T>(Shape<T> item, int fewest, int most) implements Shape<List<T>> {

  @Override
  public Optional<Object> check(YamlValue value, Place place, Findings findings) {
    if (!(value instanceof YamlValue.Items items)) {
      return refuse(value, place, "Put it in brackets: [...].", findings);
    }
    int count = items.values().size();
    if (count < fewest || count > most) {
      String shown = count == 1 ? "1 item" : count + " items";
      findings.add(place, "must be " + words(), shown, "Add or remove items.");
    }
    return Optional.of(checked(items.values(), place, findings));
  }

  @Override
  public Optional<List<T>> made(Object checked) {
    List<T> made = new ArrayList<>();
    for (Object valid : (List<?>) checked) {
      item.made(((Checked) valid).value()).ifPresent(made::add);
    }
    return Optional.of(List.copyOf(made));
  }

  private List<Checked> checked(List<YamlValue> values, Place place, Findings findings) {
    List<Checked> checked = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Place at = place.item(i, values.get(i).line());
      item.check(values.get(i), at, findings)
          .ifPresent(valid -> checked.add(new Checked(at, valid)));
    }
    return checked;
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = Shape.typed("array").put("minItems", fewest).put("maxItems", most);
    schema.set("items", item.schema());
    return schema;
  }

  @Override
  public String words() {
    return "a list of " + fewest + ".." + most + " items";
  }
}
