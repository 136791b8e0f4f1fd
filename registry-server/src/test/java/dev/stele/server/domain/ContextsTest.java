package dev.stele.server.domain;

import static dev.stele.server.domain.Registry.ONE;
import static dev.stele.server.domain.Registry.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.Reference;
import dev.stele.schema.SchemaType;
import dev.stele.server.domain.Event.ContextRemoved;
import dev.stele.server.domain.Reads.ContextId;
import dev.stele.server.domain.Reads.Include;
import dev.stele.server.domain.RegistryError.Kind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextsTest {
  private final Registry registry = new Registry();

  @Test
  void contexts_afterARegistration_areListed_theDefaultOneFirst() {
    registry.register(":.b:s", ONE);
    registry.register(":.a:s", ONE);
    registry.register("s", ONE);

    assertThat(Reads.contexts(registry.state(), "")).containsExactly(".", ".a", ".b");
    assertThat(Reads.contexts(registry.state(), ".b")).containsExactly(".b");
  }

  @Test
  void deleteContext_withASoftlyDeletedSchema_isRefused() {
    registry.register(":.c:s", ONE);
    registry.accepted(new DeleteSubject(Subject.of(":.c:s"), false));

    RegistryError error = registry.refused(new DeleteContext(".c"));

    assertThat(error.kind()).isEqualTo(Kind.CONTEXT_NOT_EMPTY);
    assertThat(error.message()).isEqualTo("The specified context ':.c:' is not empty.");
  }

  @Test
  void deleteContext_thatIsEmpty_isGone_andItsIdsAreNotGivenOutAgain() {
    registry.register(":.c:s", ONE);
    registry.accepted(new DeleteSubject(Subject.of(":.c:s"), false));
    registry.accepted(new DeleteSubject(Subject.of(":.c:s"), true));

    registry.accepted(new DeleteContext(".c"));

    assertThat(Reads.contexts(registry.state(), "")).containsExactly(".");
    assertThat(registry.register(":.c:s", TWO).id()).isEqualTo(2);
  }

  @Test
  void deleteContext_thatNobodyKnows_isWritten() {
    registry.accepted(new DeleteContext(".nope"));

    assertThat(registry.log()).containsExactly(new ContextRemoved(".nope"));
  }

  @Test
  void deleteContext_thatIsReadOnly_isRefused() {
    registry.mode(":.c:", Mode.READONLY);

    assertThat(registry.refused(new DeleteContext(".c")).kind()).isEqualTo(Kind.NOT_PERMITTED);
  }

  @Test
  void guid_isFoundInEveryContext_theDefaultOneFirst() {
    registry.register(":.b:s", TWO);
    registry.register(":.b:s", ONE);
    UUID guid = registry.register(":.a:s", ONE).content().guid();
    assertThat(Reads.schema(registry.state(), guid))
        .map(SchemaVersion::subject)
        .hasValue(Subject.of(":.a:s"));
    registry.register("s", ONE);

    assertThat(Reads.ids(registry.state(), guid))
        .containsExactly(new ContextId(".", 1), new ContextId(".a", 1), new ContextId(".b", 2));
    assertThat(Reads.schema(registry.state(), guid))
        .map(SchemaVersion::subject)
        .hasValue(Subject.of("s"));
  }

  @Test
  void guid_unknown_isNowhere() {
    registry.register("s", ONE);

    assertThat(Reads.ids(registry.state(), new UUID(1, 2))).isEmpty();
    assertThat(Reads.schema(registry.state(), new UUID(1, 2))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "~~, a ab",
        "a, a ab",
        ":.:a, a ab",
        ":*:, :.p:a :.px:b a ab",
        ":*:b, :.px:b",
        ":.p:, :.p:a",
        ":.p, :.p:a :.px:b",
        ":.p:b, ~~",
        "*, ~~",
      })
  void subjects_byPrefix(String prefix, String found) {
    List.of("ab", "a", ":.px:b", ":.p:a").forEach(name -> registry.register(name, ONE));

    assertThat(Reads.subjects(registry.state(), prefix, Include.LIVE))
        .extracting(Subject::qualified)
        .isEqualTo(found.isEmpty() ? List.of() : List.of(found.split(" ")));
  }

  @Test
  void search_holdsWhatItIsAskedFor() {
    registry.register("s", ONE);
    registry.register("s", TWO);
    registry.register(":.c:s", ONE);
    registry.accepted(new DeleteVersion(Subject.of("s"), new VersionSpec(1), false));

    assertThat(found("", Include.LIVE, false)).containsExactly("s 2");
    assertThat(found("", Include.ALL, false)).containsExactly("s 1", "s 2");
    assertThat(found("", Include.ALL, true)).containsExactly("s 2");
    assertThat(found(":*:", Include.LIVE, true)).containsExactly(":.c:s 1", "s 2");
  }

  private List<String> found(String prefix, Include include, boolean latestOnly) {
    return new SchemaSearch(prefix, false, include, latestOnly, Optional.empty(), Optional.empty())
        .in(registry.state()).stream()
            .map(SchemaSearch.Found::version)
            .map(version -> version.subject() + " " + version.version())
            .toList();
  }

  @Test
  void reference_toAnotherContext_holdsItsTarget() {
    registry.register(":.a:base", "{\"type\":\"record\",\"name\":\"n.B\",\"fields\":[]}");

    SchemaVersion user = registerUser(":.b:use", ":.a:base");

    assertThat(user.content().references()).containsExactly(new Reference("n.B", ":.a:base", 1));
    assertThat(registry.refused(new DeleteSubject(Subject.of(":.a:base"), false)).kind())
        .isEqualTo(Kind.REFERENCE_EXISTS);
  }

  @Test
  void reference_withoutContext_isOfTheReferrersOwn() {
    registry.register(":.a:base", "{\"type\":\"record\",\"name\":\"n.B\",\"fields\":[]}");

    assertThat(registry.refused(user(":.b:use", "base")).message())
        .contains("No schema reference found for subject \":.b:base\" and version 1");
    SchemaVersion user = registerUser(":.a:use", "base");
    assertThat(user.withQualifiedReferences().content())
        .isEqualTo(registerUser(":.b:use", ":.a:base").content());
  }

  private SchemaVersion registerUser(String subject, String target) {
    return registry.accepted(user(subject, target));
  }

  private static Register user(String subject, String target) {
    Draft draft =
        new Draft(
            SchemaType.AVRO,
            "{\"type\":\"record\",\"name\":\"U\",\"fields\":[{\"name\":\"b\",\"type\":\"n.B\"}]}",
            List.of(new RawReference("n.B", target, 1)),
            Optional.empty(),
            Optional.empty());
    return new Register(Subject.of(subject), draft, false, false);
  }
}
