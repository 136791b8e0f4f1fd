package dev.stele.server.http.confluent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.CompatibilityLevel;
import dev.stele.server.domain.Config;
import dev.stele.server.domain.Metadata;
import dev.stele.server.domain.Rule;
import dev.stele.server.domain.RuleSet;
import dev.stele.server.http.HttpException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JSON as this API spells it. */
final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
          .build();

  /** Prints a config in the form of an update. */
  private static final ObjectMapper UPDATES =
      MAPPER
          .copy()
          .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
          .addMixIn(Config.class, UpdateForm.class)
          .addMixIn(Metadata.class, NotEmpty.class)
          .addMixIn(RuleSet.class, NotEmpty.class)
          .addMixIn(Rule.class, NotEmpty.class);

  private static final Pattern QUALIFIED_NAME = Pattern.compile("`[a-z][^`]*[.$]([^.$`]*)`");
  private static final String OBJECT_START = " (for Object starting at";

  private Json() {}

  private interface UpdateForm {
    @JsonProperty("compatibility")
    CompatibilityLevel compatibilityLevel();
  }

  // What is within a config leaves out what is empty all the same.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private interface NotEmpty {}

  /** Leaves out what is null or empty. */
  static Buffer print(Object value) {
    return print(MAPPER, value);
  }

  /** A config as the API takes it; leaves out what is null. */
  static Buffer printUpdate(Config config) {
    return print(UPDATES, config);
  }

  /** The answer to a mode being set: the request again, to the letter. */
  static Buffer printMode(@Nullable String spelling) {
    return print(MAPPER, MAPPER.createObjectNode().put("mode", spelling));
  }

  private static Buffer print(ObjectMapper mapper, Object value) {
    try {
      return Buffer.buffer(mapper.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Parses a body.
   *
   * @return null if it is empty or the JSON {@code null}
   * @throws HttpException 400 in the reference registry's words
   */
  static <T> @Nullable T parse(Buffer body, Class<T> type) {
    byte[] bytes = body.getBytes();
    if (bytes.length == 0) {
      return null;
    }
    try {
      return MAPPER.readValue(bytes, type);
    } catch (JsonProcessingException e) {
      throw new HttpException(400, message(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // reading from memory
    }
  }

  /**
   * Reads a part of a body that was parsed.
   *
   * @throws HttpException as {@link #parse} does
   */
  static <T> T convert(ObjectNode part, Class<T> type) {
    try {
      return MAPPER.treeToValue(part, type);
    } catch (JsonProcessingException e) {
      throw new HttpException(400, message(e));
    }
  }

  // The reference registry strips the package of the first class named (ours may be nested), and
  // where it happened.
  private static String message(JsonProcessingException error) {
    String message = String.valueOf(error.getOriginalMessage());
    int end = message.indexOf(OBJECT_START);
    Matcher name = QUALIFIED_NAME.matcher(end < 0 ? message : message.substring(0, end));
    return name.replaceFirst("`$1`");
  }
}
