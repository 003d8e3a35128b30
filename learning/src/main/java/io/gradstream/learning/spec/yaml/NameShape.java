package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.learning.spec.yaml.YamlValue.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of a closed list of names, each of which stands for a value.
 *
 * @param values what the names stand for, in their order
 */
public record NameShape<T>(List<String> names, List<T> values) implements Shape<T> {

  public NameShape {
    names = List.copyOf(names);
    values = List.copyOf(values);
  }

  /** Names that stand for themselves. */
  public static NameShape<String> of(String... names) {
    return new NameShape<>(List.of(names), List.of(names));
  }

  /** A first name; others follow by {@link #or}. */
  public static <T> NameShape<T> meaning(String name, T value) {
    return new NameShape<>(List.of(name), List.of(value));
  }

  /** Constants by their names in a spec, as {@code leakyRelu}. */
  @SafeVarargs
  public static <E extends Enum<E>> NameShape<E> of(E... constants) {
    List<E> values = new ArrayList<>();
    for (E constant : constants) {
      values.add(constant);
    }
    return new NameShape<>(values.stream().map(EnumNames::written).toList(), values);
  }

  /** All constants of an enum, in their order. */
  public static <E extends Enum<E>> NameShape<E> all(Class<E> type) {
    return of(type.getEnumConstants());
  }

  /** One name more. */
  public NameShape<T> or(String name, T value) {
    List<String> moreNames = new ArrayList<>(names);
    List<T> moreValues = new ArrayList<>(values);
    moreNames.add(name);
    moreValues.add(value);
    return new NameShape<>(moreNames, moreValues);
  }

  @Override
  public Optional<Object> check(YamlValue value, Place place, Findings findings) {
    if (!(value instanceof YamlValue.Scalar scalar) || scalar.kind() != Kind.TEXT) {
      return refuse(value, place, "Write one of them.", findings);
    }
    return names.contains(scalar.text())
        ? Optional.of(scalar.text())
        : refuse(value, place, wayOut(scalar.text()), findings);
  }

  @Override
  public Optional<T> made(Object checked) {
    return Optional.of(values.get(names.indexOf((String) checked)));
  }

  private String wayOut(String wrong) {
    return NearestName.of(wrong, names)
        .map(name -> "Did you mean " + name + "?")
        .orElse("Write one of them.");
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = Shape.typed("string");
    names.forEach(schema.putArray("enum")::add);
    return schema;
  }

  @Override
  public String words() {
    return names.size() == 1 ? names.get(0) : "one of " + String.join(", ", names);
  }
}
