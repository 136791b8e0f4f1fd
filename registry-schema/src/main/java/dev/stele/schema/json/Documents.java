package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.SchemaSource.Dependency;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A schema text and those it references, and what a {@code $ref} in them means. Referenced texts
 * are read when they are first needed; nothing is ever fetched. Not thread-safe.
 */
final class Documents {
  /** The base of a document of the newer drafts that has no identifier. */
  private static final URI UNNAMED = URI.create("mem://input/");

  /** How often one reference may lead to the next without a schema in between. */
  static final int MAX_REFS_IN_A_ROW = 100;

  private final JsonTexts reader;
  private final Document root;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, String> namesByUri = new HashMap<>();
  private final Map<String, Read> read = new HashMap<>();
  private final Map<String, Document> metaSchemas = new HashMap<>();

  /**
   * @param reader what has read the content
   * @param dependencies what it references; of two with one name the first counts
   * @throws InvalidSchemaException if the content's draft or identifier is not a URI
   */
  Documents(JsonTexts reader, JsonNode content, List<Dependency> dependencies) {
    this.reader = reader;
    Dialect dialect = Dialect.of(content);
    root = new Document("", content, dialect.isModern() ? UNNAMED : Uris.NONE, dialect);
    checkHead();
    for (Dependency dependency : dependencies) {
      texts.putIfAbsent(dependency.name(), dependency.text());
      namesByUri.putIfAbsent(uriOf(dependency.name()).toString(), dependency.name());
    }
  }

  /** What the reference registry looks at in the text as a whole. */
  private void checkHead() {
    JsonNode schema = root().schema();
    JsonNode draft = schema.path("$schema");
    refuseIf(!draft.isMissingNode() && !draft.isTextual(), "$schema is not a string");
    if (root().dialect().isModern()) {
      refuseIf(!Uris.fragment(root().base().toString()).isEmpty(), "$id has a fragment");
      // They can be found under $defs, too, so they must look like that.
      for (JsonNode each : schema.path("definitions")) {
        boolean isSchema = each.isObject() || each.isBoolean();
        refuseIf(schema.get("definitions").isObject() && !isSchema, "a definition is no schema");
      }
    }
  }

  private void refuseIf(boolean wrong, String reason) {
    if (wrong) {
      throw Refusal.invalid(root(), reason);
    }
  }

  /** What a reference's name means, relative to the text that is asked about. */
  private URI uriOf(String name) {
    URI base = root.root().base();
    try {
      // The reference registry does not remove dots from a name, though it does from a $ref.
      return base.equals(UNNAMED) && !URI.create(name).isAbsolute()
          ? URI.create(UNNAMED + name)
          : URI.create(Uris.withoutEmptyFragment(Uris.resolve(base, name).toString()));
    } catch (IllegalArgumentException | InvalidSchemaException e) {
      return Uris.NONE; // nothing can mean it
    }
  }

  /** The whole of the text that is asked about. */
  Place root() {
    return root.root();
  }

  /**
   * What a {@code $ref} stands for.
   *
   * @param from the schema it stands in
   * @throws InvalidSchemaException if nothing is there, or in the newer drafts if it leads only
   *     back to itself
   */
  Place resolve(Place from, String ref) {
    Place target = target(from, ref);
    if (from.dialect().isModern()) {
      checkEnd(from, target);
    }
    return target;
  }

  private void checkEnd(Place from, Place target) {
    Set<Place> passed = new HashSet<>(Set.of(from));
    Place place = target;
    while (passed.add(place)) {
      JsonNode next = place.schema().path("$ref");
      if (!next.isTextual()) {
        return;
      }
      if (passed.size() > MAX_REFS_IN_A_ROW) {
        throw Refusal.tooLarge("Too large: more than " + MAX_REFS_IN_A_ROW + " $refs in a row");
      }
      place = target(place, next.textValue());
    }
    throw Refusal.invalid(from, "$ref leads only back to itself");
  }

  private Place target(Place from, String ref) {
    if (ref.isEmpty() && !from.dialect().isModern()) {
      throw Refusal.invalid(from, "$ref is empty");
    }
    String uri = Uris.withoutEmptyFragment(Uris.resolve(from.base(), ref).toString());
    boolean modern = from.dialect().isModern();
    Place target = ref.equals("#") && !modern ? null : from.document().named(uri);
    if (target == null) {
      target = modern ? modern(from, ref, uri) : old(from, ref, uri);
    }
    if (target == null) {
      throw Refusal.invalid(from, "nothing is at $ref \"" + ref + "\"");
    }
    return target;
  }

  /**
   * Drafts 4 to 7, as the reference registry reads them: {@code #} is the top of the text even
   * inside of a schema that has an identifier, and so is an anchor that nobody defines. Slashes at
   * the end do not count.
   */
  private @Nullable Place old(Place from, String ref, String uri) {
    Place whole = ref.startsWith("#") ? from.document().root() : whole(from, ref, uri);
    return follow(whole, Uris.fragment(ref).replaceFirst("/+$", ""));
  }

  /** Drafts 2019-09 and 2020-12: {@code #} is the innermost schema that has an identifier. */
  private @Nullable Place modern(Place from, String ref, String uri) {
    Place whole = whole(from, ref, uri);
    String fragment = Uris.fragment(ref);
    return fragment.isEmpty() || fragment.startsWith("/")
        ? follow(whole, fragment)
        : whole.document().named(Uris.anchored(whole.base().toString(), fragment));
  }

  /** The schema that a reference means before its fragment is looked at. */
  private Place whole(Place from, String ref, String uri) {
    String target = Uris.withoutFragment(uri);
    Place top = from.document().root();
    if (target.equals(Uris.withoutFragment(top.base().toString()))) {
      return top;
    }
    Place named = from.document().named(target);
    if (named != null) {
      return named;
    }
    Place referenced = referenced(from, Uris.withoutFragment(ref), target);
    if (referenced == null) {
      throw Refusal.invalid(
          from, "no reference is named as $ref \"" + ref + "\" says, and nothing is fetched");
    }
    return referenced;
  }

  /** The text that has this name, that gives itself this name, or that everybody knows. */
  private @Nullable Place referenced(Place from, String ref, String target) {
    boolean literally = from.dialect().isModern() && texts.containsKey(ref);
    String name = literally ? ref : namesByUri.get(target);
    if (name != null) {
      return document(name, from).root();
    }
    Place place = root.named(target);
    for (String each : texts.keySet()) {
      Document document = read(each).document();
      place = place == null && document != null ? document.named(target) : place;
    }
    return place == null && !from.dialect().isModern() ? metaSchema(target) : place;
  }

  private Document document(String name, Place referrer) {
    Read reading = read(name);
    if (reading.document() == null) {
      throw Refusal.invalid(
          referrer, "the text of reference \"" + name + "\" cannot be used: " + reading.failure());
    }
    return reading.document();
  }

  /**
   * What came of reading a reference's text; a failure does no harm as long as nothing refers to
   * it.
   */
  private record Read(@Nullable Document document, String failure) {}

  private Read read(String name) {
    return read.computeIfAbsent(name, this::tryToRead);
  }

  private Read tryToRead(String name) {
    try {
      JsonNode content = reader.read(texts.getOrDefault(name, ""));
      Dialect dialect = Dialect.of(content, root.dialect());
      return new Read(new Document(name, content, uriOf(name), dialect), "");
    } catch (InvalidSchemaException e) {
      return new Read(null, e.reason());
    }
  }

  private @Nullable Place metaSchema(String uri) {
    JsonNode content = MetaSchemas.of(uri);
    if (content == null) {
      return null;
    }
    Document known =
        metaSchemas.computeIfAbsent(
            uri, same -> new Document(uri, content, URI.create(uri), Dialect.of(content)));
    return known.root();
  }

  /**
   * Goes from a schema to a part of it.
   *
   * @param fragment without the {@code #}: steps after slashes; what is before the first is not
   *     looked at
   */
  private static @Nullable Place follow(Place from, String fragment) {
    List<String> steps = Arrays.asList(fragment.split("/", -1));
    Place place = from;
    for (String escaped : steps.subList(1, steps.size())) {
      String step = unescaped(escaped);
      JsonNode part = part(place, step);
      if (part == null) {
        return null;
      }
      place = place.child(part, step);
    }
    return place;
  }

  private static @Nullable JsonNode part(Place place, String step) {
    JsonNode schema = place.schema();
    if (schema.isArray()) {
      return step.matches("\\d{1,9}") ? schema.get(Integer.parseInt(step)) : null;
    }
    JsonNode part = schema.get(step);
    // At the top of a text, what is under the old keyword can be found under the new one, too.
    return part == null && step.equals("$defs") && place.path() == null
        ? schema.get("definitions")
        : part;
  }

  private static String unescaped(String step) {
    return URI.create("#" + step).getFragment().replace("~1", "/").replace("~0", "~");
  }
}
