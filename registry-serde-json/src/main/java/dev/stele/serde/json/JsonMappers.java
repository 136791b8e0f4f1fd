package dev.stele.serde.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import dev.stele.serde.internal.Classes;
import dev.stele.serde.json.internal.validation.ExactNumbers;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Utils;

/**
 * Jackson's mapper as the reference has it: exact decimals, NaN when read, java.time, Optional and
 * constructors by the names of their parameters. Limits of size and depth are Jackson's own.
 */
final class JsonMappers {
  /** Modules the reference brings and this artifact does not: used where the application does. */
  private static final List<String> OPTIONAL_MODULES =
      List.of(
          "com.fasterxml.jackson.datatype.guava.GuavaModule",
          "com.fasterxml.jackson.datatype.joda.JodaModule",
          "com.fasterxml.jackson.datatype.jsonorg.JsonOrgModule");

  private JsonMappers() {}

  static JsonMapper of(JsonSchemaSettings settings) {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .addModule(new ParameterNamesModule())
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .nodeFactory(new ExactNumbers())
            .configure(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, settings.failUnknownProperties())
            .configure(SerializationFeature.INDENT_OUTPUT, settings.indentOutput())
            .configure(
                SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, !settings.writeDatesIso8601());
    OPTIONAL_MODULES.forEach(name -> module(name).ifPresent(builder::addModule));
    settings
        .inclusion()
        .ifPresent(
            which -> builder.defaultPropertyInclusion(JsonInclude.Value.construct(which, which)));
    return builder.build();
  }

  private static Optional<Module> module(String name) {
    Class<?> found;
    try {
      found = Classes.find(name);
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
    return Optional.of((Module) Utils.newInstance(found));
  }
}
