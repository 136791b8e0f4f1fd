package dev.stele.it.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The Protobuf schemas of {@link Sample} as compiled programs have them. */
final class ProtobufFiles {
  /** Each a {@code FileDescriptorProto} as JSON, after those that it imports. */
  static final JsonNode ALL =
      json(
          """
          [{"name": "tremor.proto", "package": "it", "syntax": "proto3", "messageType":
              [{"name": "Tremor", "field": [
                {"name": "id", "number": 1, "label": "LABEL_OPTIONAL", "type": "TYPE_STRING"},
                {"name": "felt", "number": 2, "label": "LABEL_OPTIONAL", "type": "TYPE_INT32"}]}]},
           {"name": "report.proto", "package": "it", "syntax": "proto3",
            "dependency": ["tremor.proto"], "messageType":
              [{"name": "Report", "field": [
                {"name": "tremor", "number": 1, "label": "LABEL_OPTIONAL",
                 "type": "TYPE_MESSAGE", "typeName": ".it.Tremor"}]}]}]
          """);

  private ProtobufFiles() {}

  private static JsonNode json(String text) {
    try {
      return new JsonMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
