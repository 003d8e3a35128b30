package io.gradstream.model;

import io.gradstream.features.EventField;
import io.gradstream.features.EventSchema;
import io.gradstream.features.FeatureSpec;
import io.gradstream.features.FieldType;
import io.gradstream.network.Activation;
import io.gradstream.network.LayerSpec;
import io.gradstream.schemas.BoundedDecoder;
import io.gradstream.schemas.MalformedRecordException;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.avro.io.BinaryEncoder;

/** A {@link ModelSpec} as {@code snapshot-1.avsc} lays it out. Enums are written by name. */
final class ModelSpecBody {

  private static final int NUMERIC = 0;
  private static final int FLAG = 1;
  private static final int TIME_PARTS = 2;
  private static final int CATEGORY = 3;

  private static final int BINARY = 0;
  private static final int MULTI_CLASS = 1;
  private static final int REGRESSION = 2;

  private static final int DENSE = 0;

  private ModelSpecBody() {}

  static void write(ModelSpec spec, BinaryEncoder out) throws IOException {
    out.writeString(spec.learner());
    out.writeLong(spec.seed());
    AvroArrays.write(spec.events().fields(), out, ModelSpecBody::writeField);
    out.writeString(spec.events().zone().getId());
    out.writeIndex(spec.keyField().isPresent() ? 1 : 0);
    if (spec.keyField().isPresent()) {
      out.writeString(spec.keyField().get());
    }
    AvroArrays.write(spec.features(), out, ModelSpecBody::writeFeature);
    writeTarget(spec.target(), out);
    AvroArrays.write(spec.layers(), out, ModelSpecBody::writeLayer);
  }

  static ModelSpec read(BoundedDecoder in) {
    String learner = in.readString();
    long seed = in.readLong();
    List<EventField> fields = AvroArrays.read(in, ModelSpecBody::readField);
    EventSchema events = new EventSchema(fields, ZoneId.of(in.readString()));
    return new ModelSpec(
        learner,
        seed,
        events,
        readKeyField(in),
        AvroArrays.read(in, ModelSpecBody::readFeature),
        readTarget(in),
        AvroArrays.read(in, ModelSpecBody::readLayer));
  }

  private static void writeField(EventField field, BinaryEncoder out) throws IOException {
    out.writeString(field.name());
    out.writeString(field.type().name());
    out.writeBoolean(field.required());
  }

  private static EventField readField(BoundedDecoder in) {
    return new EventField(in.readString(), FieldType.valueOf(in.readString()), in.readBoolean());
  }

  private static Optional<String> readKeyField(BoundedDecoder in) {
    int branch = in.readIndex();
    return switch (branch) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(in.readString());
      default -> throw unknownBranch("keyField", branch);
    };
  }

  private static void writeFeature(FeatureSpec feature, BinaryEncoder out) throws IOException {
    out.writeIndex(branch(feature));
    out.writeString(feature.field());
    if (feature instanceof FeatureSpec.TimeParts time) {
      AvroArrays.write(time.parts(), out, (part, to) -> to.writeString(part.name()));
    } else if (feature instanceof FeatureSpec.Category category) {
      out.writeInt(category.embed());
      out.writeInt(category.capacity());
    }
  }

  private static int branch(FeatureSpec feature) {
    if (feature instanceof FeatureSpec.Numeric) {
      return NUMERIC;
    } else if (feature instanceof FeatureSpec.Flag) {
      return FLAG;
    } else if (feature instanceof FeatureSpec.TimeParts) {
      return TIME_PARTS;
    } else if (feature instanceof FeatureSpec.Category) {
      return CATEGORY;
    }
    throw new IllegalStateException("a feature without a place in the schema: " + feature);
  }

  private static FeatureSpec readFeature(BoundedDecoder in) {
    int branch = in.readIndex();
    return switch (branch) {
      case NUMERIC -> new FeatureSpec.Numeric(in.readString());
      case FLAG -> new FeatureSpec.Flag(in.readString());
      case TIME_PARTS ->
          new FeatureSpec.TimeParts(
              in.readString(),
              AvroArrays.read(in, from -> FeatureSpec.TimePart.valueOf(from.readString())));
      case CATEGORY -> new FeatureSpec.Category(in.readString(), in.readInt(), in.readInt());
      default -> throw unknownBranch("features", branch);
    };
  }

  private static void writeTarget(TargetSpec target, BinaryEncoder out) throws IOException {
    if (target instanceof TargetSpec.Binary binary) {
      out.writeIndex(BINARY);
      out.writeString(binary.positive());
    } else if (target instanceof TargetSpec.MultiClass multiClass) {
      out.writeIndex(MULTI_CLASS);
      AvroArrays.write(multiClass.classes(), out, (name, to) -> to.writeString(name));
    } else if (target instanceof TargetSpec.Regression regression) {
      out.writeIndex(REGRESSION);
      out.writeString(regression.field());
    } else {
      throw new IllegalStateException("a target without a place in the schema: " + target);
    }
  }

  private static TargetSpec readTarget(BoundedDecoder in) {
    int branch = in.readIndex();
    return switch (branch) {
      case BINARY -> new TargetSpec.Binary(in.readString());
      case MULTI_CLASS ->
          new TargetSpec.MultiClass(AvroArrays.read(in, BoundedDecoder::readString));
      case REGRESSION -> new TargetSpec.Regression(in.readString());
      default -> throw unknownBranch("target", branch);
    };
  }

  private static void writeLayer(LayerSpec layer, BinaryEncoder out) throws IOException {
    if (layer instanceof LayerSpec.DenseSpec dense) {
      out.writeIndex(DENSE);
      out.writeInt(dense.width());
      out.writeString(dense.activation().name());
    } else {
      throw new IllegalStateException("a layer without a place in the schema: " + layer);
    }
  }

  private static LayerSpec readLayer(BoundedDecoder in) {
    int branch = in.readIndex();
    return switch (branch) {
      case DENSE -> new LayerSpec.DenseSpec(in.readInt(), Activation.valueOf(in.readString()));
      default -> throw unknownBranch("layers", branch);
    };
  }

  private static MalformedRecordException unknownBranch(String field, int branch) {
    return new MalformedRecordException(field + " has no branch " + branch);
  }
}
