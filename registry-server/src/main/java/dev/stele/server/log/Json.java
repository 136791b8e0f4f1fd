package dev.stele.server.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of records: compact UTF-8, members that are null or empty left out. A member that is
 * absent, null or empty reads the same.
 */
final class Json {
  /** No record needs more than a handful of levels. */
  static final int MAX_DEPTH = 32;

  // Written through the UTF-8 generator, as the reference does: it escapes what lies outside the
  // basic plane as surrogates, which a plain getBytes(UTF_8) would not.
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(MAX_DEPTH)
                      .maxStringLength(Integer.MAX_VALUE) // bounded by the size of a record
                      .build())
              .build());

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("A tree can always be written", e);
    }
  }

  /** Reads an object. */
  static JsonNode parse(String what, byte[] bytes) {
    JsonNode node;
    try {
      // As characters, since Jackson's byte parser refuses names with a lone surrogate, which its
      // generator writes.
      node =
          MAPPER.readTree(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new CorruptRecordException(what + " is not UTF-8");
    } catch (JsonProcessingException e) {
      throw new CorruptRecordException(what + " is not JSON: " + e.getOriginalMessage());
    }
    if (!node.isObject()) {
      throw new CorruptRecordException(what + " is not a JSON object");
    }
    return node;
  }

  static void put(ObjectNode to, String name, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      to.put(name, text);
    }
  }

  static void put(ObjectNode to, String name, @Nullable Boolean flag) {
    if (flag != null) {
      to.put(name, flag);
    }
  }

  static void put(ObjectNode to, String name, @Nullable Enum<?> constant) {
    if (constant != null) {
      to.put(name, constant.name());
    }
  }

  static void put(ObjectNode to, String name, Collection<String> texts) {
    if (!texts.isEmpty()) {
      texts.forEach(to.putArray(name)::add);
    }
  }

  static void put(ObjectNode to, String name, SortedMap<String, String> texts) {
    if (!texts.isEmpty()) {
      texts.forEach(to.putObject(name)::put);
    }
  }

  static void put(ObjectNode to, String name, @Nullable ObjectNode object) {
    if (object != null) {
      to.set(name, object);
    }
  }

  /** A text; empty if it is not there. */
  static String text(JsonNode from, String name) {
    String text = optionalText(from, name);
    return text == null ? "" : text;
  }

  static @Nullable String optionalText(JsonNode from, String name) {
    JsonNode node = member(from, name);
    if (node == null) {
      return null;
    }
    String text = text(node, () -> name);
    return text.isEmpty() ? null : text;
  }

  static int integer(JsonNode from, String name) {
    JsonNode node = member(from, name);
    if (node == null || !node.isIntegralNumber() || !node.canConvertToInt()) {
      throw wrong(name, "an integer", node);
    }
    return node.intValue();
  }

  static @Nullable Long optionalLong(JsonNode from, String name) {
    JsonNode node = member(from, name);
    if (node == null) {
      return null;
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrong(name, "an integer", node);
    }
    return node.longValue();
  }

  /** A flag; false if it is not there. */
  static boolean flag(JsonNode from, String name) {
    return Boolean.TRUE.equals(optionalFlag(from, name));
  }

  static @Nullable Boolean optionalFlag(JsonNode from, String name) {
    JsonNode node = member(from, name);
    if (node == null) {
      return null;
    }
    if (!node.isBoolean()) {
      throw wrong(name, "true or false", node);
    }
    return node.booleanValue();
  }

  static <E extends Enum<E>> @Nullable E optionalConstant(
      JsonNode from, String name, Class<E> type) {
    String text = optionalText(from, name);
    if (text == null) {
      return null;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw new CorruptRecordException(
        String.format(Locale.ROOT, "%s '%s' is unknown", name, Texts.shortened(text)));
  }

  static @Nullable JsonNode optionalObject(JsonNode from, String name) {
    JsonNode node = member(from, name);
    if (node != null && !node.isObject()) {
      throw wrong(name, "an object", node);
    }
    return node;
  }

  /** The elements of an array; none if it is not there. */
  static List<JsonNode> elements(JsonNode from, String name) {
    JsonNode node = member(from, name);
    if (node == null) {
      return List.of();
    }
    if (!node.isArray()) {
      throw wrong(name, "an array", node);
    }
    List<JsonNode> elements = new ArrayList<>(node.size());
    node.forEach(elements::add);
    return elements;
  }

  static List<String> texts(JsonNode from, String name) {
    List<String> texts = new ArrayList<>();
    elements(from, name).forEach(element -> texts.add(text(element, () -> name + "[]")));
    return texts;
  }

  static SortedMap<String, String> textMap(JsonNode from, String name) {
    SortedMap<String, String> texts = new TreeMap<>();
    JsonNode object = optionalObject(from, name);
    if (object != null) {
      object
          .properties()
          .forEach(
              member ->
                  texts.put(
                      member.getKey(),
                      text(
                          member.getValue(), () -> name + "." + Texts.shortened(member.getKey()))));
    }
    return texts;
  }

  private static String text(JsonNode node, Supplier<String> name) {
    if (!node.isTextual()) {
      throw wrong(name.get(), "a text", node);
    }
    return node.textValue();
  }

  private static @Nullable JsonNode member(JsonNode from, String name) {
    JsonNode node = from.get(name);
    return node == null || node.isNull() ? null : node;
  }

  private static CorruptRecordException wrong(
      String name, String expected, @Nullable JsonNode node) {
    return new CorruptRecordException(
        String.format(
            Locale.ROOT,
            "%s is %s, not %s",
            name,
            node == null ? "missing" : Texts.shortened(node.toString()),
            expected));
  }
}
