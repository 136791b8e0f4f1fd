package dev.stele.serde.rules;

import static dev.stele.serde.Schemas.QUAKE;
import static dev.stele.serde.Schemas.quake;
import static dev.stele.serde.rules.RuleFixture.domain;
import static dev.stele.serde.rules.RuleFixture.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.serde.SteleDeserializer;
import dev.stele.serde.avro.AvroDeserializer;
import dev.stele.serde.avro.AvroSerde;
import dev.stele.serde.avro.AvroSerializer;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made is closed once: by closing, by another configuration, or when one fails. */
@Timeout(120)
final class RuleClosingTest {
  private final RuleFixture fixture = new RuleFixture();

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  /** What Kafka configures and closes. */
  private record Made(Configure configure, Runnable close) {
    interface Configure {
      void with(Map<String, ?> settings, boolean isKey);
    }

    static Made writing(Serializer<?> serializer) {
      return new Made(serializer::configure, serializer::close);
    }

    static Made reading(Deserializer<?> deserializer) {
      return new Made(deserializer::configure, deserializer::close);
    }

    static Made both(Serde<?> serde) {
      return new Made(serde::configure, serde::close);
    }
  }

  /** A serde has its executors twice: those that write and those that read. */
  private record Kind(String name, int executors, Supplier<Made> make) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Kind> kinds() {
    return List.of(
        new Kind("serializer", 1, () -> Made.writing(new AvroSerializer<>())),
        new Kind("deserializer", 1, () -> Made.reading(new AvroDeserializer<>())),
        new Kind("of all formats", 1, () -> Made.reading(new SteleDeserializer())),
        new Kind("serde", 2, () -> Made.both(new AvroSerde<>())));
  }

  private Map<String, Object> settings(RulePlugin plugin, Object... more) {
    return fixture.settings(RuleFixture.with(plugin, more));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void closing_closesEachOnce(Kind kind) {
    TestExecutor executor = new TestExecutor("TEST_OTHER");
    Made made = kind.make.get();
    made.configure.with(settings(executor), false);
    assertThat(executor.closed).hasValue(0);
    made.close.run();
    made.close.run();
    assertThat(executor.closed).hasValue(kind.executors);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void configuringAgain_closesWhatWasMadeBefore(Kind kind) {
    TestExecutor first = new TestExecutor("TEST_OTHER");
    TestExecutor second = new TestExecutor("TEST_OTHER");
    Made made = kind.make.get();
    made.configure.with(settings(first), false);
    made.configure.with(settings(second), false);
    assertThat(first.closed).hasValue(kind.executors);
    assertThat(second.closed).hasValue(0);
    made.close.run();
    assertThat(first.closed).hasValue(kind.executors);
    assertThat(second.closed).hasValue(kind.executors);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void failingConfiguration_ofAnAction_closesExecutors(Kind kind) {
    TestExecutor executor = new TestExecutor("TEST_OTHER");
    Made made = kind.make.get();
    assertThatThrownBy(
            () -> made.configure.with(settings(executor, "rule.actions", "missing"), false))
        .isInstanceOf(ConfigException.class);
    assertThat(executor.closed).hasValue(1);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void failingConfiguration_ofTheFormat_closesExecutors(Kind kind) {
    TestExecutor executor = new TestExecutor("TEST_OTHER");
    Made made = kind.make.get();
    assertThatThrownBy(
            () -> made.configure.with(settings(executor, "schema.reflection", "perhaps"), false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.reflection");
    assertThat(executor.closed.get()).isEqualTo(executor.configured.get());
  }

  @Test
  void failingDeserializer_ofASerde_closesTheSerializersExecutors() {
    TestExecutor executor = new TestExecutor("TEST_OTHER");
    Map<String, Object> settings = settings(executor, "specific.avro.value.type", String.class);
    AvroSerde<Object> serde = new AvroSerde<>();
    assertThatThrownBy(() -> serde.configure(settings, false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("specific.avro.value.type");
    assertThat(executor.configured).hasValue(2);
    assertThat(executor.closed).hasValue(2);
  }

  @Test
  void executorThatCannotBeLinked_closesThoseBeforeIt() {
    TestExecutor first = new TestExecutor("TEST_OTHER");
    TestExecutor second =
        new TestExecutor("TEST_ANOTHER").failing(new NoClassDefFoundError("org/example/Missing"));
    Map<String, Object> settings =
        fixture.settings(
            "rule.executors",
            "a,b",
            "rule.executors.a.class",
            first,
            "rule.executors.b.class",
            second);
    assertThatThrownBy(() -> new AvroSerializer<>().configure(settings, false))
        .isInstanceOf(NoClassDefFoundError.class);
    assertThat(first.closed).hasValue(1);
    assertThat(second.closed).hasValue(1);
  }

  @Test
  void executorGivenAsAnObject_isUsableAfterConfiguringAgain() {
    fixture.put(QUAKE, domain(rule("r", "WRITE", "r").put("type", "TEST_OTHER")));
    TestExecutor executor = new TestExecutor("TEST_OTHER");
    AvroSerializer<Object> serializer = fixture.serializer(RuleFixture.with(executor));
    serializer.configure(settings(executor), false);
    assertThat(executor.happened).containsExactly("configure", "close", "configure");
    serializer.serialize(RuleFixture.TOPIC, quake("x", 1));
    assertThat(executor.runs).hasValue(1);
  }

  @Test
  void failingConfiguration_afterAnother_leavesNothingOpen() {
    TestExecutor executor = new TestExecutor("TEST_OTHER");
    AvroSerializer<Object> serializer = fixture.serializer(RuleFixture.with(executor));
    Map<String, Object> wrong = fixture.settings("auto.register.schemas", "perhaps");
    assertThatThrownBy(() -> serializer.configure(wrong, false))
        .isInstanceOf(ConfigException.class);
    assertThat(executor.closed).hasValue(1);
    assertThatThrownBy(() -> serializer.serialize(RuleFixture.TOPIC, quake("x", 1)))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("AvroSerializer was not configured");
  }
}
