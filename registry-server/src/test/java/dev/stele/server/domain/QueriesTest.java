package dev.stele.server.domain;

import static dev.stele.server.domain.Registry.INCOMPATIBLE;
import static dev.stele.server.domain.Registry.ONE;
import static dev.stele.server.domain.Registry.TWO;
import static dev.stele.server.domain.Registry.avro;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.SchemaType;
import dev.stele.server.domain.RegistryError.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueriesTest {
  private static final Subject S = Subject.of("s");
  private final Registry registry = new Registry();

  @Test
  void lookup_theVeryContent_bearsNoStamp() {
    registry.register("s", ONE);

    SchemaVersion found = registry.lookup("s", " " + ONE).orElseThrow();

    assertThat(found.version()).isEqualTo(1);
    assertThat(found.stamp()).isEqualTo(Stamp.PENDING);
  }

  @Test
  void lookup_theSameMeaningInOtherWords_bearsTheStampOfItsRecord() {
    registry.register("base", "{\"type\":\"record\",\"name\":\"n.B\",\"fields\":[]}");
    Draft byReference =
        new Draft(
            SchemaType.AVRO,
            "{\"type\":\"record\",\"name\":\"U\",\"fields\":[{\"name\":\"b\",\"type\":\"n.B\"}]}",
            List.of(new RawReference("n.B", "base", 1)),
            Optional.empty(),
            Optional.empty());
    registry.accepted(new Register(S, byReference, false, false));
    String inlined =
        "{\"type\":\"record\",\"name\":\"U\",\"fields\":[{\"name\":\"b\",\"type\":"
            + "{\"type\":\"record\",\"name\":\"n.B\",\"fields\":[]}}]}";

    assertThat(registry.lookup("s", inlined).orElseThrow().stamp()).isEqualTo(new Stamp(1, 0));
  }

  @Test
  void lookup_softlyDeleted_onlyWhereAsked() {
    registry.register("s", ONE);
    registry.register("s", TWO);
    registry.accepted(new DeleteVersion(S, new VersionSpec(1), false));

    assertThat(kind(new Lookup(S, avro(ONE), false, false))).contains(Kind.SCHEMA_NOT_FOUND);
    assertThat(kind(new Lookup(S, avro(ONE), false, true))).isEmpty();
    assertThat(kind(new Lookup(Subject.of("t"), avro(ONE), false, true)))
        .contains(Kind.SUBJECT_NOT_FOUND);
  }

  @Test
  void lookup_nameOfAnotherContext_isFoundThere() {
    registry.register(":.c:s", ONE);

    assertThat(registry.lookup("s", ONE).orElseThrow().subject()).isEqualTo(Subject.of(":.c:s"));
  }

  @Test
  void lookup_noText_isNoSchema() {
    registry.register("s", ONE);

    assertThat(kind(new Lookup(S, avro(""), false, false))).contains(Kind.SCHEMA_NOT_FOUND);
  }

  @Test
  void compatibility_comparesWithTheVersionNamed() {
    registry.register("s", ONE);
    registry.accepted(new Register(S, avro(INCOMPATIBLE), false, true));

    assertThat(conflicts(Optional.of(new VersionSpec(1)), INCOMPATIBLE))
        .contains("{oldSchemaVersion: 1}");
    assertThat(conflicts(Optional.of(VersionSpec.LATEST), INCOMPATIBLE)).isEmpty();
    assertThat(conflicts(Optional.empty(), INCOMPATIBLE)).isEmpty();
  }

  @Test
  void compatibility_withNothing_isGiven() {
    assertThat(conflicts(Optional.of(VersionSpec.LATEST), ONE)).isEmpty();
    assertThat(kind(new CheckCompatibility(S, Optional.of(new VersionSpec(1)), avro(ONE), false)))
        .contains(Kind.VERSION_NOT_FOUND);
  }

  @Test
  void compatibility_noText_isRefused() {
    registry.register("s", ONE);

    assertThat(kind(new CheckCompatibility(S, Optional.empty(), avro(" "), false)))
        .contains(Kind.SCHEMA_INVALID);
  }

  private List<String> conflicts(Optional<VersionSpec> version, String text) {
    return registry
        .ask(new CheckCompatibility(S, version, avro(text), false))
        .fold(
            accepted -> accepted.reply(),
            error -> {
              throw new AssertionError(error);
            });
  }

  /** Why it is refused; empty if it is not. */
  private <R> Optional<Kind> kind(Query<R> query) {
    return registry
        .ask(query)
        .fold(accepted -> Optional.empty(), error -> Optional.of(error.kind()));
  }
}
