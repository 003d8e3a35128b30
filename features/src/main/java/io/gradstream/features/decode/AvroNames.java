package io.gradstream.features.decode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * A writer's schema by the reader's names, so that Avro resolves the one to the other. Types meet
 * where they stand: a record's own name does not matter, and the aliases of its fields work
 * whatever it is. A field of the writer that has the reader's name is that field, before any that
 * an alias leads to. What the reader does not know keeps its place under any name. All names are
 * {@linkplain #plain plain}.
 */
final class AvroNames {

  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");

  private final Map<Schema, Map<Schema, Schema>> known = new IdentityHashMap<>();

  private AvroNames() {}

  /** The writer's schema, renamed. */
  static Schema ofReader(Schema reader, Schema writer) {
    return new AvroNames().named(reader, writer);
  }

  private Schema named(Schema reader, Schema writer) {
    if (writer.isUnion()) {
      return union(reader, writer);
    }
    Schema like = counterpart(reader, writer).orElse(null);
    return like == null ? writer : likeBranch(like, writer);
  }

  private Schema union(Schema reader, Schema writer) {
    List<Schema> branches = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Schema branch : writer.getTypes()) {
      Schema like = counterpart(reader, branch).orElse(null);
      Schema named = like == null ? branch : likeBranch(like, branch);
      branches.add(taken.add(named.getFullName()) ? named : branch);
    }
    return branches.stream().map(Schema::getFullName).distinct().count() == branches.size()
        ? Schema.createUnion(branches)
        : writer;
  }

  /**
   * What the reader has for a type of the writer: a type by its name, by an alias for it, or else
   * the first of its kind.
   */
  static Optional<Schema> counterpart(Schema reader, Schema writer) {
    List<Schema> like =
        AvroPath.branches(reader).stream()
            .filter(branch -> branch.getType() == writer.getType())
            .toList();
    return like.stream()
        .filter(branch -> branch.getFullName().equals(writer.getFullName()))
        .findFirst()
        .or(() -> like.stream().filter(branch -> hasAlias(branch, writer)).findFirst())
        .or(() -> like.stream().findFirst());
  }

  private static boolean hasAlias(Schema reader, Schema writer) {
    return isNamed(reader) && reader.getAliases().contains(writer.getFullName());
  }

  private static boolean isNamed(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM, FIXED -> true;
      case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, BYTES, ARRAY, MAP, UNION -> false;
    };
  }

  private Schema likeBranch(Schema reader, Schema writer) {
    return switch (writer.getType()) {
      case RECORD -> record(reader, writer);
      case MAP ->
          with(Schema.createMap(named(reader.getValueType(), writer.getValueType())), writer);
      case ARRAY ->
          with(Schema.createArray(named(reader.getElementType(), writer.getElementType())), writer);
      case ENUM ->
          with(
              Schema.createEnum(
                  plain(reader.getFullName()),
                  null,
                  null,
                  writer.getEnumSymbols(),
                  writer.getEnumDefault()),
              writer);
      case FIXED ->
          with(
              Schema.createFixed(plain(reader.getFullName()), null, null, writer.getFixedSize()),
              writer);
      case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, BYTES, UNION -> writer;
    };
  }

  /** The same type with all that else is said of the writer's, as what its bytes mean. */
  private static Schema with(Schema made, Schema writer) {
    writer.getObjectProps().forEach(made::addProp);
    return made;
  }

  private Schema record(Schema reader, Schema writer) {
    Map<Schema, Schema> pairs = known.computeIfAbsent(writer, of -> new IdentityHashMap<>());
    Schema before = pairs.get(reader);
    if (before != null) {
      return before;
    }
    Schema made = Schema.createRecord(plain(reader.getFullName()), null, null, false);
    pairs.put(reader, made);
    Map<String, Schema.Field> read = readAs(reader, writer);
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : writer.getFields()) {
      Schema.Field as = read.get(field.name());
      fields.add(
          as == null
              ? new Schema.Field(unread(field, reader), field.schema())
              : new Schema.Field(plain(as.name()), named(as.schema(), field.schema())));
    }
    made.setFields(fields);
    return made;
  }

  private static String unread(Schema.Field field, Schema reader) {
    String name = plain(field.name());
    return reader.getFields().stream().anyMatch(read -> plain(read.name()).equals(name))
        ? "_unread" + field.pos()
        : name;
  }

  /**
   * A name that Avro makes schemas by: one that registries allow and Avro does not is written with
   * the codes of its odd characters.
   */
  static String plain(String name) {
    return PLAIN.matcher(name).matches()
        ? name
        : name.codePoints()
            .mapToObj(
                character ->
                    character == '.' || character < 128 && Character.isLetter(character)
                        ? Character.toString(character)
                        : "_%x_".formatted(character))
            .collect(Collectors.joining());
  }

  /** By the name of each field of the writer that is read: the field it is read as. */
  private static Map<String, Schema.Field> readAs(Schema reader, Schema writer) {
    Map<String, Schema.Field> read = new HashMap<>();
    for (Schema.Field field : reader.getFields()) {
      if (writer.getField(field.name()) != null) {
        read.put(field.name(), field);
      }
    }
    for (Schema.Field field : reader.getFields()) {
      if (writer.getField(field.name()) == null) {
        field.aliases().stream()
            .filter(alias -> writer.getField(alias) != null && !read.containsKey(alias))
            .findFirst()
            .ifPresent(alias -> read.put(alias, field));
      }
    }
    return read;
  }
}
