package dev.stele.serde.json.internal.generator;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedClassResolver;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.jsontype.impl.MinimalClassNameIdResolver;
import com.fasterxml.jackson.databind.util.ClassUtil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What Jackson's annotations say of classes with a common base. */
record Subtypes(ObjectMapper mapper) {
  /**
   * How JSON tells a class from others of its base.
   *
   * @param property the name of the property that does
   * @param id its value
   */
  record Identity(String property, String id) {}

  /** The classes that stand for a base; empty if it is none. */
  List<Class<?>> of(Class<?> base) {
    List<Class<?>> found = new ArrayList<>();
    collect(base, found, new HashSet<>());
    return found;
  }

  private void collect(Class<?> base, List<Class<?>> found, Set<Class<?>> seen) {
    if (!seen.add(base)) {
      return;
    }
    for (Class<?> subtype : direct(base)) {
      int before = found.size();
      boolean isBase = subtype == base;
      if (!isBase) {
        collect(subtype, found, seen);
      }
      if (found.size() == before && !found.contains(subtype)) {
        found.add(subtype);
      }
    }
  }

  private List<Class<?>> direct(Class<?> base) {
    DeserializationConfig config = mapper.getDeserializationConfig();
    AnnotatedClass annotated =
        AnnotatedClassResolver.resolveWithoutSuperTypes(config, base, config);
    if (annotated.getAnnotation(JsonTypeInfo.class) == null) {
      return List.of();
    }
    JsonSubTypes named = base.getDeclaredAnnotation(JsonSubTypes.class);
    if (named != null) {
      return Arrays.stream(named.value()).<Class<?>>map(JsonSubTypes.Type::value).toList();
    }
    // Named by a mixin, or registered with the mapper.
    List<Class<?>> registered = new ArrayList<>();
    for (NamedType type :
        mapper.getSubtypeResolver().collectAndResolveSubtypesByClass(config, annotated)) {
      if (type.getType() != base && base.isAssignableFrom(type.getType())) {
        registered.add(type.getType());
      }
    }
    if (registered.isEmpty() && base.isSealed()) {
      return List.of(base.getPermittedSubclasses());
    }
    return registered;
  }

  /**
   * How a class is told from others of its base; empty if it is not.
   *
   * @throws JsonMappingException if it is told by something else than a property
   */
  Optional<Identity> identity(JavaType type) throws JsonMappingException {
    JavaType base = base(type);
    TypeSerializer serializer =
        base == null
            ? null
            : mapper
                .getSerializerFactory()
                .createTypeSerializer(mapper.getSerializationConfig(), base);
    if (base == null || serializer == null) {
      return Optional.empty();
    }
    JsonTypeInfo.As inclusion = serializer.getTypeInclusion();
    if (inclusion != JsonTypeInfo.As.PROPERTY && inclusion != JsonTypeInfo.As.EXISTING_PROPERTY) {
      throw new JsonMappingException(
          null,
          "no schema can be made of "
              + type.getRawClass().getName()
              + ", whose type is told by JsonTypeInfo.As."
              + inclusion
              + ": tell it by a property, or write the schema in @JsonSchemaText");
    }
    if (serializer.getPropertyName() == null) {
      return Optional.empty(); // told by the properties it has
    }
    String id =
        serializer.getTypeIdResolver() instanceof MinimalClassNameIdResolver
            ? minimalName(base.getRawClass(), type.getRawClass())
            : serializer.getTypeIdResolver().idFromValueAndType(null, type.getRawClass());
    return Optional.of(new Identity(serializer.getPropertyName(), id));
  }

  private static JavaType base(JavaType type) {
    for (JavaType base : ClassUtil.findSuperTypes(type, null, false)) {
      if (base.getRawClass().isAnnotationPresent(JsonTypeInfo.class)) {
        return base;
      }
    }
    boolean isOwnSubtype =
        Optional.ofNullable(type.getRawClass().getDeclaredAnnotation(JsonSubTypes.class)).stream()
            .flatMap(named -> Arrays.stream(named.value()))
            .anyMatch(subtype -> subtype.value() == type.getRawClass());
    return isOwnSubtype ? type : type.getSuperClass();
  }

  /** Jackson's own way needs an object: without the package, if that is the base's. */
  private static String minimalName(Class<?> base, Class<?> type) {
    String packagePrefix = base.getPackageName() + ".";
    String name = type.getName();
    return name.startsWith(packagePrefix) ? name.substring(packagePrefix.length() - 1) : name;
  }
}
