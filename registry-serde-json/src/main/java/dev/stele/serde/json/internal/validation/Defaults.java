package dev.stele.serde.json.internal.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.SpecificationVersion;
import dev.stele.schema.SchemaSource;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one schema says of properties that are left out, at every depth. Does not change once made,
 * and is thread-safe.
 */
public final class Defaults {
  /** The reference fills in nothing by newer ones. */
  private static final Set<SpecificationVersion> DRAFTS =
      EnumSet.of(
          SpecificationVersion.DRAFT_4, SpecificationVersion.DRAFT_6, SpecificationVersion.DRAFT_7);

  private final Map<String, JsonNode> values = new LinkedHashMap<>();
  private final Map<String, Defaults> properties = new HashMap<>();
  private final List<Defaults> first = new ArrayList<>();
  private final List<Defaults> combined = new ArrayList<>();
  private @Nullable Defaults otherProperties;
  private @Nullable Defaults items;

  private Defaults() {}

  /**
   * Reads a schema.
   *
   * @return null if it has no defaults, or is of a draft after 7
   * @throws IOException if it is no JSON
   */
  public static @Nullable Defaults of(SchemaSource source) throws IOException {
    Documents documents = new Documents(source);
    if (!DRAFTS.contains(documents.draft())) {
      return null;
    }
    Reader reader = new Reader(documents);
    Defaults all =
        reader.read(documents.root(), new Document(documents.address(), documents.root()));
    return reader.made.values().stream().allMatch(one -> one.values.isEmpty()) ? null : all;
  }

  /**
   * Fills in what a value leaves out. Of schemas that are combined, all count.
   *
   * @param value changes; what is filled in is its own
   */
  public void fillIn(JsonNode value) {
    fillIn(value, new IdentityHashMap<>());
  }

  /**
   * @param done what each value was filled in by: schemas may be made of themselves, and of several
   *     that lead to the same parts
   */
  private void fillIn(JsonNode value, IdentityHashMap<JsonNode, Set<Defaults>> done) {
    if (!value.isContainerNode()) {
      return;
    }
    Set<Defaults> here =
        done.computeIfAbsent(value, first -> Collections.newSetFromMap(new IdentityHashMap<>()));
    List<Defaults> todo = new ArrayList<>(List.of(this));
    while (!todo.isEmpty()) {
      Defaults next = todo.remove(todo.size() - 1);
      if (here.add(next)) {
        next.fillIntoParts(value, done);
        todo.addAll(next.combined);
      }
    }
  }

  private void fillIntoParts(JsonNode value, IdentityHashMap<JsonNode, Set<Defaults>> done) {
    if (value instanceof ObjectNode object) {
      fillIntoObject(object, done);
    } else if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        Defaults element = i < first.size() ? first.get(i) : items;
        if (element != null) {
          element.fillIn(array.get(i), done);
        }
      }
    }
  }

  private void fillIntoObject(ObjectNode object, IdentityHashMap<JsonNode, Set<Defaults>> done) {
    for (Map.Entry<String, JsonNode> there : object.properties()) {
      Defaults property = properties.getOrDefault(there.getKey(), otherProperties);
      if (property != null) {
        property.fillIn(there.getValue(), done);
      }
    }
    values.forEach(
        (name, value) -> {
          if (!object.has(name)) {
            object.set(name, value.deepCopy());
          }
        });
  }

  /** A text that schemas stand in, by which their references are resolved. */
  private record Document(String address, JsonNode root) {}

  private static final class Reader {
    private final Documents documents;
    private final Map<String, Document> opened = new HashMap<>();
    private final IdentityHashMap<JsonNode, Defaults> made = new IdentityHashMap<>();

    private Reader(Documents documents) {
      this.documents = documents;
    }

    Defaults read(JsonNode schema, Document in) {
      Defaults known = made.get(schema);
      if (known != null) {
        return known;
      }
      Defaults defaults = new Defaults();
      made.put(schema, defaults);
      if (schema.path("$ref").isTextual()) {
        addTarget(defaults, schema.get("$ref").textValue(), in);
        return defaults;
      }
      for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
        defaults.properties.put(property.getKey(), read(property.getValue(), in));
        if (property.getValue().has("default")) {
          defaults.values.put(property.getKey(), property.getValue().get("default"));
        }
      }
      if (schema.path("additionalProperties").isObject() && !schema.has("patternProperties")) {
        defaults.otherProperties = read(schema.get("additionalProperties"), in);
      }
      addItems(defaults, schema, in);
      for (String combinator : TypedBranches.COMBINATORS) {
        schema.path(combinator).forEach(branch -> defaults.combined.add(read(branch, in)));
      }
      return defaults;
    }

    private void addItems(Defaults defaults, JsonNode schema, Document in) {
      JsonNode items = schema.path("items");
      if (items.isArray()) {
        items.forEach(item -> defaults.first.add(read(item, in)));
        items = schema.path("additionalItems");
      }
      if (items.isObject()) {
        defaults.items = read(items, in);
      }
    }

    /** What a reference leads to has no defaults if it cannot be found: validation says so. */
    private void addTarget(Defaults defaults, String reference, Document in) {
      int hash = reference.indexOf('#');
      String address = hash < 0 ? reference : reference.substring(0, hash);
      String fragment = hash < 0 ? "" : reference.substring(hash + 1);
      Document document = address.isEmpty() ? in : document(address, in);
      if (document == null || !(fragment.isEmpty() || fragment.startsWith("/"))) {
        return;
      }
      JsonNode target = document.root.at(decoded(fragment));
      if (target.isObject()) {
        defaults.combined.add(read(target, document));
      }
    }

    private static String decoded(String fragment) {
      try {
        return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return fragment;
      }
    }

    /** Null if there is none, or it is no JSON. */
    private @Nullable Document document(String reference, Document in) {
      String address = AbsoluteIri.resolve(in.address, reference);
      Document known = opened.get(address);
      return known == null ? open(address) : known;
    }

    private @Nullable Document open(String address) {
      String text = documents.text(address);
      if (text == null) {
        return null;
      }
      try {
        Document document = new Document(address, SchemaTexts.read(text));
        opened.put(address, document);
        return document;
      } catch (IOException e) {
        return null;
      }
    }
  }
}
