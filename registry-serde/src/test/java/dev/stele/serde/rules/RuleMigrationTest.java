package dev.stele.serde.rules;

import static dev.stele.serde.Schemas.QUAKE;
import static dev.stele.serde.Schemas.QUAKE_2;
import static dev.stele.serde.Schemas.quake;
import static dev.stele.serde.rules.RuleFixture.SUBJECT;
import static dev.stele.serde.rules.RuleFixture.condition;
import static dev.stele.serde.rules.RuleFixture.domain;
import static dev.stele.serde.rules.RuleFixture.id;
import static dev.stele.serde.rules.RuleFixture.rule;
import static dev.stele.serde.rules.RuleFixture.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.serde.RecordNameStrategy;
import dev.stele.serde.Schemas;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages of one version read as another. */
@Timeout(120)
final class RuleMigrationTest {
  private static final Schema QUAKE_3 =
      Schemas.parse(QUAKE_2.toString().replace("\"id\"", "\"id\",\"doc\":\"three\""));
  private static final Schema QUAKE_4 =
      Schemas.parse(QUAKE_2.toString().replace("\"id\"", "\"id\",\"doc\":\"four\""));
  private static final String[] OLDEST = {"use.latest.with.metadata", "major=1"};

  private final RuleFixture fixture = new RuleFixture();
  private final List<String> steps = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  /** Adds the rule's expression to the id, and the field that only newer versions have. */
  private TestExecutor migrator() {
    return new TestExecutor(
        "TEST_WORD",
        (context, message) -> {
          steps.add(
              context.mode()
                  + " "
                  + context.source().version().orElseThrow()
                  + ">"
                  + context.target().version().orElseThrow()
                  + " of "
                  + context.schema().version().orElseThrow());
          ObjectNode migrated = ((ObjectNode) message).deepCopy();
          migrated.put("id", migrated.get("id").asText() + context.rule().expr().orElseThrow());
          if (context.target().schema().text().contains("region")) {
            migrated.put("region", "made");
          } else {
            migrated.remove("region");
          }
          return migrated;
        });
  }

  private GenericRecord readLatest(byte[] message) {
    return fixture.read(message, RuleFixture.with(migrator(), "use.latest.version", true));
  }

  private GenericRecord readOldest(byte[] message) {
    return fixture.read(message, RuleFixture.with(migrator(), (Object[]) OLDEST));
  }

  private static ObjectNode upAndDown(String version) {
    return rules(
        "migrationRules",
        rule("up" + version, "UPGRADE", "u" + version),
        rule("down" + version, "DOWNGRADE", "d" + version),
        rule("both" + version, "UPDOWN", "b" + version));
  }

  private static GenericData.Record quake2(Schema schema) {
    GenericData.Record quake = new GenericData.Record(schema);
    quake.put("id", "x");
    quake.put("region", "here");
    quake.put("mag", 1.0);
    return quake;
  }

  @Test
  void olderMessage_goesUpStepByStep() {
    fixture.put(QUAKE, domain());
    fixture.put(QUAKE_2, upAndDown("2"));
    fixture.put(QUAKE_3, upAndDown("3"));
    GenericRecord read = readLatest(fixture.write(quake("x", 1)));
    assertThat(id(read)).isEqualTo("xu2b2u3b3");
    assertThat(read.get("region")).hasToString("made");
    assertThat(read.get("mag")).isEqualTo(1.0);
    assertThat(steps)
        .containsExactly(
            "UPGRADE 1>2 of 2", "UPGRADE 1>2 of 2", "UPGRADE 2>3 of 3", "UPGRADE 2>3 of 3");
  }

  @Test
  void newerMessage_goesDownStepByStep_rulesInReverse() {
    fixture.put(QUAKE, domain(), "major", "1");
    fixture.put(QUAKE_2, upAndDown("2"));
    fixture.put(QUAKE_3, upAndDown("3"));
    GenericRecord read = readOldest(fixture.write(quake2(QUAKE_3)));
    assertThat(read.getSchema()).isEqualTo(QUAKE);
    assertThat(id(read)).isEqualTo("xb3d3b2d2");
    assertThat(steps)
        .containsExactly(
            "DOWNGRADE 3>2 of 3", "DOWNGRADE 3>2 of 3", "DOWNGRADE 2>1 of 2", "DOWNGRADE 2>1 of 2");
  }

  @Test
  void stepsWithoutRules_areNoSteps() {
    fixture.put(QUAKE, upAndDown("1"));
    fixture.put(QUAKE_2, upAndDown("2"));
    fixture.put(QUAKE_3, domain());
    fixture.put(QUAKE_4, rules("migrationRules", rule("up4", "UPGRADE", "u4")));
    assertThat(id(readLatest(fixture.write(quake("x", 1))))).isEqualTo("xu2b2u4");
  }

  @Test
  void versionsBetween_countThoughTheyAreSoftDeleted() {
    fixture.put(QUAKE, domain());
    fixture.put(QUAKE_2, upAndDown("2"));
    fixture.put(QUAKE_3, upAndDown("3"));
    byte[] message = fixture.write(quake("x", 1));
    fixture.registry.delete(SUBJECT, 1);
    fixture.registry.delete(SUBJECT, 2);
    assertThat(id(readLatest(message))).isEqualTo("xu2b2u3b3");
  }

  @Test
  void versionNumberInTheMetadata_isBelieved() {
    fixture.put(QUAKE, domain(), "confluent:version", "1");
    fixture.put(QUAKE_2, upAndDown("2"), "confluent:version", "2");
    byte[] message = fixture.write(quake("x", 1));
    fixture.registry.requests().clear();
    assertThat(id(readLatest(message))).isEqualTo("xu2b2");
    assertThat(fixture.registry.requests()).noneMatch(request -> request.startsWith("POST"));
  }

  @Test
  void versionNumberBeyondReason_isRefused() {
    fixture.put(QUAKE, domain(), "confluent:version", "900000000");
    fixture.put(QUAKE_2, upAndDown("2"));
    byte[] message = fixture.write(quake("x", 1));
    assertThatThrownBy(() -> readLatest(message))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("more than 10000 versions lie between 900000000 and 2");
  }

  @Test
  void secondMessage_asksNothing() {
    fixture.put(QUAKE, domain());
    fixture.put(QUAKE_2, upAndDown("2"));
    byte[] message = fixture.write(quake("x", 1));
    var deserializer =
        fixture.deserializer(RuleFixture.with(migrator(), "use.latest.version", true));
    deserializer.deserialize(RuleFixture.TOPIC, message);
    fixture.registry.requests().clear();
    assertThat(deserializer.deserialize(RuleFixture.TOPIC, message))
        .extracting(read -> id((GenericRecord) read))
        .isEqualTo("xu2b2");
    assertThat(fixture.registry.requests()).isEmpty();
  }

  @Test
  void domainRules_areThoseOfTheVersionReadInto_encodingRulesThoseOfTheWriters() {
    ObjectNode first = domain(rule("old", "READ", "old"));
    first.putArray("encodingRules").add(rule("e", "WRITEREAD", "end"));
    fixture.put(QUAKE, first);
    ObjectNode second = domain(rule("new", "READ", "new"));
    second.putArray("encodingRules").add(rule("e", "WRITEREAD", "other"));
    fixture.put(QUAKE_2, second);
    byte[] message = fixture.write(quake("x", 1));
    assertThat(new String(message, StandardCharsets.ISO_8859_1)).endsWith("end");
    assertThat(id(fixture.read(message, "use.latest.version", true))).isEqualTo("xnew");
    assertThat(id(fixture.read(message))).isEqualTo("xold");
  }

  @Test
  void condition_thatFails_refusesTheMessage() {
    fixture.put(QUAKE, domain());
    fixture.put(QUAKE_2, rules("migrationRules", condition("c", "UPGRADE", "no such word")));
    byte[] message = fixture.write(quake("x", 1));
    assertThatThrownBy(() -> fixture.read(message, "use.latest.version", true))
        .isInstanceOf(SerializationException.class)
        .hasMessageContainingAll(
            "topic quakes, subject quakes-value, schema id 1",
            "Rule failed: c (CONDITION of type TEST_WORD, of schema id 2)",
            "Expr failed: 'no such word'");
  }

  @Test
  void transform_thatMakesNoJson_isAFailure() {
    fixture.put(QUAKE, domain());
    fixture.put(QUAKE_2, rules("migrationRules", rule("r", "UPGRADE", "r")));
    byte[] message = fixture.write(quake("x", 1));
    TestExecutor wrong = new TestExecutor("TEST_WORD", (context, json) -> "text");
    assertThatThrownBy(
            () -> fixture.read(message, RuleFixture.with(wrong, "use.latest.version", true)))
        .hasMessageContaining(
            "the transform made a java.lang.String of the message, where the MIGRATION phase needs"
                + " a com.fasterxml.jackson.databind.JsonNode");
  }

  @Test
  void parameters_areThoseOfTheVersionTheMessageGoesTo() {
    fixture.put(QUAKE, domain(), "unit", "old", "major", "1");
    fixture.put(QUAKE_2, rules("migrationRules", rule("r", "UPDOWN", "r")), "unit", "new");
    List<String> units = new CopyOnWriteArrayList<>();
    TestExecutor executor =
        new TestExecutor(
            "TEST_WORD",
            (context, message) -> {
              units.add(context.parameter("unit").orElseThrow());
              return ((ObjectNode) message).deepCopy().put("region", "made");
            });
    fixture.read(
        fixture.write(quake("x", 1)), RuleFixture.with(executor, "use.latest.version", true));
    TestExecutor down =
        new TestExecutor(
            "TEST_WORD",
            (context, message) -> {
              units.add(context.parameter("unit").orElseThrow());
              return ((ObjectNode) message).deepCopy().without(List.of("region"));
            });
    fixture.read(fixture.write(quake2(QUAKE_2)), RuleFixture.with(down, (Object[]) OLDEST));
    assertThat(units).containsExactly("new", "old");
  }

  @Test
  void messageOfAnotherSubject_isReadIfThereIsNothingToMigrate() {
    byte[] message = foreign();
    fixture.put(QUAKE_2, domain(rule("r", "READ", "r")));
    assertThat(id(fixture.read(message, "use.latest.version", true))).isEqualTo("xr");
  }

  @Test
  void messageOfAnotherSubject_isRefusedIfThereAreMigrations() {
    byte[] message = foreign();
    fixture.put(QUAKE_2, upAndDown("2"));
    assertThatThrownBy(() -> readLatest(message))
        .isInstanceOf(SerializationException.class)
        .hasMessageContainingAll(
            "subject quakes-value, schema id 1", "is no version of the subject");
  }

  private byte[] foreign() {
    return fixture.write(
        quake("x", 1), "value.subject.name.strategy", RecordNameStrategy.class.getName());
  }

  @Test
  void nothingExecutesAMigration_isRefused() {
    fixture.put(QUAKE, domain());
    ObjectNode rule = rule("r", "UPGRADE", "$merge([$, {'region': 'x'}])").put("type", "JSONATA");
    fixture.put(QUAKE_2, rules("migrationRules", rule));
    byte[] message = fixture.write(quake("x", 1));
    assertThatThrownBy(() -> fixture.read(message, "use.latest.version", true))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("Could not find rule executor of type JSONATA");
    // Without the executor the message is what Avro's own resolution makes of it.
    GenericRecord read =
        fixture.read(
            message, "use.latest.version", true, "rule.executors._JSONATA_.onFailure", "NONE");
    assertThat(read.get("region")).hasToString("unknown");
  }

  @Test
  void migrationOfSomethingElseThanARecord_works() {
    String number = "\"int\"";
    fixture.put(Schemas.parse(number), domain());
    fixture.put(Schemas.parse("\"long\""), rules("migrationRules", rule("double", "UPGRADE", "2")));
    TestExecutor doubling =
        new TestExecutor(
            "TEST_WORD",
            (context, message) ->
                JsonNodeFactory.instance.numberNode(((JsonNode) message).asLong() * 2));
    var deserializer = fixture.deserializer(RuleFixture.with(doubling, "use.latest.version", true));
    assertThat(deserializer.deserialize(RuleFixture.TOPIC, fixture.write(21))).isEqualTo(42L);
  }
}
