package dev.stele.serde.json.internal.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.SpecificationVersion;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaSource.Dependency;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The texts a schema is made of, by the addresses a {@code $ref} may have for them. */
final class Documents {
  /** Where a text without an address of its own is: relative references are to what is beside. */
  private static final String UNNAMED = "mem://input/schema";

  private final Map<String, String> byAddress = new LinkedHashMap<>();
  private final Map<String, String> byName = new LinkedHashMap<>();
  private final JsonNode root;
  private final SpecificationVersion draft;
  private final String address;

  Documents(SchemaSource source) throws IOException {
    JsonNode read = SchemaTexts.read(source.text());
    this.draft = SchemaTexts.draft(read).orElse(SpecificationVersion.DRAFT_7);
    this.root = SchemaTexts.withDraft(read, draft);
    this.address = SchemaTexts.id(root, draft).filter(Documents::isAbsolute).orElse(UNNAMED);
    byAddress.put(address, SchemaTexts.print(root));
    for (Dependency dependency : source.dependencies()) {
      byName.putIfAbsent(dependency.name(), dependency.text());
      byAddress.putIfAbsent(AbsoluteIri.resolve(address, dependency.name()), dependency.text());
    }
    for (Dependency dependency : source.dependencies()) {
      String text = dependency.text();
      id(text).filter(Documents::isAbsolute).ifPresent(id -> byAddress.putIfAbsent(id, text));
    }
  }

  private Optional<String> id(String text) {
    try {
      return SchemaTexts.id(SchemaTexts.read(text), draft);
    } catch (IOException e) {
      return Optional.empty(); // told of when something refers to it
    }
  }

  private static boolean isAbsolute(String iri) {
    return iri.indexOf(':') > 0;
  }

  JsonNode root() {
    return root;
  }

  SpecificationVersion draft() {
    return draft;
  }

  String address() {
    return address;
  }

  /** The text of an address; null if nothing registered has it. */
  @Nullable String text(String wanted) {
    String text = byAddress.get(wanted);
    if (text == null) {
      text = byName.get(wanted);
    }
    if (text != null) {
      return text;
    }
    // What a reference refers to in turn is named in its own terms.
    return byName.entrySet().stream()
        .filter(named -> wanted.endsWith("/" + named.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }
}
