package dev.stele.serde.rules;

import static dev.stele.serde.Schemas.QUAKE;
import static dev.stele.serde.Schemas.QUAKE_2;
import static dev.stele.serde.Schemas.quake;
import static dev.stele.serde.rules.RuleFixture.TOPIC;
import static dev.stele.serde.rules.RuleFixture.condition;
import static dev.stele.serde.rules.RuleFixture.domain;
import static dev.stele.serde.rules.RuleFixture.happened;
import static dev.stele.serde.rules.RuleFixture.id;
import static dev.stele.serde.rules.RuleFixture.rule;
import static dev.stele.serde.rules.RuleFixture.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What follows on a rule's success, its failure, and the want of an executor. */
@Timeout(120)
final class RuleActionTest {
  private final RuleFixture fixture = new RuleFixture();

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  private static ObjectNode failing(String mode) {
    return condition("strict", mode, "no such word");
  }

  private static ObjectNode unknown() {
    return rule("plausible", "WRITEREAD", "message.mag < 11.0").put("type", "CEL");
  }

  @Test
  void failure_refusesTheMessage_andSaysAllThatIsKnown() {
    int id = fixture.put(QUAKE, domain(failing("WRITE").put("doc", "ids have such a word")));
    assertThatThrownBy(() -> fixture.write(quake("x", 1)))
        .isInstanceOf(SerializationException.class)
        .hasMessage(
            "Cannot serialize the value to topic quakes, subject quakes-value, schema id "
                + id
                + ": Rule failed: strict (CONDITION of type TEST_WORD): ids have such a word"
                + " (rule.executors.strict.onFailure says what to do with such messages; NONE lets"
                + " them pass)")
        .hasCauseInstanceOf(RuleConditionException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, WRITE, true",
    "none, WRITE, true",
    "ERROR, WRITE, false",
    "'NONE,ERROR', WRITEREAD, true",
    "'NONE , ERROR', WRITEREAD, true",
    "'ERROR,NONE', WRITEREAD, false",
    "',NONE', WRITEREAD, false",
    "'NONE', WRITEREAD, true",
  })
  void onFailure_decidesWhetherAMessageIsWritten(String action, String mode, boolean passes) {
    fixture.put(QUAKE, domain(failing(mode).put("onFailure", action)));
    if (passes) {
      assertThat(fixture.writtenId(fixture.write(quake("x", 1)))).isEqualTo("x");
    } else {
      assertThatThrownBy(() -> fixture.write(quake("x", 1)))
          .isInstanceOf(SerializationException.class);
    }
  }

  @Test
  void onFailure_ofTwo_theSecondIsForReading() {
    fixture.put(QUAKE, domain(failing("WRITEREAD").put("onFailure", "NONE,ERROR")));
    byte[] message = fixture.write(quake("x", 1));
    assertThatThrownBy(() -> fixture.read(message))
        .hasMessageStartingWith("Cannot deserialize the value from topic quakes")
        .hasMessageContaining("Rule failed: strict");
  }

  @Test
  void failedTransform_thatPasses_leavesTheMessageToTheNextRule() {
    ObjectNode failing = rule("a", "WRITE", "a").put("type", "TEST_NULL").put("onFailure", "NONE");
    fixture.put(QUAKE, domain(failing, rule("b", "WRITE", "b")));
    TestExecutor nothing = new TestExecutor("TEST_NULL", (context, message) -> null);
    byte[] message = fixture.write(quake("x", 1), RuleFixture.with(nothing));
    assertThat(fixture.writtenId(message)).isEqualTo("xb");
  }

  @Test
  void transformToNull_isAFailure() {
    fixture.put(QUAKE, domain(rule("a", "WRITE", "a").put("type", "TEST_NULL")));
    TestExecutor nothing = new TestExecutor("TEST_NULL", (context, message) -> null);
    assertThatThrownBy(() -> fixture.write(quake("x", 1), RuleFixture.with(nothing)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining(
            "Rule failed: a (TRANSFORM of type TEST_NULL): the transform made nothing (null)");
  }

  @Test
  void conditionThatSaysNothing_passes() {
    fixture.put(QUAKE, domain(condition("c", "WRITE", "c").put("type", "TEST_NULL")));
    TestExecutor nothing = new TestExecutor("TEST_NULL", (context, message) -> null);
    assertThat(fixture.write(quake("x", 1), RuleFixture.with(nothing))).isNotEmpty();
  }

  @Test
  void executorsException_isTheCause() {
    fixture.put(QUAKE, domain(rule("r", "WRITE", "r").put("type", "TEST_CRASH")));
    IllegalStateException crash = new IllegalStateException("out of order");
    TestExecutor crashing =
        new TestExecutor(
            "TEST_CRASH",
            (context, message) -> {
              throw crash;
            });
    assertThatThrownBy(() -> fixture.write(quake("x", 1), RuleFixture.with(crashing)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("Rule failed: r (TRANSFORM of type TEST_CRASH): out of order")
        .hasRootCause(crash);
  }

  @Test
  void executorThatNeverReturns_fails() {
    fixture.put(QUAKE, domain(rule("r", "WRITE", "r").put("type", "TEST_DEEP")));
    TestExecutor deep = new TestExecutor("TEST_DEEP", RuleActionTest::deeper);
    assertThatThrownBy(() -> fixture.write(quake("x", 1), RuleFixture.with(deep)))
        .isInstanceOf(SerializationException.class)
        .hasRootCauseInstanceOf(StackOverflowError.class);
  }

  @SuppressWarnings("InfiniteRecursion") // which is what it is for
  private static Object deeper(RuleContext context, Object message) {
    return List.of(deeper(context, message));
  }

  @Test
  void actions_run_afterSuccessAndFailure() {
    fixture.put(
        QUAKE,
        domain(
            rule("a", "WRITE", "a").put("onSuccess", "TEST_HEADER"),
            failing("WRITE").put("onFailure", "test_header").put("onSuccess", "ERROR"),
            condition("c", "WRITE", "x").put("onSuccess", "NONE").put("onFailure", "TEST_HEADER")));
    Headers headers = new RecordHeaders();
    byte[] message = fixture.write(headers, quake("x", 1));
    assertThat(fixture.writtenId(message)).isEqualTo("xa");
    assertThat(happened(headers)).isEqualTo("a passed|strict failed: Expr failed: 'no such word'|");
  }

  @Test
  void onSuccessError_refusesWhatFulfillsTheCondition() {
    fixture.put(
        QUAKE,
        domain(condition("c", "WRITE", "bad").put("onSuccess", "ERROR").put("onFailure", "NONE")));
    assertThat(fixture.write(quake("good", 1))).isNotEmpty();
    assertThatThrownBy(() -> fixture.write(quake("bad", 1)))
        .hasMessageContaining(
            "Rule failed: c (CONDITION of type TEST_WORD): its onSuccess is ERROR");
  }

  @Test
  void actionThatFails_refusesTheMessage_andTellsBoth() {
    fixture.put(QUAKE, domain(failing("WRITE").put("onFailure", "TEST_BROKEN")));
    assertThatThrownBy(() -> fixture.write(quake("x", 1), RuleFixture.with(new Broken())))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining(
            "Expr failed: 'no such word'; then its action TEST_BROKEN failed: no disk");
  }

  private static final class Broken implements RuleAction {
    @Override
    public String type() {
      return "TEST_BROKEN";
    }

    @Override
    public void run(RuleContext context, Object message, @Nullable RuleException failure)
        throws RuleException {
      throw new RuleException("no disk");
    }
  }

  @ParameterizedTest
  @CsvSource({"onFailure", "onSuccess"})
  void actionThatIsNotThere_isRefusedWithTheFirstMessage(String member) {
    fixture.put(QUAKE, domain(condition("c", "WRITE", "x").put(member, "DLQ")));
    assertThatThrownBy(() -> fixture.write(quake("x", 1)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "topic quakes, subject quakes-value, schema id 1",
            "Could not find rule action of type DLQ, which is the " + member + " of rule c",
            "rule.executors.c." + member + " to NONE or ERROR");
  }

  @Test
  void actionThatIsNotThere_doesNotMatterInTheOtherDirection() {
    fixture.put(QUAKE, domain(condition("c", "WRITEREAD", "x").put("onFailure", "NONE,DLQ")));
    byte[] message = fixture.write(quake("x", 1));
    assertThatThrownBy(() -> fixture.read(message)).isInstanceOf(ConfigException.class);
  }

  @Test
  void nothingExecutesARule_refusesTheMessage() {
    fixture.put(QUAKE, domain(unknown()));
    assertThatThrownBy(() -> fixture.write(quake("x", 1)))
        .isInstanceOf(SerializationException.class)
        .hasMessage(
            "Cannot serialize the value to topic quakes, subject quakes-value, schema id 1: Rule"
                + " failed: plausible (TRANSFORM of type CEL): Could not find rule executor of type"
                + " CEL; put one on the class path or name one in rule.executors, or set"
                + " rule.executors.plausible.onFailure=NONE to let messages pass without it");
  }

  @Test
  void nothingExecutesARule_andNoneLetsItPass_warnsOncePerSchema() {
    ObjectNode set = domain(unknown().put("onFailure", "NONE"));
    set.putArray("encodingRules")
        .add(rule("secret", "WRITE", "").put("type", "ENCRYPT_PAYLOAD").put("onFailure", "NONE"));
    fixture.put(QUAKE, set);
    fixture.put(QUAKE_2, domain(unknown().put("onFailure", "NONE")));
    GenericData.Record second = new GenericData.Record(QUAKE_2);
    second.put("id", "y");
    second.put("region", "here");
    Logger logger = (Logger) LoggerFactory.getLogger("dev.stele.serde.internal.rules");
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    logger.addAppender(appender);
    try {
      var serializer = fixture.serializer();
      for (int i = 0; i < 3; i++) {
        assertThat(serializer.serialize(TOPIC, new RecordHeaders(), quake("x", i))).isNotNull();
        assertThat(serializer.serialize("more", new RecordHeaders(), quake("x", i))).isNotNull();
        assertThat(serializer.serialize(TOPIC, new RecordHeaders(), second)).isNotNull();
      }
    } finally {
      logger.detachAppender(appender);
    }
    assertThat(appender.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "Nothing executes these rules of subject quakes-value, schema id 1, and messages pass,"
                + " since their onFailure is NONE: plausible of type CEL, secret of type"
                + " ENCRYPT_PAYLOAD",
            "Nothing executes these rules of subject quakes-value, schema id 2, and messages pass,"
                + " since their onFailure is NONE: plausible of type CEL");
  }

  @Test
  void nothingExecutesARule_andAnActionIsThere_itHearsOfIt() {
    fixture.put(QUAKE, domain(unknown().put("onFailure", "TEST_HEADER")));
    Headers headers = new RecordHeaders();
    fixture.write(headers, quake("x", 1));
    assertThat(happened(headers))
        .isEqualTo("plausible failed: Could not find rule executor of type CEL|");
  }

  @Test
  void transformOfAPayload_thatMakesNoBytes_isAFailure() {
    fixture.put(QUAKE, rules("encodingRules", rule("e", "WRITE", "e")));
    TestExecutor wrong = new TestExecutor("TEST_WORD", (context, message) -> "text");
    assertThatThrownBy(() -> fixture.write(quake("x", 1), RuleFixture.with(wrong)))
        .hasMessageContaining("where the ENCODING phase needs a byte[]");
  }

  @Test
  void readRule_thatFails_isTheDeserializersException() {
    fixture.put(QUAKE, domain(failing("READ")));
    byte[] message = fixture.write(quake("x", 1));
    assertThatThrownBy(() -> fixture.read(message))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith("Cannot deserialize the value from topic quakes, subject")
        .hasMessageContaining("Rule failed: strict (CONDITION of type TEST_WORD)");
    assertThat(id(fixture.read(message, "rule.executors.strict.onFailure", "NONE"))).isEqualTo("x");
  }
}
