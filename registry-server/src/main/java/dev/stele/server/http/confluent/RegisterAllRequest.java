package dev.stele.server.http.confluent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.server.domain.Draft;
import dev.stele.server.domain.RegisterAll;
import dev.stele.server.domain.RegisterAll.Entry;
import dev.stele.server.domain.Subject;
import dev.stele.server.domain.VersionSpec;
import dev.stele.server.http.HttpException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body that registers many schemas: each the body that would register it alone, with the
 * subject beside it. References may leave their version out, or call it {@code latest}.
 */
record RegisterAllRequest(@Nullable List<@Nullable JsonNode> schemas) {
  /**
   * What is asked for.
   *
   * @throws HttpException 422 or 400 if it cannot be understood, naming the entry
   */
  RegisterAll command(boolean normalize) {
    List<@Nullable JsonNode> sent = schemas == null ? List.of() : schemas;
    if (sent.isEmpty() || sent.size() > RegisterAll.MAX_ENTRIES) {
      throw new HttpException(
          422,
          "'schemas' must have 1 to " + RegisterAll.MAX_ENTRIES + " entries, not " + sent.size());
    }
    List<Entry> entries = new ArrayList<>(sent.size());
    for (int i = 0; i < sent.size(); i++) {
      entries.add(entry("schemas[" + i + "]", sent.get(i)));
    }
    return new RegisterAll(entries, normalize);
  }

  private static Entry entry(String place, @Nullable JsonNode sent) {
    if (!(sent instanceof ObjectNode body) || !body.path("subject").isTextual()) {
      throw new HttpException(422, place + " must be an object with a 'subject'");
    }
    body.path("references").forEach(RegisterAllRequest::nameVersion);
    return new Entry(Subject.of(body.path("subject").textValue()), draft(place, body));
  }

  private static void nameVersion(JsonNode reference) {
    JsonNode version = reference.path("version");
    boolean latest =
        version.isMissingNode()
            || version.isNull()
            || "latest".equalsIgnoreCase(version.textValue());
    if (latest && reference instanceof ObjectNode object) {
      object.put("version", VersionSpec.LATEST.number());
    }
  }

  private static Draft draft(String place, ObjectNode body) {
    try {
      return Json.convert(body, RegisterSchemaRequest.class).newDraft();
    } catch (HttpException e) {
      throw new HttpException(e.status(), e.code(), place + ": " + e.getMessage());
    }
  }
}
