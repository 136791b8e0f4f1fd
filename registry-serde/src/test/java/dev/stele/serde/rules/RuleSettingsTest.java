package dev.stele.serde.rules;

import static dev.stele.serde.Schemas.QUAKE;
import static dev.stele.serde.Schemas.quake;
import static dev.stele.serde.rules.RuleFixture.domain;
import static dev.stele.serde.rules.RuleFixture.happened;
import static dev.stele.serde.rules.RuleFixture.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What the settings say of executors, actions and rules. */
@Timeout(120)
final class RuleSettingsTest {
  private final RuleFixture fixture = new RuleFixture();

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  private String written(Object... settings) {
    return fixture.writtenId(fixture.write(quake("x", 1), settings));
  }

  private static ObjectNode set(@Nullable String enableAt, boolean disabled) {
    ObjectNode set = domain(rule("r", "WRITE", "r").put("disabled", disabled));
    return enableAt == null ? set : set.put("enableAt", enableAt);
  }

  @ParameterizedTest
  @CsvSource({
    ", false, '', true",
    ", true, '', false",
    "ALL, false, '', true",
    "ALL, false, SERVER, true",
    "NONE, false, '', false",
    "NONE, false, CLIENT, false",
    "CLIENT, false, '', false",
    "CLIENT, false, CLIENT, true",
    "CLIENT, false, client, true",
    "CLIENT, true, CLIENT, false",
    "GATEWAY, false, CLIENT, false",
  })
  void enableAt_andDisabled_decide(
      @Nullable String enableAt, boolean disabled, String environment, boolean runs) {
    fixture.put(QUAKE, set(enableAt, disabled));
    assertThat(written("execution.environment", environment)).isEqualTo(runs ? "xr" : "x");
  }

  @ParameterizedTest
  @CsvSource({
    "r, true, false, false",
    "_TEST_WORD_, true, false, false",
    "_default_, true, false, false",
    "r, false, true, true",
    "_TEST_WORD_, false, true, true",
    "_default_, false, true, true",
    "other, true, false, true",
  })
  void setting_winsOverWhatTheRuleSays(
      String name, boolean setting, boolean disabled, boolean runs) {
    fixture.put(QUAKE, set(disabled ? "NONE" : null, disabled));
    assertThat(written("rule.executors." + name + ".disabled", setting))
        .isEqualTo(runs ? "xr" : "x");
  }

  @Test
  void settingOfTheRule_winsOverThatOfItsType_andThatOverTheDefault() {
    fixture.put(QUAKE, domain(rule("r", "WRITE", "r"), rule("s", "WRITE", "s")));
    assertThat(
            written(
                "rule.executors.r.disabled",
                "false",
                "rule.executors._TEST_WORD_.disabled",
                "true",
                "rule.executors._default_.disabled",
                "false"))
        .isEqualTo("xr");
  }

  @ParameterizedTest
  @CsvSource({"r", "_TEST_WORD_", "_default_"})
  void actions_mayBeSet(String name) {
    fixture.put(QUAKE, domain(rule("r", "WRITEREAD", "r").put("onSuccess", "ERROR")));
    Headers headers = new RecordHeaders();
    fixture.write(
        headers, quake("x", 1), "rule.executors." + name + ".onSuccess", "TEST_HEADER,NONE");
    assertThat(happened(headers)).isEqualTo("r passed|");
  }

  @Test
  void executorOnTheClassPath_takesItsParameters() {
    fixture.put(QUAKE, domain(rule("r", "WRITE", "r")));
    assertThat(written("rule.executors._default_.param.end", "!")).isEqualTo("xr!");
    assertThat(
            written(
                "rule.executors._default_.param.end",
                "!",
                "rule.executors._TEST_WORD_.param.end",
                "?"))
        .isEqualTo("xr?");
  }

  @Test
  void classPath_isLeftAlone_ifSetSo() {
    fixture.put(QUAKE, domain(rule("r", "WRITE", "r")));
    assertThatThrownBy(() -> written("rule.service.loader.enable", false))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("Could not find rule executor of type TEST_WORD");
  }

  @Test
  void namedExecutor_winsOverTheClassPath() {
    fixture.put(QUAKE, domain(rule("r", "WRITE", "r")));
    assertThat(
            written(
                "rule.executors",
                "mine",
                "rule.executors.mine.class",
                WordExecutor.class.getName(),
                "rule.executors.mine.param.end",
                "#",
                "rule.executors._default_.param.end",
                "!"))
        .isEqualTo("xr#");
  }

  @Test
  void executorNamedAsARule_isThatRules() {
    fixture.put(
        QUAKE, domain(rule("r", "WRITE", "r"), rule("s", "WRITE", "s"), rule("t", "WRITE", "t")));
    assertThat(
            written(
                "rule.executors",
                "mine,s,quakes-value:t",
                "rule.executors.mine.class",
                WordExecutor.class,
                "rule.executors.s.class",
                WordExecutor.class,
                "rule.executors.s.param.end",
                "1",
                "rule.executors.quakes-value:t.class",
                WordExecutor.class,
                "rule.executors.quakes-value:t.param.end",
                "2"))
        .isEqualTo("xrs1t2");
  }

  @Test
  void namedAction_takesItsParameters() {
    fixture.put(QUAKE, domain(rule("r", "WRITE", "r").put("onSuccess", "TEST_PARAM")));
    StringBuilder seen = new StringBuilder();
    RuleAction action =
        new RuleAction() {
          @Override
          public String type() {
            return "TEST_PARAM";
          }

          @Override
          public void configure(Map<String, ?> settings) {
            seen.append(settings.get("target"));
          }

          @Override
          public void run(RuleContext context, Object message, @Nullable RuleException failure) {
            seen.append(context.parameter("target").orElse("")).append(failure);
          }
        };
    written(RuleFixture.with(action, "rule.actions.given.param.target", "there"));
    assertThat(seen).hasToString("theretherenull");
  }

  @Test
  void executor_getsAllSettings_itsOwnFirst() {
    TestExecutor executor = new TestExecutor("TEST_OTHER");
    fixture.serializer(
        RuleFixture.with(executor, "acks", "all", "rule.executors.given.param.acks", "none"));
    assertThat(executor.settings)
        .containsEntry("schema.registry.url", fixture.registry.url())
        .containsEntry("acks", "none");
  }

  @Test
  void parameter_isTheRules_elseTheMetadatas_elseTheSettings() {
    ObjectNode rule = rule("r", "WRITE", "r");
    rule.putObject("params").put("a", "rule");
    fixture.put(QUAKE, domain(rule), "a", "metadata", "b", "metadata");
    StringBuilder seen = new StringBuilder();
    TestExecutor executor =
        new TestExecutor(
            "TEST_WORD",
            (context, message) -> {
              for (String name : List.of("a", "b", "c", "d")) {
                seen.append(context.parameter(name).orElse("-")).append(' ');
              }
              return message;
            });
    written(
        RuleFixture.with(
            executor,
            "rule.executors.given.param.a",
            "settings",
            "rule.executors.given.param.b",
            "settings",
            "rule.executors.given.param.c",
            "settings"));
    assertThat(seen).hasToString("rule metadata settings - ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "execution.environment | ALL | must be CLIENT, GATEWAY or SERVER",
        "execution.environment | MOON | must be CLIENT, GATEWAY or SERVER",
        "validation.rules.execution | BEFORE_DOMAIN_RULES | confluent:rules",
        "validation.rules.execution | AFTER_DOMAIN_RULES | the only value is DISABLED",
        "rule.executors.r.disabled | perhaps | must be true or false",
        "rule.service.loader.enable | perhaps | rule.service.loader.enable",
        "rule.executors | mine | rule.executors names mine, and rule.executors.mine.class is not",
        "rule.actions | mine | rule.actions names mine, and rule.actions.mine.class is not set",
      })
  void wrongSetting_isRefused(String setting, String value, String why) {
    assertThatThrownBy(() -> fixture.serializer(setting, value))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(setting)
        .hasMessageContaining(why);
    assertThatThrownBy(() -> fixture.deserializer(setting, value))
        .isInstanceOf(ConfigException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.example.Missing | there is no such class",
        "java.lang.String | does not implement dev.stele.serde.rules.RuleExecutor",
        "dev.stele.serde.rules.HeaderAction | does not implement",
      })
  void classThatIsNoExecutor_isRefused(String type, String why) {
    assertThatThrownBy(
            () -> fixture.serializer("rule.executors", "x", "rule.executors.x.class", type))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("rule.executors.x.class")
        .hasMessageContaining(why);
  }

  @Test
  void validationRules_disabled_areNone() {
    fixture.put(QUAKE, domain(rule("r", "WRITE", "r")));
    assertThat(written("validation.rules.execution", "DISABLED")).isEqualTo("xr");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rule.executor.x.class | did you mean rule.executors.*?",
        "rule.executors.x.onfailure | behind a name may stand .class, .param.*, .onSuccess",
        "rule.actions.x.onFailure | behind a name may stand .class, .param.*",
        "rule.executors.x.class | because rule.executors does not name x",
        "execution.enviroment | did you mean execution.environment?",
      })
  void settingWithoutEffect_isWarnedOf(String setting, String warning) {
    Logger logger = (Logger) LoggerFactory.getLogger("dev.stele.serde.internal");
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    logger.addAppender(appender);
    try {
      fixture.serializer(setting, "anything");
      fixture.serializer(
          RuleFixture.with(
              new TestExecutor("TEST_OTHER"),
              "rule.executors.x.onFailure",
              "NONE",
              "rule.executors._default_.param.some.class",
              "y"));
    } finally {
      logger.detachAppender(appender);
    }
    assertThat(appender.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .asString()
        .contains(setting)
        .contains(warning);
  }

  @Test
  void twoOnTheClassPathForOneType_areRefused_unlessOneIsNamed(@TempDir Path dir)
      throws IOException {
    try (URLClassLoader loader = classPath(dir, SecondWord.class.getName())) {
      assertThatThrownBy(() -> configureWith(loader))
          .isInstanceOf(ConfigException.class)
          .hasMessageContainingAll(
              WordExecutor.class.getName(),
              SecondWord.class.getName(),
              "are on the class path for type test_word: name one in rule.executors");
      configureWith(
          loader, "rule.executors", "w", "rule.executors.w.class", WordExecutor.class.getName());
    }
  }

  @Test
  void brokenOnTheClassPath_isRefused_unlessTheClassPathIsLeftAlone(@TempDir Path dir)
      throws IOException {
    try (URLClassLoader loader = classPath(dir, "com.example.Missing")) {
      assertThatThrownBy(() -> configureWith(loader))
          .isInstanceOf(ConfigException.class)
          .hasMessageContainingAll("com.example.Missing", "rule.service.loader.enable=false");
      configureWith(loader, "rule.service.loader.enable", "false");
    }
  }

  private static URLClassLoader classPath(Path dir, String executor) throws IOException {
    Path services = Files.createDirectories(dir.resolve("META-INF/services"));
    Files.writeString(services.resolve(RuleExecutor.class.getName()), executor);
    return new URLClassLoader(
        new URL[] {dir.toUri().toURL()}, Thread.currentThread().getContextClassLoader());
  }

  private void configureWith(ClassLoader loader, Object... settings) {
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      fixture.serializer(settings);
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  /** Another one of the same type. */
  public static final class SecondWord implements RuleExecutor {
    @Override
    public String type() {
      return "test_word";
    }

    @Override
    public Object execute(RuleContext context, Object message) {
      return message;
    }
  }
}
