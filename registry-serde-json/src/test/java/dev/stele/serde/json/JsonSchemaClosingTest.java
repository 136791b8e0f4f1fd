package dev.stele.serde.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.serde.rules.RuleContext;
import dev.stele.serde.rules.RuleExecutor;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

/** What is made is closed: by closing, by another configuration, or when one fails. */
final class JsonSchemaClosingTest {
  private final Counted executor = new Counted();

  private Map<String, Object> settings(String setting, Object value) {
    return Map.of(
        "schema.registry.url",
        "http://localhost:1",
        "rule.executors",
        "given",
        "rule.executors.given.class",
        executor,
        setting,
        value);
  }

  @Test
  void configuringAgain_closesWhatWasMadeBefore() {
    JsonSchemaSerializer<Object> serializer = new JsonSchemaSerializer<>();
    serializer.configure(settings("auto.register.schemas", false), false);
    serializer.configure(settings("auto.register.schemas", false), false);
    assertThat(executor.configured).isEqualTo(2);
    assertThat(executor.closed).isEqualTo(1);
    serializer.close();
    assertThat(executor.closed).isEqualTo(2);
  }

  @Test
  void wrongSetting_ofTheFormat_closesWhatWasMade() {
    Map<String, Object> wrong = settings("json.indent.output", "perhaps");
    assertThatThrownBy(() -> new JsonSchemaSerializer<Object>().configure(wrong, false))
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> new JsonSchemaDeserializer<Object>().configure(wrong, false))
        .isInstanceOf(ConfigException.class);
    assertThat(executor.closed).isEqualTo(executor.configured);
  }

  @Test
  void serde_whoseDeserializerFails_closesItsSerializer() {
    executor.failsAt = 2;
    Map<String, Object> settings = settings("auto.register.schemas", false);
    JsonSchemaSerde<Object> serde = new JsonSchemaSerde<>();
    assertThatThrownBy(() -> serde.configure(settings, false)).isInstanceOf(ConfigException.class);
    assertThat(executor.configured).isEqualTo(2);
    assertThat(executor.closed).isEqualTo(2);
  }

  private static final class Counted implements RuleExecutor {
    private int configured;
    private int closed;
    private int failsAt;

    @Override
    public String type() {
      return "COUNTED";
    }

    @Override
    public void configure(Map<String, ?> settings) {
      configured++;
      if (configured == failsAt) {
        throw new ConfigException("for the test");
      }
    }

    @Override
    public Object execute(RuleContext context, Object message) {
      return message;
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
