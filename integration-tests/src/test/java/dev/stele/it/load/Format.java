package dev.stele.it.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The languages of schemas, and schemas in them: the more members, the later in a history. */
enum Format {
  AVRO(
      "{\"type\":\"record\",\"name\":\"Base\",\"fields\":[]}",
      "{\"type\":\"record\",\"name\":\"R\",\"fields\":[%s]}",
      "{\"name\":\"f%d\",\"type\":\"int\",\"default\":0}",
      "{\"name\":\"base\",\"type\":[\"null\",\"Base\"],\"default\":null}"),
  JSON(
      "{\"type\":\"object\"}",
      "{\"type\":\"object\",\"properties\":{%s},\"additionalProperties\":false}",
      "\"f%d\":{\"type\":\"integer\"}",
      "\"base\":{\"$ref\":\"base\"}"),
  PROTOBUF(
      "syntax = \"proto3\";\nmessage Base {}\n",
      "syntax = \"proto3\";\n%s",
      "  int32 f%1$d = %1$d;",
      "  Base base = 100;");

  private final String base;
  private final String frame;
  private final String member;
  private final String link;

  Format(String base, String frame, String member, String link) {
    this.base = base;
    this.frame = frame;
    this.member = member;
    this.link = link;
  }

  /** What others reference. */
  ObjectNode base() {
    return body(base);
  }

  /**
   * A body that registers a schema.
   *
   * @param members 0 or more
   * @param linked whether it references the base of its context, in its latest version
   */
  ObjectNode schema(int members, boolean linked) {
    String separator = this == PROTOBUF ? "\n" : ",";
    String all =
        IntStream.rangeClosed(1, members)
            .mapToObj(number -> member.formatted(number))
            .collect(Collectors.joining(separator));
    if (linked) {
      all = all.isEmpty() ? link : all + separator + link;
    }
    ObjectNode body = body(frame.formatted(this == PROTOBUF ? message(all, linked) : all));
    if (linked) {
      body.putArray("references")
          .addObject()
          .put("name", this == AVRO ? "Base" : "base")
          .put("subject", Names.base(this))
          .put("version", -1);
    }
    return body;
  }

  private static String message(String members, boolean linked) {
    return (linked ? "import \"base\";\n" : "") + "message R {\n" + members + "\n}\n";
  }

  private ObjectNode body(String schema) {
    return JsonNodeFactory.instance.objectNode().put("schemaType", name()).put("schema", schema);
  }
}
