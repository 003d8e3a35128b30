package io.gradstream.model;

import io.gradstream.features.history.HistoryGroup;
import io.gradstream.schemas.BoundedDecoder;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.io.BinaryEncoder;

/** A {@link PoolSpec} as {@code snapshot-7.avsc} lays it out; null where there is none. */
final class PoolBody {

  static final Union<MemberSpec> MEMBERS =
      new Union<MemberSpec>("member")
          .add(
              MemberSpec.Perceptron.class,
              (member, out) -> {
                OptionalText.write(member.through().map(Enum::name), out);
                AvroArrays.write(member.hidden(), out, (width, to) -> to.writeInt(width));
                out.writeFloat(member.learningRate());
                out.writeString(member.anchor().name());
              },
              (in, depth) ->
                  new MemberSpec.Perceptron(
                      group(in),
                      AvroArrays.read(in, BoundedDecoder::readInt),
                      in.readFloat(),
                      Anchor.valueOf(in.readString())))
          .add(
              MemberSpec.Linear.class,
              (member, out) -> {
                OptionalText.write(member.from().map(Enum::name), out);
                out.writeString(member.anchor().name());
              },
              (in, depth) -> new MemberSpec.Linear(group(in), Anchor.valueOf(in.readString())))
          .add(
              MemberSpec.Layers.class,
              (member, out) -> {
                OptionalText.write(member.through().map(Enum::name), out);
                LayerBody.writeAll(member.layers(), out);
                out.writeFloat(member.learningRate());
                out.writeString(member.anchor().name());
              },
              (in, depth) ->
                  new MemberSpec.Layers(
                      group(in),
                      LayerBody.readAll(in, depth),
                      in.readFloat(),
                      Anchor.valueOf(in.readString())))
          .add(
              MemberSpec.Memory.class,
              (member, out) -> {
                out.writeInt(member.examples());
                out.writeString(member.anchor().name());
              },
              (in, depth) -> new MemberSpec.Memory(in.readInt(), Anchor.valueOf(in.readString())))
          .add(
              MemberSpec.Own.class,
              (member, out) -> out.writeString(member.category()),
              (in, depth) -> new MemberSpec.Own(in.readString()))
          .add(
              MemberSpec.Discriminant.class,
              (member, out) -> OptionalText.write(member.through().map(Enum::name), out),
              (in, depth) -> new MemberSpec.Discriminant(group(in)));

  private PoolBody() {}

  private static Optional<HistoryGroup> group(BoundedDecoder in) {
    return OptionalText.read(in).map(HistoryGroup::valueOf);
  }

  static void write(Optional<PoolSpec> pool, BinaryEncoder out) throws IOException {
    out.writeIndex(pool.isPresent() ? 1 : 0);
    if (pool.isPresent()) {
      write(pool.get(), out);
    }
  }

  private static void write(PoolSpec pool, BinaryEncoder out) throws IOException {
    List<HistoryGroup> history = pool.history().stream().sorted().toList();
    AvroArrays.write(history, out, (group, to) -> to.writeString(group.name()));
    out.writeBoolean(pool.season());
    out.writeBoolean(pool.replay());
    out.writeString(pool.mix().name());
    AvroArrays.write(pool.members(), out, MEMBERS::write);
  }

  static Optional<PoolSpec> read(BoundedDecoder in) {
    if (in.readIndex() == 0) {
      return Optional.empty();
    }
    List<HistoryGroup> groups =
        AvroArrays.read(in, from -> HistoryGroup.valueOf(from.readString()));
    Set<HistoryGroup> history = EnumSet.noneOf(HistoryGroup.class);
    history.addAll(groups);
    return Optional.of(
        new PoolSpec(
            history,
            in.readBoolean(),
            in.readBoolean(),
            PoolSpec.Mix.valueOf(in.readString()),
            AvroArrays.read(in, from -> MEMBERS.read(from, LayerBody.DEEPEST))));
  }
}
