package dev.stele.serde.rules;

import static dev.stele.serde.Schemas.QUAKE;
import static dev.stele.serde.Schemas.quake;
import static dev.stele.serde.rules.RuleFixture.SUBJECT;
import static dev.stele.serde.rules.RuleFixture.TOPIC;
import static dev.stele.serde.rules.RuleFixture.domain;
import static dev.stele.serde.rules.RuleFixture.rule;
import static dev.stele.serde.rules.RuleFixture.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.serde.avro.AvroSerializer;
import dev.stele.serde.client.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an executor is told. */
@Timeout(120)
final class RuleContextTest {
  private final RuleFixture fixture = new RuleFixture();

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  /** Writes a message, whose rule looks at the context. */
  private void look(TestExecutor.Work look) {
    fixture.write(quake("x", 1), RuleFixture.with(new TestExecutor("TEST_WORD", look)));
  }

  @Test
  void context_saysWhereARuleRuns() {
    int id = fixture.put(QUAKE, domain(rule("r", "WRITEREAD", "r")), "owner", "seismology");
    Headers headers = new RecordHeaders();
    Object quake = quake("x", 1);
    List<RuleContext> seen = new ArrayList<>();
    TestExecutor executor =
        new TestExecutor(
            "TEST_WORD",
            (context, message) -> {
              seen.add(context);
              return message;
            });
    fixture.write(headers, quake, RuleFixture.with(executor));
    RuleContext context = seen.get(0);
    assertThat(context.rule().name()).isEqualTo("r");
    assertThat(context.phase()).isEqualTo(RulePhase.DOMAIN);
    assertThat(context.mode()).isEqualTo(Rule.Mode.WRITE);
    assertThat(context.topic()).isEqualTo(TOPIC);
    assertThat(context.isKey()).isFalse();
    assertThat(context.subject()).isEqualTo(SUBJECT);
    assertThat(context.headers()).isSameAs(headers);
    assertThat(context.original()).isSameAs(quake);
    assertThat(context.key()).isEmpty();
    assertThat(context.schema().id()).isEqualTo(id);
    assertThat(context.source()).isEqualTo(context.schema());
    assertThat(context.target()).isEqualTo(context.schema());
    assertThat(context.schema().schema().ruleSet().orElseThrow().domainRules())
        .containsExactly(context.rule());
    assertThat(context.schema().schema().metadata().orElseThrow().properties())
        .containsEntry("owner", "seismology");
  }

  @Test
  void key_isKnownToItsOwnRules() {
    ObjectNode version = JsonNodeFactory.instance.objectNode().put("schema", QUAKE.toString());
    version.set("ruleSet", domain(rule("r", "WRITE", "r")));
    fixture.registry.put("quakes-key", version);
    Object quake = quake("x", 1);
    List<Object> keys = new ArrayList<>();
    TestExecutor executor =
        new TestExecutor(
            "TEST_WORD",
            (context, message) -> {
              assertThat(context.isKey()).isTrue();
              keys.add(context.key().orElseThrow());
              return message;
            });
    try (AvroSerializer<Object> serializer = new AvroSerializer<>()) {
      serializer.configure(fixture.settings(RuleFixture.with(executor)), true);
      serializer.serialize(TOPIC, new RecordHeaders(), quake);
    }
    assertThat(keys).singleElement().isSameAs(quake);
  }

  @Test
  void original_isTheMessageBeforeTheFirstRule() {
    fixture.put(QUAKE, domain(rule("a", "WRITE", "a"), rule("b", "WRITE", "b")));
    List<Object> originals = new ArrayList<>();
    WordExecutor word = new WordExecutor();
    look(
        (context, message) -> {
          originals.add(context.original());
          return word.execute(context, message);
        });
    assertThat(originals).containsExactly(quake("x", 1), quake("x", 1));
  }

  @Test
  void phase_ofPayloads_isEncoding() {
    fixture.put(QUAKE, rules("encodingRules", rule("e", "WRITE", "e")));
    List<RulePhase> phases = new ArrayList<>();
    look(
        (context, message) -> {
          phases.add(context.phase());
          assertThat(message).isInstanceOf(byte[].class);
          return message;
        });
    assertThat(phases).containsExactly(RulePhase.ENCODING);
  }

  @ParameterizedTest
  @CsvSource({
    "test.Quake.id, test.Quake.id, true",
    "test.Quake.id, test.Quake.mag, false",
    "test.Quake.i, test.Quake.id, false",
    "*.Quake.id, test.Quake.id, true",
    "*.id, test.Quake.id, false",
    "**.id, test.Quake.id, true",
    "**.*, test.Quake.id, true",
    "**, test.Quake.id, true",
    "test.*.i?, test.Quake.id, true",
    "test?Quake.id, test.Quake.id, false",
    "t*t.Q*e.*d*, test.Quake.id, true",
    "test.Quake**, test.Quake, true",
    "'', test.Quake.id, false",
    "a\\*b, a*b, true",
    "a\\*b, axb, false",
    "a\\, a\\, true",
  })
  void tags_areThoseOfMatchingPaths(String pattern, String path, boolean matches) {
    ObjectNode version = JsonNodeFactory.instance.objectNode().put("schema", QUAKE.toString());
    ObjectNode rule = rule("r", "WRITE", "r");
    rule.putArray("tags").add("PII");
    version.set("ruleSet", domain(rule));
    version.putObject("metadata").putObject("tags").putArray(pattern).add("PII").add("MORE");
    fixture.registry.put(SUBJECT, version);
    Set<String> tags = new HashSet<>();
    List<Boolean> concerned = new ArrayList<>();
    look(
        (context, message) -> {
          tags.addAll(context.tags(path, Set.of("INLINE")));
          concerned.add(context.concerns(context.tags(path, Set.of("INLINE"))));
          return message;
        });
    assertThat(tags).isEqualTo(matches ? Set.of("PII", "MORE", "INLINE") : Set.of("INLINE"));
    assertThat(concerned).containsExactly(matches);
  }

  @Test
  void ruleWithoutTags_concernsAllFields() {
    fixture.put(QUAKE, domain(rule("r", "WRITE", "r")));
    List<Boolean> concerned = new ArrayList<>();
    look(
        (context, message) -> {
          concerned.add(context.concerns(Set.of()));
          return message;
        });
    assertThat(concerned).containsExactly(true);
  }

  @Test
  void once_isMadeOncePerRule_howeverManyAsk() throws Exception {
    fixture.put(QUAKE, domain(rule("a", "WRITE", "a"), rule("b", "WRITE", "b")));
    AtomicInteger made = new AtomicInteger();
    CountDownLatch together = new CountDownLatch(4);
    TestExecutor executor =
        new TestExecutor(
            "TEST_WORD",
            (context, message) -> {
              if (message.equals(quake("first", 1))) {
                return message;
              }
              if (context.rule().name().equals("a")) {
                together.countDown();
                await(together);
              }
              StringBuilder mine =
                  context.once(
                      StringBuilder.class,
                      () -> {
                        made.incrementAndGet();
                        return new StringBuilder(context.rule().name());
                      });
              assertThat(mine).hasToString(context.rule().name());
              return message;
            });
    AvroSerializer<Object> serializer = fixture.serializer(RuleFixture.with(executor));
    serializer.serialize(TOPIC, new RecordHeaders(), quake("first", 1));
    inThreads(4, () -> serializer.serialize(TOPIC, new RecordHeaders(), quake("x", 1)));
    assertThat(made).hasValue(2);
    assertThat(executor.runs).hasValue(10);
  }

  @Test
  void once_thatFails_isTriedAgain() {
    fixture.put(QUAKE, domain(rule("r", "WRITE", "r")));
    AtomicInteger tries = new AtomicInteger();
    TestExecutor executor =
        new TestExecutor(
            "TEST_WORD",
            (context, message) ->
                context.once(
                    Object.class,
                    () -> {
                      if (tries.incrementAndGet() == 1) {
                        throw new IllegalStateException("not yet");
                      }
                      return message;
                    }));
    AvroSerializer<Object> serializer = fixture.serializer(RuleFixture.with(executor));
    assertThatThrownBy(() -> serializer.serialize(TOPIC, new RecordHeaders(), quake("x", 1)))
        .hasMessageContaining("not yet");
    assertThat(serializer.serialize(TOPIC, new RecordHeaders(), quake("x", 1))).isNotNull();
  }

  @Test
  void manyThreads_eachGetTheirOwnMessage() throws Exception {
    ObjectNode set = domain(rule("a", "WRITEREAD", "a"), rule("b", "WRITEREAD", "b"));
    set.putArray("encodingRules").add(rule("e", "WRITEREAD", "end"));
    fixture.put(QUAKE, set);
    AvroSerializer<Object> serializer = fixture.serializer();
    var deserializer = fixture.deserializer();
    AtomicInteger next = new AtomicInteger();
    inThreads(
        8,
        () -> {
          for (int i = 0; i < 500; i++) {
            String id = "id" + next.incrementAndGet() + "-";
            byte[] message = serializer.serialize(TOPIC, new RecordHeaders(), quake(id, i));
            assertThat(deserializer.deserialize(TOPIC, new RecordHeaders(), message))
                .isEqualTo(quake(id + "abba", i));
          }
          return null;
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void inThreads(int threads, Callable<?> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(pool.submit(work));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
