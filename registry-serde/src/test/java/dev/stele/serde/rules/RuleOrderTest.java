package dev.stele.serde.rules;

import static dev.stele.serde.Schemas.QUAKE;
import static dev.stele.serde.Schemas.quake;
import static dev.stele.serde.rules.RuleFixture.SUBJECT;
import static dev.stele.serde.rules.RuleFixture.TOPIC;
import static dev.stele.serde.rules.RuleFixture.condition;
import static dev.stele.serde.rules.RuleFixture.domain;
import static dev.stele.serde.rules.RuleFixture.id;
import static dev.stele.serde.rules.RuleFixture.rule;
import static dev.stele.serde.rules.RuleFixture.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.serde.RecordNameStrategy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rules run, in which order. */
@Timeout(120)
final class RuleOrderTest {
  private final RuleFixture fixture = new RuleFixture();

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  @Test
  void write_runsInOrder_readInReverse() {
    fixture.put(QUAKE, domain(rule("a", "WRITEREAD", "a"), rule("b", "WRITEREAD", "b")));
    byte[] message = fixture.write(quake("x", 1));
    assertThat(fixture.writtenId(message)).isEqualTo("xab");
    assertThat(id(fixture.read(message))).isEqualTo("xabba");
  }

  @ParameterizedTest
  @CsvSource({
    "WRITE, xr, xr",
    "READ, x, xr",
    "WRITEREAD, xr, xrr",
    "UPGRADE, x, x",
    "UPDOWN, x, x"
  })
  void mode_coversItsDirections(String mode, String written, String read) {
    fixture.put(QUAKE, domain(rule("r", mode, "r")));
    byte[] message = fixture.write(quake("x", 1));
    assertThat(fixture.writtenId(message)).isEqualTo(written);
    assertThat(id(fixture.read(message))).isEqualTo(read);
  }

  @Test
  void write_object_isTheApplicationsOwn() {
    fixture.put(QUAKE, domain(rule("r", "WRITE", "r")));
    var quake = quake("x", 1);
    fixture.write(quake);
    assertThat(quake).isEqualTo(quake("x", 1));
  }

  @Test
  void migrationRules_touchNoMessageOfTheSameVersion() {
    fixture.put(QUAKE, rules("migrationRules", rule("m", "UPDOWN", "m")));
    byte[] message = fixture.write(quake("x", 1));
    assertThat(id(fixture.read(message, "use.latest.version", true))).isEqualTo("x");
  }

  @Test
  void encodingRules_wrapThePayload_behindThePrefix() {
    byte[] plain = fixture.write(quake("x", 1), "value.subject.name.strategy", strategy());
    int id = putEncoding("first", "second");
    byte[] message = fixture.write(quake("x", 1));
    assertThat(message).startsWith(0, 0, 0, 0, id);
    assertThat(Arrays.copyOfRange(message, 5, message.length))
        .isEqualTo(concat(Arrays.copyOfRange(plain, 5, plain.length), "firstsecond"));
    assertThat(fixture.read(message)).isEqualTo(quake("x", 1));
  }

  @Test
  void encodingRules_withTheSchemaInAHeader_wrapTheWholeValue() {
    ObjectNode version = JsonNodeFactory.instance.objectNode();
    version.put("schema", QUAKE.toString()).put("guid", "095d71cf-1255-6b9d-5e33-0ad575b3df5d");
    version.set("ruleSet", rules("encodingRules", rule("e", "WRITEREAD", "end")));
    fixture.registry.put(SUBJECT, version);
    Headers headers = new RecordHeaders();
    byte[] message =
        fixture.write(
            headers, quake("x", 1), "value.schema.id.serializer", "HeaderSchemaIdSerializer");
    assertThat(new String(message, StandardCharsets.ISO_8859_1))
        .startsWith("\u0002x")
        .endsWith("end");
    assertThat(fixture.read(headers, message)).isEqualTo(quake("x", 1));
  }

  @Test
  void encodingRule_thatFailsOnReading_namesTopicSubjectAndId() {
    int id = putEncoding("e");
    byte[] message = fixture.write(quake("x", 1));
    message[message.length - 1]++;
    assertThatThrownBy(() -> fixture.read(message))
        .isInstanceOf(SerializationException.class)
        .hasMessageContainingAll(
            "topic quakes, subject quakes-value, schema id " + id,
            "Rule failed: e (TRANSFORM of type TEST_WORD): the bytes do not end as they should");
  }

  @Test
  void condition_thatHolds_changesNothing() {
    fixture.put(QUAKE, domain(condition("c", "WRITEREAD", "x")));
    assertThat(fixture.read(fixture.write(quake("x", 1)))).isEqualTo(quake("x", 1));
  }

  @Test
  void condition_seesWhatEarlierRulesMade() {
    fixture.put(QUAKE, domain(rule("r", "WRITE", "y"), condition("c", "WRITE", "xy")));
    assertThat(fixture.writtenId(fixture.write(quake("x", 1)))).isEqualTo("xy");
    assertThatThrownBy(() -> fixture.write(quake("z", 1)))
        .hasMessageContaining("Expr failed: 'xy'");
  }

  @Test
  void record_thatFailedByARule_isReadWithoutIt() {
    fixture.put(QUAKE, domain(rule("a", "READ", "a"), rule("b", "READ", "b")));
    byte[] message = fixture.write(quake("x", 1));
    Headers headers = new RecordHeaders();
    headers.add("__rule.name", "a".getBytes(StandardCharsets.UTF_8));
    assertThat(id(fixture.read(headers, message))).isEqualTo("xb");
    headers.add("__rule.name", "b".getBytes(StandardCharsets.UTF_8));
    assertThat(id(fixture.read(headers, message))).isEqualTo("xa");
    headers.add("__rule.name", null);
    assertThat(id(fixture.read(headers, message))).isEqualTo("xba");
  }

  @Test
  void transformsOfFields_withEqualTags_onlyTheFirstRuns() {
    fixture.put(
        QUAKE,
        domain(
            tagged("a", "WRITEREAD", "PII"),
            tagged("b", "WRITEREAD", "PII"),
            tagged("c", "WRITEREAD", "PII", "SECRET"),
            tagged("d", "WRITE", "PII"),
            tagged("e", "WRITEREAD"),
            tagged("f", "WRITEREAD")));
    Object[] onFields = RuleFixture.with(new TestExecutor("TEST_WORD").onFields());
    byte[] message = fixture.write(quake("x", 1), onFields);
    assertThat(fixture.writtenId(message)).isEqualTo("xacdef");
    assertThat(id(fixture.read(message, onFields))).isEqualTo("xacdeffeca");
  }

  @Test
  void transformsOfMessages_withEqualTags_allRun() {
    fixture.put(QUAKE, domain(tagged("a", "WRITE", "PII"), tagged("b", "WRITE", "PII")));
    assertThat(fixture.writtenId(fixture.write(quake("x", 1)))).isEqualTo("xab");
  }

  @Test
  void schemaWithoutRules_runsNone() {
    byte[] message = fixture.write(quake("x", 1));
    assertThat(fixture.read(message)).isEqualTo(quake("x", 1));
  }

  @Test
  void tombstone_meetsNoRule() {
    fixture.put(QUAKE, domain(condition("never", "WRITEREAD", "no such word")));
    assertThat(fixture.serializer().serialize(TOPIC, new RecordHeaders(), null)).isNull();
  }

  private static ObjectNode tagged(String name, String mode, String... tags) {
    ObjectNode rule = rule(name, mode, name);
    for (String tag : tags) {
      rule.withArray("tags").add(tag);
    }
    return rule;
  }

  private static String strategy() {
    return RecordNameStrategy.class.getName();
  }

  private int putEncoding(String... words) {
    ObjectNode[] all =
        Arrays.stream(words).map(word -> rule(word, "WRITEREAD", word)).toArray(ObjectNode[]::new);
    return fixture.put(QUAKE, rules("encodingRules", all));
  }

  private static byte[] concat(byte[] bytes, String text) {
    byte[] more = text.getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(bytes, bytes.length + more.length);
    System.arraycopy(more, 0, all, bytes.length, more.length);
    return all;
  }
}
