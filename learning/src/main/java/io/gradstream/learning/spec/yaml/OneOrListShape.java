package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One value, or a list of values.
 *
 * @param <S> what each item of the list is
 * @param <T> what either of them is
 */
public record OneOrListShape<S, T>(Shape<T> one, ListShape<S> list, Function<List<S>, T> ofList)
    implements Shape<T> {

  @Override
  public Optional<Object> check(YamlValue value, Place place, Findings findings) {
    return value instanceof YamlValue.Items
        ? list.check(value, place, findings)
        : one.check(value, place, findings);
  }

  @Override
  public Optional<T> made(Object checked) {
    return checked instanceof List ? list.made(checked).map(ofList) : one.made(checked);
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.putArray("anyOf").add(one.schema()).add(list.schema());
    return schema;
  }

  @Override
  public String words() {
    return one.words() + ", or a list of " + list.item().words();
  }
}
