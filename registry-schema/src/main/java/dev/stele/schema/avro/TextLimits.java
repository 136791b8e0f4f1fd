package dev.stele.schema.avro;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.SchemaSource;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The limits that must hold before Avro's parser sees a text, because its effort can grow much
 * faster than the text does.
 */
final class TextLimits {
  /**
   * Named types times JSON values, each counted over a text and those before it, summed over the
   * texts. Avro visits all that a named type reaches once for each, again after each text.
   */
  static final long MAX_VISITS = 50_000_000;

  /**
   * How deep JSON may be nested. Higher than {@link GraphDepth#MAX_DEPTH} allows types to be, since
   * a record takes three levels; the rest is for defaults and properties.
   */
  static final int MAX_NESTING = 500;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
              .build());

  private static final Set<String> NAMED = Set.of("record", "error", "enum", "fixed");

  private final Map<String, List<JsonNode>> records = new HashMap<>();
  private long types;
  private long values;
  private long visits;

  private TextLimits() {}

  /**
   * @throws InvalidSchemaException if a limit is exceeded; a text that is not even JSON passes
   */
  static void check(SchemaSource source) {
    TextLimits limits = new TextLimits();
    try {
      for (SchemaSource.Dependency dependency : source.dependencies()) {
        limits.add(JSON.readTree(dependency.text()));
      }
      limits.add(JSON.readTree(source.text()));
    } catch (StreamConstraintsException e) {
      throw new InvalidSchemaException(e.getOriginalMessage(), e);
    } catch (JsonProcessingException e) {
      // Avro gets as far as this and then says what is wrong, in its own words.
    }
    new UnfoldedDefaults(limits.records).check();
  }

  /**
   * Checks a text that Avro printed: it repeats types where the text it was made from only named
   * them, and must be readable again.
   *
   * @throws InvalidSchemaException if it is nested too deeply
   */
  static void checkNesting(String text) {
    try (JsonParser tokens = JSON.createParser(text)) {
      while (tokens.nextToken() != null) {
        // the parser counts
      }
    } catch (IOException e) {
      throw new InvalidSchemaException(String.valueOf(e.getMessage()), e);
    }
  }

  private void add(JsonNode text) {
    Deque<JsonNode> open = new ArrayDeque<>();
    open.push(text);
    while (!open.isEmpty()) {
      JsonNode value = open.pop();
      values++;
      if (value.isObject() && NAMED.contains(value.path("type").asText())) {
        types++;
        String name = value.path("name").asText();
        records.computeIfAbsent(simpleName(name), key -> new ArrayList<>()).add(value);
      }
      value.forEach(open::push);
    }
    visits += types * values;
    if (visits > MAX_VISITS) {
      throw new InvalidSchemaException(
          "Too large: %d named types in %d JSON values; with its references, their product may be %d"
              .formatted(types, values, MAX_VISITS));
    }
  }

  static String simpleName(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
