package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A draft of JSON Schema. */
enum Dialect {
  DRAFT_4("json-schema.org/draft-04/schema"),
  DRAFT_6("json-schema.org/draft-06/schema"),
  DRAFT_7("json-schema.org/draft-07/schema"),
  DRAFT_2019_09("json-schema.org/draft/2019-09/schema"),
  DRAFT_2020_12("json-schema.org/draft/2020-12/schema");

  private final String metaSchema;

  Dialect(String metaSchema) {
    this.metaSchema = metaSchema;
  }

  /** The draft of a document of its own: draft 7 if it declares none that is known. */
  static Dialect of(JsonNode document) {
    return declared(document).orElse(DRAFT_7);
  }

  /**
   * The draft of a document that another one refers to. It may choose among the old drafts or among
   * the new ones, as its referrer does, and follows its referrer otherwise.
   */
  static Dialect of(JsonNode document, Dialect referrer) {
    return declared(document)
        .filter(dialect -> dialect.isModern() == referrer.isModern())
        .orElse(referrer);
  }

  /** Neither the scheme counts nor what follows, as an empty fragment. */
  private static Optional<Dialect> declared(JsonNode document) {
    String uri = document.path("$schema").asText().replaceFirst("^https?://", "");
    return Arrays.stream(values()).filter(dialect -> uri.startsWith(dialect.metaSchema)).findAny();
  }

  /** Whether this is a draft that came after draft 7. */
  boolean isModern() {
    return compareTo(DRAFT_2019_09) >= 0;
  }

  /** The keyword whose value names a schema and changes what relative references mean in it. */
  String idKeyword() {
    return this == DRAFT_4 ? "id" : "$id";
  }

  /** The keywords whose values name a place in a document. */
  List<String> anchorKeywords() {
    return switch (this) {
      case DRAFT_4, DRAFT_6, DRAFT_7 -> List.of();
      case DRAFT_2019_09 -> List.of("$anchor");
      case DRAFT_2020_12 -> List.of("$anchor", "$dynamicAnchor");
    };
  }
}
