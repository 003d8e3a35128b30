package io.gradstream.features.event;

import io.gradstream.schemas.DeadLetter.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * The values of one event while they are read. A value that breaks a rule costs the event where its
 * field must be there; otherwise it is set aside, and missing. Reusable; not thread safe.
 */
public final class FieldValues {

  private final EventField[] fields;
  private final List<Decoded.Bad> setAside = new ArrayList<>(0);
  private Object[] values; // [fields]; null: missing
  private boolean nothing; // the record says that something is no more

  public FieldValues(EventSchema schema) {
    fields = schema.fields().toArray(EventField[]::new);
    clear();
  }

  /** Begins the next event. */
  public void clear() {
    values = new Object[fields.length];
    setAside.clear();
    nothing = false;
  }

  /** Says that the record holds no event, but that something is no more. */
  public void setNothing() {
    nothing = true;
  }

  public boolean isNothing() {
    return nothing;
  }

  /** Sets a field's value, which keeps to the rules. */
  public void set(int field, Object value) {
    values[field] = value;
  }

  /**
   * Sets a field's value, or sets it aside.
   *
   * @throws BadFieldException see {@link #setAside}
   */
  void setOrAside(int field, Supplier<Object> value) {
    try {
      values[field] = value.get();
    } catch (BadFieldException e) {
      setAside(field, e);
    }
  }

  public boolean isMissing(int field) {
    return values[field] == null;
  }

  /**
   * Goes on without a value.
   *
   * @throws BadFieldException that one, when the event must have the field, or when its record can
   *     be read no further
   */
  public void setAside(int field, BadFieldException broken) {
    Decoded.Bad bad = broken.toDecoded();
    if (fields[field].required() || bad.reason() == Reason.MALFORMED) {
      throw broken;
    }
    values[field] = null;
    setAside.add(bad);
  }

  /** The event. */
  public Decoded.Good event() {
    return new Decoded.Good(Event.owning(values), setAside);
  }

  /** What became of the record. */
  public Decoded decoded() {
    return nothing ? new Decoded.Empty() : event();
  }

  /**
   * Takes over what was read by other means, field by field.
   *
   * @param places index here of each of that event's fields
   */
  public void take(Decoded.Good part, int[] places) {
    for (int i = 0; i < places.length; i++) {
      values[places[i]] = part.event().value(i);
    }
    setAside.addAll(part.setAside());
  }

  @Override
  public String toString() {
    return Arrays.toString(values) + " without " + setAside;
  }
}
