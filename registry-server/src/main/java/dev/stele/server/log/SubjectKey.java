package dev.stele.server.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.server.domain.Subject;

/** The key {@code {"keytype":k,"subject":s,"magic":0}} that several kinds share. */
final class SubjectKey {
  private SubjectKey() {}

  static ObjectNode write(String keytype, Subject subject) {
    ObjectNode key = Json.object().put("keytype", keytype);
    Json.put(key, "subject", subject.qualified());
    return key.put("magic", 0);
  }

  static Subject read(JsonNode key) {
    return Subject.of(Json.text(key, "subject"));
  }
}
