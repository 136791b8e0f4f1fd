package dev.stele.serde.json.internal.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import com.networknt.schema.resource.InputStreamSource;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.json.BoundedPattern;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Holds JSON against one schema. Nothing is ever fetched: what the schema refers to is registered
 * with it. Immutable and thread-safe.
 */
public final class SchemaValidator {
  private static final int MAX_FINDINGS = 10;
  private static final int MAX_VALUE_CHARS = 100;

  private final Schema schema;

  SchemaValidator(Schema schema) {
    this.schema = schema;
  }

  /**
   * Makes the validator of a schema.
   *
   * @throws IOException if it is no JSON, is no schema, or refers to what is not registered with it
   */
  public static SchemaValidator of(SchemaSource source) throws IOException {
    Documents documents = new Documents(source);
    return new SchemaValidator(compiled(registry(documents), documents));
  }

  static SchemaRegistry registry(Documents documents) {
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .locale(Locale.ENGLISH)
            .regularExpressionFactory(regex -> pattern(regex)::find)
            .build();
    return SchemaRegistry.builder()
        .defaultDialectId(documents.draft().getDialectId())
        .dialectRegistry(Drafts.REGISTRY)
        .schemaRegistryConfig(config)
        .schemaLoader(
            loader ->
                loader
                    .allow(iri -> isKnown(documents, iri))
                    .resourceLoaders(loaders -> loaders.add(iri -> resource(documents, iri))))
        .build();
  }

  static Schema compiled(SchemaRegistry registry, Documents documents) throws IOException {
    try {
      Schema schema = registry.getSchema(SchemaLocation.of(documents.address()), documents.root());
      schema.initializeValidators();
      return schema;
    } catch (SchemaException | PatternSyntaxException e) {
      throw new IOException("the schema cannot be validated with: " + e.getMessage(), e);
    }
  }

  private static BoundedPattern pattern(String regex) {
    return BoundedPattern.of(regex);
  }

  /** The library would look on the class path, too; it has the drafts' own schemas there. */
  private static boolean isKnown(Documents documents, AbsoluteIri iri) {
    return documents.text(iri.toString()) != null
        || iri.toString().matches("https?://json-schema\\.org/draft.*");
  }

  private static @Nullable InputStreamSource resource(Documents documents, AbsoluteIri iri) {
    String text = documents.text(iri.toString());
    if (text == null) {
      return null;
    }
    return () -> {
      JsonNode read = SchemaTexts.read(text);
      SpecificationVersion draft = SchemaTexts.draft(read).orElse(documents.draft());
      String known = SchemaTexts.print(SchemaTexts.withDraft(read, draft));
      return new ByteArrayInputStream(known.getBytes(StandardCharsets.UTF_8));
    };
  }

  /** Whether the schema allows a value; no if that is nested too deep to tell. */
  public boolean allows(JsonNode value) {
    return findings(value) == null;
  }

  /**
   * What a schema does not allow in a value: the place, the keyword, why, and the value found
   * there.
   *
   * @return null if nothing
   */
  public @Nullable String findings(JsonNode value) {
    List<Error> errors;
    try {
      errors = schema.validate(value);
    } catch (StackOverflowError e) {
      return "it is nested too deep to be validated";
    }
    return errors.isEmpty() ? null : text(errors);
  }

  private static String text(List<Error> errors) {
    StringBuilder text = new StringBuilder();
    for (Error error : errors.subList(0, Math.min(errors.size(), MAX_FINDINGS))) {
      text.append(text.isEmpty() ? "" : "; ").append(sentence(error));
    }
    if (errors.size() > MAX_FINDINGS) {
      text.append("; and ").append(errors.size() - MAX_FINDINGS).append(" more");
    }
    return text.toString();
  }

  private static String sentence(Error error) {
    String place = error.getInstanceLocation().toString();
    JsonNode value = error.getInstanceNode();
    return (place.isEmpty() ? "the whole message" : place)
        + ": "
        + error.getMessage()
        + " ("
        + error.getKeyword()
        + (value == null ? "" : ", found " + shortened(value.toString()))
        + ")";
  }

  private static String shortened(String text) {
    return text.length() <= MAX_VALUE_CHARS ? text : text.substring(0, MAX_VALUE_CHARS - 1) + "…";
  }
}
