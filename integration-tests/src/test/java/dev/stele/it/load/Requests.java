package dev.stele.it.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Requests at random about names that all clients share. For one thread. */
final class Requests {
  private static final int MEMBERS = 6;
  private static final int IDS = 40;

  private final Random random;
  private final TreeMap<Integer, Supplier<Call>> kinds = new TreeMap<>();
  private int total;

  Requests(Random random) {
    this.random = random;
    kind(26, this::register);
    kind(6, this::registerMany);
    kind(6, this::registerImported);
    kind(3, () -> Call.post(subject() + "?deleted=" + random.nextBoolean(), schema()));
    kind(3, () -> Call.post("/compatibility" + subject() + "/versions?explain=true", schema()));
    kind(5, () -> Call.get(subject() + "/versions/latest"));
    kind(4, () -> Call.get(subject() + "/versions?deleted=" + random.nextBoolean()));
    kind(8, () -> Call.get("/schemas/ids/" + id() + "?subject=" + context()));
    kind(3, () -> Call.get("/schemas/ids/" + id() + "/versions?subject=" + context()));
    kind(2, () -> Call.get("/subjects?deleted=" + random.nextBoolean()));
    kind(1, () -> Call.get("/schemas?latestOnly=true&subjectPrefix=" + context()));
    kind(9, () -> Call.delete(subject() + "/versions/" + version()));
    kind(9, () -> Call.delete(subject() + "/versions/" + version() + "?permanent=true"));
    kind(3, () -> Call.delete(subject()));
    kind(4, () -> Call.delete(subject() + "?permanent=true"));
    kind(3, this::config);
    kind(2, () -> Call.delete("/config/" + Names.encoded(shared())));
    kind(2, () -> Call.put("/mode/" + Names.encoded(shared()), object("mode", mode())));
    kind(3, () -> Call.delete("/mode/" + Names.encoded(shared())));
    kind(1, () -> Call.delete("/contexts/.b"));
  }

  Call next() {
    return kinds.higherEntry(random.nextInt(total)).getValue().get();
  }

  private void kind(int weight, Supplier<Call> requests) {
    total += weight;
    kinds.put(total, requests);
  }

  private Call register() {
    if (random.nextInt(12) == 0) {
      Format format = format();
      return Call.post(
          "/subjects/" + Names.encoded(pick(Names.bases(format))) + "/versions", format.base());
    }
    return Call.post(subject() + "/versions?normalize=" + (random.nextInt(4) == 0), schema());
  }

  private Call registerMany() {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    ArrayNode schemas = request.putArray("schemas");
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      schemas.add(schema().put("subject", shared()));
    }
    Format format = format();
    schemas.add(format.base().put("subject", pick(Names.bases(format).subList(0, 3))));
    return Call.post("/stele/v1/register?dryRun=" + (random.nextInt(5) == 0), request);
  }

  private Call registerImported() {
    ObjectNode schema = schema().put("id", id());
    if (random.nextBoolean()) {
      schema.put("version", 1 + random.nextInt(MEMBERS));
    }
    return Call.post("/subjects/" + Names.encoded(pick(Names.imported())) + "/versions", schema);
  }

  private Call config() {
    ObjectNode config =
        object("compatibility", pick(List.of("NONE", "BACKWARD", "FULL_TRANSITIVE")));
    if (random.nextInt(4) == 0) {
      config
          .putObject("defaultMetadata")
          .set("properties", object("team", "t" + random.nextInt(2)));
    }
    String scope = random.nextInt(4) == 0 ? ":.b:" : shared();
    return Call.put("/config/" + Names.encoded(scope), config);
  }

  private ObjectNode schema() {
    ObjectNode schema = format().schema(random.nextInt(MEMBERS), random.nextInt(4) == 0);
    if (random.nextInt(6) == 0) {
      schema.putObject("metadata").set("properties", object("owner", "o" + random.nextInt(2)));
    }
    if (random.nextInt(8) == 0) {
      ObjectNode rule = schema.putObject("ruleSet").putArray("domainRules").addObject();
      Map.of("name", "checked", "kind", "CONDITION", "mode", "WRITE", "type", "CEL", "expr", "true")
          .forEach(rule::put);
    }
    return schema;
  }

  private static ObjectNode object(String name, String value) {
    return JsonNodeFactory.instance.objectNode().put(name, value);
  }

  private String subject() {
    return "/subjects/" + Names.encoded(random.nextInt(8) == 0 ? pick(Names.imported()) : shared());
  }

  private String shared() {
    return pick(Names.shared());
  }

  private String context() {
    return Names.encoded(Names.context(random.nextInt(8) == 0 ? Names.IMPORTED : shared()));
  }

  private int id() {
    return 1 + random.nextInt(IDS);
  }

  private String version() {
    return random.nextInt(3) == 0 ? "latest" : String.valueOf(1 + random.nextInt(2 * MEMBERS));
  }

  private String mode() {
    return pick(List.of("READWRITE", "READWRITE", "READONLY"));
  }

  private Format format() {
    return pick(List.of(Format.values()));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
