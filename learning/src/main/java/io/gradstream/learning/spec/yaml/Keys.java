package io.gradstream.learning.spec.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Several keys of one object and the value they make, in one row: what is read is what is declared.
 *
 * <pre>{@code Keys.of(rate("0.01"), epsilon(), OptimizerSpec.Adagrad::new)}</pre>
 *
 * @param reader makes the value; empty where a key is needed that has none
 */
public record Keys<T>(List<Key<?>> keys, Function<Section, Optional<T>> reader) implements Part<T> {

  /** Makes a value of three. */
  public interface Of3<A, B, C, R> {
    R apply(A a, B b, C c);
  }

  /** Makes a value of four. */
  public interface Of4<A, B, C, D, R> {
    R apply(A a, B b, C c, D d);
  }

  /** Makes a value of five. */
  public interface Of5<A, B, C, D, E, R> {
    R apply(A a, B b, C c, D d, E e);
  }

  @Override
  public Optional<T> find(Section section) {
    return reader.apply(section);
  }

  /** The object as it is checked, of whatever keys. */
  public static Keys<Section> section(Key<?>... keys) {
    return new Keys<>(List.of(keys), Optional::of);
  }

  public static <A, R> Keys<R> of(Part<A> a, Function<? super A, ? extends R> make) {
    return new Keys<>(a.keys(), section -> a.find(section).map(make));
  }

  public static <A, B, R> Keys<R> of(
      Part<A> a, Part<B> b, BiFunction<? super A, ? super B, ? extends R> make) {
    return new Keys<>(
        joined(a, b),
        section -> a.find(section).flatMap(x -> b.find(section).map(y -> make.apply(x, y))));
  }

  public static <A, B, C, R> Keys<R> of(
      Part<A> a, Part<B> b, Part<C> c, Of3<? super A, ? super B, ? super C, ? extends R> make) {
    return applied(
        c, of(a, b, (x, y) -> (Function<C, R>) z -> make.apply(x, y, z)), joined(a, b, c));
  }

  public static <A, B, C, D, R> Keys<R> of(
      Part<A> a,
      Part<B> b,
      Part<C> c,
      Part<D> d,
      Of4<? super A, ? super B, ? super C, ? super D, ? extends R> make) {
    return applied(
        d,
        of(a, b, c, (x, y, z) -> (Function<D, R>) u -> make.apply(x, y, z, u)),
        joined(a, b, c, d));
  }

  public static <A, B, C, D, E, R> Keys<R> of(
      Part<A> a,
      Part<B> b,
      Part<C> c,
      Part<D> d,
      Part<E> e,
      Of5<? super A, ? super B, ? super C, ? super D, ? super E, ? extends R> make) {
    return applied(
        e,
        of(a, b, c, d, (x, y, z, u) -> (Function<E, R>) v -> make.apply(x, y, z, u, v)),
        joined(a, b, c, d, e));
  }

  /** What is made of all but the last, made whole by the last. */
  private static <L, R> Keys<R> applied(
      Part<L> last, Part<Function<L, R>> others, List<Key<?>> keys) {
    return new Keys<>(
        keys, section -> others.find(section).flatMap(make -> last.find(section).map(make)));
  }

  private static List<Key<?>> joined(Part<?>... parts) {
    List<Key<?>> keys = new ArrayList<>();
    for (Part<?> part : parts) {
      keys.addAll(part.keys());
    }
    return List.copyOf(keys);
  }
}
