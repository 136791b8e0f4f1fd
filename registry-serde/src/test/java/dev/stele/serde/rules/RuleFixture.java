package dev.stele.serde.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.serde.avro.AvroDeserializer;
import dev.stele.serde.avro.AvroSerializer;
import dev.stele.serde.fixture.FakeRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A registry with data contracts, and serializers that know it. */
final class RuleFixture implements AutoCloseable {
  static final String TOPIC = "quakes";
  static final String SUBJECT = "quakes-value";

  final FakeRegistry registry = new FakeRegistry();
  private final List<AutoCloseable> made = new ArrayList<>();

  /** A transform of {@link WordExecutor}. */
  static ObjectNode rule(String name, String mode, String expr) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("kind", "TRANSFORM")
        .put("mode", mode)
        .put("type", "TEST_WORD")
        .put("expr", expr);
  }

  static ObjectNode condition(String name, String mode, String expr) {
    return rule(name, mode, expr).put("kind", "CONDITION");
  }

  static ObjectNode rules(String list, JsonNode... rules) {
    ObjectNode set = JsonNodeFactory.instance.objectNode();
    set.putArray(list).addAll(List.of(rules));
    return set;
  }

  static ObjectNode domain(JsonNode... rules) {
    return rules("domainRules", rules);
  }

  /** Stores a version of the topic's values. */
  int put(Schema schema, ObjectNode ruleSet, String... properties) {
    ObjectNode version = JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
    version.set("ruleSet", ruleSet);
    ObjectNode metadata = version.putObject("metadata").putObject("properties");
    for (int i = 0; i < properties.length; i += 2) {
      metadata.put(properties[i], properties[i + 1]);
    }
    return registry.put(SUBJECT, version);
  }

  Map<String, Object> settings(Object... more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("schema.registry.url", registry.url());
    settings.put("retries.wait.ms", 1);
    for (int i = 0; i < more.length; i += 2) {
      settings.put((String) more[i], more[i + 1]);
    }
    return settings;
  }

  /** Settings that name an executor. */
  static Object[] with(RulePlugin plugin, Object... more) {
    String family = plugin instanceof RuleExecutor ? "rule.executors" : "rule.actions";
    List<Object> settings = new ArrayList<>(List.of(more));
    settings.addAll(List.of(family, "given", family + ".given.class", plugin));
    return settings.toArray();
  }

  AvroSerializer<Object> serializer(Object... more) {
    AvroSerializer<Object> serializer = new AvroSerializer<>();
    made.add(serializer);
    serializer.configure(settings(more), false);
    return serializer;
  }

  AvroDeserializer<Object> deserializer(Object... more) {
    AvroDeserializer<Object> deserializer = new AvroDeserializer<>();
    made.add(deserializer);
    deserializer.configure(settings(more), false);
    return deserializer;
  }

  byte[] write(Object message, Object... more) {
    return write(new RecordHeaders(), message, more);
  }

  byte[] write(Headers headers, Object message, Object... more) {
    return Objects.requireNonNull(serializer(more).serialize(TOPIC, headers, message));
  }

  GenericRecord read(byte[] message, Object... more) {
    return read(new RecordHeaders(), message, more);
  }

  GenericRecord read(Headers headers, byte[] message, Object... more) {
    return (GenericRecord)
        Objects.requireNonNull(deserializer(more).deserialize(TOPIC, headers, message));
  }

  /** The id a written message has when no rule runs on it. */
  String writtenId(byte[] message) {
    return id(read(message, "rule.executors._default_.disabled", true));
  }

  static String id(GenericRecord message) {
    return message.get("id").toString();
  }

  static String happened(Headers headers) {
    StringBuilder all = new StringBuilder();
    headers
        .headers("happened")
        .forEach(one -> all.append(new String(one.value(), StandardCharsets.UTF_8)).append('|'));
    return all.toString();
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable one : made) {
      one.close();
    }
    registry.close();
  }
}
