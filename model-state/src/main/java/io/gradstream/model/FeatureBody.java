package io.gradstream.model;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.encode.FeatureSpec.Scaling;
import io.gradstream.schemas.BoundedDecoder;

/** Every kind of {@link FeatureSpec} as {@code snapshot-7.avsc} lays it out. */
final class FeatureBody {

  static final Union<Scaling> SCALINGS =
      new Union<Scaling>("scaling")
          .add(new Scaling.None(), Scaling.None.class)
          .add(
              Scaling.Divide.class,
              (scaling, out) -> out.writeFloat(scaling.by()),
              (in, depth) -> new Scaling.Divide(in.readFloat()))
          .add(new Scaling.Online(), Scaling.Online.class);

  static final Union<FeatureSpec> FEATURES =
      new Union<FeatureSpec>("features")
          .add(
              FeatureSpec.Numeric.class,
              (feature, out) -> out.writeString(feature.field()),
              (in, depth) -> new FeatureSpec.Numeric(in.readString()))
          .add(
              FeatureSpec.Flag.class,
              (feature, out) -> out.writeString(feature.field()),
              (in, depth) -> new FeatureSpec.Flag(in.readString()))
          .add(
              FeatureSpec.TimeParts.class,
              (feature, out) -> {
                out.writeString(feature.field());
                AvroArrays.write(feature.parts(), out, (part, to) -> to.writeString(part.name()));
              },
              (in, depth) ->
                  new FeatureSpec.TimeParts(
                      in.readString(),
                      AvroArrays.read(in, from -> FeatureSpec.TimePart.valueOf(from.readString()))))
          .add(
              FeatureSpec.Category.class,
              (feature, out) -> {
                out.writeString(feature.field());
                out.writeInt(feature.embed());
                out.writeInt(feature.capacity());
              },
              (in, depth) -> new FeatureSpec.Category(in.readString(), in.readInt(), in.readInt()))
          .add(
              FeatureSpec.Numbers.class,
              (feature, out) -> {
                out.writeString(feature.field());
                AvroArrays.write(feature.shape(), out, (length, to) -> to.writeInt(length));
                SCALINGS.write(feature.scaling(), out);
              },
              (in, depth) ->
                  new FeatureSpec.Numbers(
                      in.readString(),
                      AvroArrays.read(in, BoundedDecoder::readInt),
                      SCALINGS.read(in, depth)))
          .add(
              FeatureSpec.Tokens.class,
              (feature, out) -> {
                out.writeString(feature.field());
                out.writeString(feature.unit().name());
                out.writeInt(feature.length());
                out.writeInt(feature.vocabulary());
                out.writeString(feature.alphabet());
              },
              (in, depth) ->
                  new FeatureSpec.Tokens(
                      in.readString(),
                      FeatureSpec.Unit.valueOf(in.readString()),
                      in.readInt(),
                      in.readInt(),
                      in.readString()))
          .add(
              FeatureSpec.Window.class,
              (feature, out) -> {
                AvroArrays.write(feature.fields(), out, (field, to) -> to.writeString(field));
                out.writeInt(feature.steps());
                out.writeLong(feature.stride());
                out.writeString(feature.time());
                OptionalText.write(feature.by(), out);
                out.writeInt(feature.entities());
              },
              (in, depth) ->
                  new FeatureSpec.Window(
                      AvroArrays.read(in, BoundedDecoder::readString),
                      in.readInt(),
                      in.readLong(),
                      in.readString(),
                      OptionalText.read(in),
                      in.readInt()));

  private FeatureBody() {}
}
