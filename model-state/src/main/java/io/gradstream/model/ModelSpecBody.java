package io.gradstream.model;

import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.schemas.BoundedDecoder;
import io.gradstream.schemas.MalformedRecordException;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.avro.io.BinaryEncoder;

/**
 * A {@link ModelSpec} as {@code snapshot-7.avsc} lays it out. Enums are written by name. Before
 * format 7 no answer had bounds, before format 6 there were neither windows nor class centers,
 * before format 5 no time had a unit and all classes were declared, before format 4 there were no
 * members of any layers, before format 3 no pools; format 1 differs in the targets as well: its
 * features and layers are the first branches of today's.
 */
final class ModelSpecBody {

  /** The first format whose answers may have bounds. */
  static final int INTERVALS = 7;

  private ModelSpecBody() {}

  static void write(int format, ModelSpec spec, BinaryEncoder out) throws IOException {
    out.writeString(spec.learner());
    out.writeLong(spec.seed());
    AvroArrays.write(spec.events().fields(), out, ModelSpecBody::writeField);
    out.writeString(spec.events().zone().getId());
    OptionalText.write(spec.keyField(), out);
    AvroArrays.write(spec.features(), out, FeatureBody.FEATURES::write);
    TargetBody.TARGETS.write(spec.target(), out);
    LayerBody.writeAll(spec.layers(), out);
    PoolBody.write(spec.pool(), out);
    if (format >= INTERVALS) {
      Optional<Double> intervals = spec.target().intervals();
      out.writeIndex(intervals.isPresent() ? 1 : 0);
      if (intervals.isPresent()) {
        out.writeDouble(intervals.get());
      }
    }
  }

  static ModelSpec read(int format, BoundedDecoder in) {
    String learner = in.readString();
    long seed = in.readLong();
    List<EventField> fields = AvroArrays.read(in, ModelSpecBody::readField);
    EventSchema events = new EventSchema(fields, ZoneId.of(in.readString()));
    int depth = LayerBody.DEEPEST;
    ModelSpec spec =
        new ModelSpec(
            learner,
            seed,
            events,
            OptionalText.read(in),
            AvroArrays.read(in, from -> FeatureBody.FEATURES.read(from, depth)),
            (format == 1 ? TargetBody.TARGETS_1 : TargetBody.TARGETS).read(in, depth),
            LayerBody.readAll(in, depth),
            format < 3 ? Optional.empty() : PoolBody.read(in));
    return format < INTERVALS ? spec : withIntervals(spec, in);
  }

  private static ModelSpec withIntervals(ModelSpec spec, BoundedDecoder in) {
    int branch = in.readIndex();
    return switch (branch) {
      case 0 -> spec;
      case 1 -> spec.withIntervals(in.readDouble());
      default -> throw new MalformedRecordException("intervals have no branch " + branch);
    };
  }

  private static void writeField(EventField field, BinaryEncoder out) throws IOException {
    out.writeString(field.name());
    out.writeString(FieldBody.type(field));
    out.writeBoolean(field.required());
  }

  private static EventField readField(BoundedDecoder in) {
    return FieldBody.field(in.readString(), in.readString(), in.readBoolean());
  }
}
