package dev.stele.schema.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.InvalidSchemaException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads JSON and prints it again: layout lost, values, their order and their exact decimals kept.
 * One reader is for one schema and all it references, since its limits hold for their sum.
 */
final class JsonTexts {
  /** How deep JSON may be nested. */
  static final int MAX_NESTING = 500;

  /** How many values the texts of a schema may have together. */
  static final int MAX_VALUES = 1_000_000;

  /** Decimals beyond this are refused: their digits would not fit into memory. */
  static final int MAX_EXPONENT = 100_000;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private int values;

  /**
   * Reads a text up to the end of its first value; what follows is not looked at.
   *
   * @throws InvalidSchemaException if it is not JSON, or a limit is exceeded
   */
  JsonNode read(String text) {
    try (Counter parser = new Counter(JSON.createParser(text))) {
      JsonNode read = JSON.readTree(parser);
      if (read == null || read.isMissingNode()) {
        throw Refusal.unreadable("the text is empty");
      }
      if (parser.notANumber) {
        throw Refusal.invalid("NaN and Infinity are no numbers of JSON");
      }
      return read;
    } catch (JsonProcessingException e) {
      throw Refusal.unreadable(e.getOriginalMessage());
    } catch (IOException e) {
      throw Refusal.unreadable(String.valueOf(e.getMessage()));
    }
  }

  static String print(JsonNode value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same value, the keys of all its objects in the order of their UTF-16 code units. */
  static JsonNode sorted(JsonNode value) {
    if (value.isArray()) {
      ArrayNode array = JSON.createArrayNode();
      for (JsonNode element : value) {
        array.add(sorted(element));
      }
      return array;
    }
    if (value.isObject()) {
      Map<String, JsonNode> fields = new TreeMap<>();
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        fields.put(field.getKey(), sorted(field.getValue()));
      }
      ObjectNode object = JSON.createObjectNode();
      return object.setAll(fields);
    }
    return value;
  }

  /** Watches the limits that Jackson does not know. */
  private final class Counter extends JsonParserDelegate {
    private boolean notANumber;

    Counter(JsonParser parser) {
      super(parser);
    }

    @Override
    public JsonToken nextToken() throws IOException {
      JsonToken token = super.nextToken();
      if (token != null && !token.isStructEnd() && ++values > MAX_VALUES) {
        throw Refusal.tooLarge("Too large: more than " + MAX_VALUES + " names and values");
      }
      if (getParsingContext().getNestingDepth() > MAX_NESTING) {
        throw Refusal.tooLarge("Too large: JSON nested more than " + MAX_NESTING + " deep");
      }
      if (token == JsonToken.VALUE_NUMBER_FLOAT) {
        checkNumber();
      }
      return token;
    }

    private void checkNumber() throws IOException {
      if (isNaN()) {
        notANumber = true;
        return;
      }
      if (!hasHandyExponent()) {
        throw Refusal.tooLarge("Too large: the exponent of the number " + getText());
      }
    }

    private boolean hasHandyExponent() throws IOException {
      try {
        BigDecimal number = getDecimalValue();
        return Math.abs((long) number.precision() - number.scale()) <= MAX_EXPONENT;
      } catch (NumberFormatException e) {
        return false; // it has more digits than an int
      }
    }
  }
}
