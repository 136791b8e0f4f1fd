package dev.stele.serde.json;

import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigException;

/** The draft of JSON Schema that schemas of Java classes are written in. */
enum JsonSchemaDraft {
  DRAFT_4("http://json-schema.org/draft-04/schema#"),
  DRAFT_6("http://json-schema.org/draft-06/schema#"),
  DRAFT_7("http://json-schema.org/draft-07/schema#"),
  DRAFT_2019_09("http://json-schema.org/draft/2019-09/schema#"),
  DRAFT_2020_12("http://json-schema.org/draft/2020-12/schema#");

  private final String uri;

  JsonSchemaDraft(String uri) {
    this.uri = uri;
  }

  /** What {@code $schema} says, in the spelling of the reference's generator. */
  String uri() {
    return uri;
  }

  static JsonSchemaDraft of(String setting, String text) {
    return Arrays.stream(values())
        .filter(draft -> draft.name().equalsIgnoreCase(text.strip()))
        .findAny()
        .orElseThrow(
            () ->
                new ConfigException(
                    setting,
                    text,
                    "take one of " + Arrays.toString(values()).toLowerCase(Locale.ROOT)));
  }
}
