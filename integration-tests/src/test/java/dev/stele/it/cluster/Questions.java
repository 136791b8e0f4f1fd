package dev.stele.it.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stele.it.cluster.Client.Question;
import java.util.Random;

/**
 * What one client asks, one question after the other: the same for the same seed. Most of it is
 * about few subjects and few shared schemas, so that clients meet. For one thread.
 */
final class Questions {
  private static final int SUBJECTS = 8;
  private static final int SHARED = 40;
  private static final int IDS = 400;

  private final Random random;
  private final int client;
  private int unique;

  Questions(long seed, int client) {
    this.random = new Random(seed * 1_000_003 + client);
    this.client = client;
  }

  /** Chance of the client's own, for what is not a question. */
  Random random() {
    return random;
  }

  Question next() {
    String subject = "s" + random.nextInt(SUBJECTS);
    String versions = "/subjects/" + subject + "/versions";
    int choice = random.nextInt(100);
    if (choice < 25) {
      return unique(subject);
    }
    if (choice < 42) {
      return new Question("POST", versions, schema("Shared" + random.nextInt(SHARED)));
    }
    if (choice < 50) {
      return new Question(
          "POST", "/subjects/" + subject, schema("Shared" + random.nextInt(SHARED)));
    }
    if (choice < 66) {
      return Question.get("/schemas/ids/" + (1 + random.nextInt(IDS)));
    }
    if (choice < 76) {
      return Question.get(versions);
    }
    if (choice < 80) {
      return Question.get("/subjects");
    }
    return choice < 92 ? deletion(subject) : setting(subject);
  }

  /** A registration of a text that nobody else registers. */
  Question unique(String subject) {
    return new Question(
        "POST", "/subjects/" + subject + "/versions", schema("Unique" + client + "_" + unique++));
  }

  private Question deletion(String subject) {
    String path = "/subjects/" + subject;
    String permanent = random.nextInt(3) == 0 ? "?permanent=true" : "";
    if (random.nextInt(8) == 0) {
      return Question.delete(path + permanent);
    }
    String version = random.nextInt(3) == 0 ? "latest" : "" + (1 + random.nextInt(30));
    // The latest version cannot be deleted for good.
    return Question.delete(
        path + "/versions/" + version + (version.equals("latest") ? "" : permanent));
  }

  private Question setting(String subject) {
    return switch (random.nextInt(6)) {
      case 0 -> put("/config/" + subject, "compatibility", "BACKWARD");
      case 1, 2 -> Question.delete("/config/" + subject);
      case 3 -> put("/config/" + subject, "compatibility", "NONE");
      case 4 -> put("/mode/" + subject, "mode", "READONLY");
      default -> put("/mode/" + subject, "mode", "READWRITE");
    };
  }

  private static Question put(String path, String name, String value) {
    return new Question(
        "PUT", path, JsonNodeFactory.instance.objectNode().put(name, value).toString());
  }

  private static String schema(String name) {
    String text = "{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[]}";
    return JsonNodeFactory.instance.objectNode().put("schema", text).toString();
  }
}
