package dev.stele.it.serde;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A key or a value as it is in Kafka, and the headers of its record: in hex. */
public record Message(String message, Map<String, String> headers) {
  public static Message of(byte[] message, Headers headers) {
    Map<String, String> names = new HashMap<>();
    headers.forEach(header -> names.put(header.key(), hex(header.value())));
    return new Message(hex(message), names);
  }

  /** As a script answers with it: {@code {message, headers}}. */
  public static Message of(JsonNode answer) {
    return of(answer, "message");
  }

  /** A part of a record that a script has received: {@code {key, value, headers}}. */
  public static Message of(JsonNode record, String part) {
    Map<String, String> names = new HashMap<>();
    record
        .path("headers")
        .properties()
        .forEach(header -> names.put(header.getKey(), header.getValue().textValue()));
    return new Message(record.get(part).textValue(), names);
  }

  /** A record for a script to send. */
  public static Map<String, Object> record(Message key, Message value) {
    Map<String, String> names = new HashMap<>(key.headers);
    names.putAll(value.headers);
    return Map.of("key", key.message, "value", value.message, "headers", names);
  }

  /** Without headers. */
  public static Message of(String message) {
    return new Message(message, Map.of());
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(message);
  }

  public Headers recordHeaders() {
    RecordHeaders all = new RecordHeaders();
    headers.forEach((name, value) -> all.add(name, HexFormat.of().parseHex(value)));
    return all;
  }

  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
