package dev.stele.server.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.server.domain.Reads.Include;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AliasesTest {
  private static State with(String name, String alias) {
    return alias(State.empty(Defaults.STANDARD), name, alias);
  }

  private static State alias(State state, String name, String alias) {
    Config config =
        new Config(alias, null, null, null, null, null, null, null, null, null, null, null, null);
    return state.apply(new Event.ConfigSet(Subject.of(name), config), new Stamp(0, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "a,        b,        b",
    "a,        :.c:b,    :.c:b",
    ":.c:a,    b,        :.c:b",
    ":.c:a,    :.d:b,    :.d:b",
    ":.c:a,    :.:b,     b",
    "a,        '',       a",
    "a,        a,        a",
  })
  void target_isInTheNamesContext_unlessItNamesOne(String name, String alias, String target) {
    assertThat(Aliases.target(with(name, alias), Subject.of(name))).isEqualTo(Subject.of(target));
  }

  @Test
  void target_isOneStepAway() {
    State state = alias(with("a", "b"), "b", "c");

    assertThat(Aliases.target(state, Subject.of("a"))).isEqualTo(Subject.of("b"));
  }

  @Test
  void command_isAimedByTheStateItIsDecidedOn() {
    Registry registry = new Registry();
    registry.register("b", "\"int\"");
    Command<List<Integer>> delete =
        Aliases.command(Subject.of("a"), meant -> new DeleteSubject(meant, false));

    assertThat(delete.decide(registry.state(), new DirectVerdicts()))
        .isInstanceOf(Decision.Rejected.class);
    assertThat(delete.decide(alias(registry.state(), "a", "b"), new DirectVerdicts()))
        .isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void search_findsWhatTheNamesStandFor_andTellsTheNames() {
    Registry registry = new Registry();
    registry.register("b", "\"int\"");
    State state = alias(alias(registry.state(), "a2", "b"), "a1", "b");
    SchemaSearch search =
        new SchemaSearch("a", true, Include.LIVE, true, Optional.empty(), Optional.empty());

    assertThat(search.in(state))
        .extracting(found -> found.version().subject())
        .containsExactly(Subject.of("b"));
    assertThat(search.aliases(state).get(Subject.of("b")))
        .containsExactly(Subject.of("a1"), Subject.of("a2"));
  }

  @Test
  void search_ofANameWithoutSchemas_findsNothing() {
    SchemaSearch search =
        new SchemaSearch("a", true, Include.LIVE, true, Optional.empty(), Optional.empty());

    assertThat(search.in(with("a", "nowhere"))).isEmpty();
  }
}
