package dev.stele.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.SchemaSource.Dependency;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SchemaSourceTest {
  private static final SchemaType A = new SchemaType("A");
  private static final Dependency ONE = dependency("n", "s", 1, "text");
  private static final Dependency OTHER = dependency("m", "s", 1, "text");

  private static Dependency dependency(String name, String subject, int version, String text) {
    return new Dependency(new Reference(name, subject, version), text);
  }

  private static SchemaSource source(String text, Dependency... dependencies) {
    return new SchemaSource(A, text, List.of(dependencies));
  }

  /** No two are equal. The lone surrogates have no encoding but UTF-16. */
  private static List<SchemaSource> sources() {
    return List.of(
        source(""),
        source("text"),
        source("?"),
        source("\ud800"),
        source("\ud801"),
        source("x".repeat(10_000)),
        source("x".repeat(9_999) + "y"),
        source("x".repeat(10_001)),
        new SchemaSource(new SchemaType("B"), "text", List.of()),
        source("text", ONE),
        source("text", ONE, ONE),
        source("text", ONE, OTHER),
        source("text", OTHER, ONE),
        source("text", dependency("n", "s", 2, "text")),
        source("text", dependency("n", "t", 1, "text")),
        source("text", dependency("n", "s", 1, "other")),
        source("text", dependency("ns", "", 1, "text")));
  }

  @Test
  void id_ofEqualSources_isEqual() {
    assertThat(sources()).isEqualTo(sources());
    assertThat(ids()).isEqualTo(ids());
  }

  @Test
  void id_ofOtherSources_isAnother() {
    assertThat(new HashSet<>(sources())).hasSameSizeAs(sources());
    assertThat(new HashSet<>(ids())).hasSameSizeAs(sources());
  }

  @Test
  void with_anotherText_isThatTextOnTheSameDependencies() {
    assertThat(source("other", ONE, OTHER).with(new HashedText("text")))
        .isEqualTo(source("text", ONE, OTHER));
    assertThat(source("other", ONE, OTHER).with(new HashedText("text")).id())
        .isEqualTo(source("text", ONE, OTHER).id());
  }

  private static List<SchemaSource.Id> ids() {
    List<SchemaSource.Id> ids = new ArrayList<>();
    sources().forEach(source -> ids.add(source.id()));
    return ids;
  }
}
