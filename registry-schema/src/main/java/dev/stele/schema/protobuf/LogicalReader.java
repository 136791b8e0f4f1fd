package dev.stele.schema.protobuf;

import com.squareup.wire.schema.Field.Label;
import com.squareup.wire.schema.internal.parser.EnumConstantElement;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.logical.Effort;
import dev.stele.schema.logical.LogicalSchema;
import dev.stele.schema.logical.LogicalType;
import dev.stele.schema.logical.LogicalType.ArrayOf;
import dev.stele.schema.logical.LogicalType.Branch;
import dev.stele.schema.logical.LogicalType.Enumeration;
import dev.stele.schema.logical.LogicalType.Field;
import dev.stele.schema.logical.LogicalType.MapOf;
import dev.stele.schema.logical.LogicalType.MultisetOf;
import dev.stele.schema.logical.LogicalType.Named;
import dev.stele.schema.logical.LogicalType.Simple;
import dev.stele.schema.logical.LogicalType.Struct;
import dev.stele.schema.logical.LogicalType.Symbol;
import dev.stele.schema.logical.LogicalType.Union;
import dev.stele.schema.logical.Notes;
import dev.stele.schema.logical.Properties;
import dev.stele.schema.logical.Slot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One reading of a Protobuf file as logical types. Its first message is the root; other types are
 * declarations if they are not inside of another, or contain themselves.
 */
final class LogicalReader {
  private final Effort effort = new Effort();
  private final NamedTypes named = new NamedTypes();
  private final Map<String, LogicalType> declared = new LinkedHashMap<>();
  private final Map<String, LogicalType> external = new LinkedHashMap<>();
  private final Set<Scope> open = new HashSet<>();

  private LogicalReader() {}

  /**
   * @param scope the file's package
   * @throws InvalidSchemaException if it has no message, or something has no logical type
   */
  static LogicalSchema read(FileSet files, Scope scope) {
    LogicalReader reader = new LogicalReader();
    String namespace = files.root().getPackageName();
    Slot root =
        files.root().getTypes().isEmpty() ? reader.exported(files) : reader.own(files, scope);
    return new LogicalSchema(namespace, reader.declared, reader.external, Map.of(), root);
  }

  /** A file that only hands on another is that one's first message. */
  private Slot exported(FileSet files) {
    for (FileSet.Imported imported : files.imports()) {
      String name = imported.reference().name();
      if (files.root().getPublicImports().contains(name)) {
        String prefix = imported.file().getPackageName();
        for (var type : imported.file().getTypes()) {
          return Slot.required(
              new Named(prefix == null ? type.getName() : prefix + "." + type.getName()));
        }
      }
    }
    throw new InvalidSchemaException("Protobuf file has no top-level messages");
  }

  private Slot own(FileSet files, Scope scope) {
    List<Scope> messages = new ArrayList<>();
    List<Scope> enums = new ArrayList<>();
    files
        .root()
        .getTypes()
        .forEach(
            type ->
                (type instanceof MessageElement ? messages : enums)
                    .add(scope.type(type.getName())));
    if (messages.isEmpty()) {
      throw new InvalidSchemaException("Protobuf file has no top-level messages");
    }
    List<Scope> all = new ArrayList<>(messages);
    all.addAll(enums);
    messages.forEach(message -> named.collectNested(message, all));
    all.forEach(type -> declared.put(name(type), new Struct(List.of())));
    all.forEach(type -> declared.put(name(type), body(type)));
    return root(messages.get(0));
  }

  /** Without a name, unless others need it. */
  private Slot root(Scope message) {
    Optional<LogicalType> value = Scalars.wrapped(name(message));
    if (value.isPresent()) {
      declared.clear();
      return Slot.optional(value.get());
    }
    String name = name(message);
    boolean needed =
        declared.entrySet().stream()
            .anyMatch(
                one ->
                    one.getKey().startsWith(name + ".")
                        || LogicalSchema.names(one.getValue()).contains(name));
    LogicalType body = declared.get(name);
    if (needed || body == null) {
      return Slot.required(new Named(name));
    }
    declared.remove(name);
    return Slot.required(body);
  }

  private static String name(Scope scope) {
    return scope.fullName().substring(1);
  }

  private LogicalType body(Scope scope) {
    return scope.declared().type() instanceof EnumElement enumeration
        ? enumeration(enumeration, scope)
        : struct(scope);
  }

  private static Enumeration enumeration(EnumElement element, Scope scope) {
    List<Symbol> symbols = new ArrayList<>();
    for (EnumConstantElement constant : element.getConstants()) {
      Meta meta = Meta.of(constant.getOptions(), scope, Meta.ENUM_VALUE);
      symbols.add(new Symbol(constant.getName(), new Notes(meta.doc(), List.of(), meta.params())));
    }
    return new Enumeration(symbols, Meta.of(element.getOptions(), scope, Meta.ENUM).notes());
  }

  private Struct struct(Scope scope) {
    MessageElement message = (MessageElement) scope.declared().type();
    List<Field> fields = new ArrayList<>();
    message.getFields().forEach(field -> fields.add(field(field, scope)));
    message
        .getOneOfs()
        .forEach(oneof -> fields.add(new Field(oneof.getName(), union(oneof, scope))));
    Meta meta = Meta.of(message.getOptions(), scope, Meta.MESSAGE);
    return new Struct(fields, meta.checks(), meta.notes());
  }

  private Slot union(OneOfElement oneof, Scope scope) {
    List<Branch> branches = new ArrayList<>();
    for (FieldElement field : oneof.getFields()) {
      Meta meta = Meta.of(field.getOptions(), scope, Meta.FIELD);
      Notes notes = new Notes(meta.doc(), List.of(), meta.notes().params());
      branches.add(new Branch(field.getName(), slot(field, scope, meta).nullable(true), notes));
    }
    return Slot.optional(new Union(branches));
  }

  private Field field(FieldElement element, Scope scope) {
    Meta meta = Meta.of(element.getOptions(), scope, Meta.FIELD);
    Slot slot = slot(element, scope, meta);
    boolean implied = element.getLabel() == Label.REPEATED || isMap(element.getType());
    return new Field(
        element.getName(),
        slot,
        Scalars.initial(slot.type(), element, meta),
        implied,
        meta.checks(),
        meta.notes());
  }

  private static boolean isMap(String type) {
    return type.startsWith("map<");
  }

  private Slot slot(FieldElement element, Scope scope, Meta meta) {
    return effort.place(
        () -> {
          if (isMap(element.getType())) {
            return map(element.getType(), scope, meta);
          }
          return element.getLabel() == Label.REPEATED
              ? repeated(element, scope, meta)
              : single(element, scope, meta);
        });
  }

  private Slot map(String type, Scope scope, Meta meta) {
    int comma = type.indexOf(',');
    Slot key = typed(type.substring(4, comma).trim(), scope, meta, false);
    String valueType = type.substring(comma + 1, type.length() - 1).trim();
    boolean message = scope.resolve(valueType).filter(NamedTypes::isMessage).isPresent();
    return mapLike(key, typed(valueType, scope, meta, message), meta, false);
  }

  private static Slot mapLike(Slot key, Slot value, Meta meta, boolean nullable) {
    if (!meta.param(Properties.FLINK_TYPE).equals(Optional.of(Properties.MULTISET))) {
      return new Slot(new MapOf(key, value), nullable);
    }
    if (value.type() != Simple.INT) {
      throw new InvalidSchemaException("The counts of a multiset are no integers");
    }
    return new Slot(new MultisetOf(key), nullable);
  }

  private Slot repeated(FieldElement element, Scope scope, Meta meta) {
    boolean nullable =
        meta.param(Meta.NOT_NULL).filter(no -> !Boolean.parseBoolean(no)).isPresent();
    Optional<Scope> message = scope.resolve(element.getType()).filter(NamedTypes::isMessage);
    if (message.filter(NamedTypes::isEntry).isPresent()) {
      Struct entry = struct(message.get());
      return mapLike(slotOf(entry, "key"), slotOf(entry, "value"), meta, nullable);
    }
    Slot item =
        meta.flag(Meta.WRAPPED) && message.isPresent()
            ? payload(message.get())
            : typed(element.getType(), scope, meta, false);
    return new Slot(new ArrayOf(item), nullable);
  }

  private static Slot slotOf(Struct struct, String name) {
    return struct.fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow()
        .slot();
  }

  private Slot single(FieldElement element, Scope scope, Meta meta) {
    Optional<Scope> message = scope.resolve(element.getType()).filter(NamedTypes::isMessage);
    if (meta.flag(Meta.WRAPPED) && message.isPresent() && isInline(message.get())) {
      return payload(message.get()).nullable(true);
    }
    boolean nullable =
        element.getLabel() == Label.OPTIONAL
            || meta.param(Meta.NOT_NULL)
                .map(no -> !Boolean.parseBoolean(no))
                .orElse(message.isPresent());
    return typed(element.getType(), scope, meta, nullable);
  }

  /** What a message holds that is only there to hold it. */
  private Slot payload(Scope wrapper) {
    for (Field field : struct(wrapper).fields()) {
      if (field.name().equals(Meta.WRAPPED_FIELD)) {
        return field.slot();
      }
    }
    throw new InvalidSchemaException("A wrapper has no field \"value\": " + name(wrapper));
  }

  private boolean isInline(Scope message) {
    return !declared.containsKey(name(message)) && !NamedTypes.isReferenced(message);
  }

  private Slot typed(String type, Scope scope, Meta meta, boolean nullable) {
    Optional<LogicalType> scalar = Scalars.of(type, meta);
    if (scalar.isPresent()) {
      return new Slot(scalar.get(), nullable);
    }
    Scope target =
        scope
            .resolve(type)
            .orElseThrow(() -> new InvalidSchemaException("Could not resolve type: " + type));
    Optional<LogicalType> value = Scalars.wrapped(name(target));
    return value.isPresent()
        ? Slot.optional(value.get())
        : new Slot(
            Scalars.message(name(target), meta).orElseGet(() -> reference(target)), nullable);
  }

  private LogicalType reference(Scope target) {
    String name = name(target);
    if (NamedTypes.isReferenced(target)) {
      if (!external.containsKey(name)) {
        external.put(name, new Struct(List.of())); // ends the recursion
        external.put(name, body(target));
      }
      return new Named(name);
    }
    if (declared.containsKey(name)) {
      return new Named(name);
    }
    if (!open.add(target)) {
      throw new InvalidSchemaException(name + " contains itself, and is declared elsewhere");
    }
    LogicalType body = body(target);
    open.remove(target);
    return body;
  }
}
