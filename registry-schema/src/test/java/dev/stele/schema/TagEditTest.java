package dev.stele.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.SchemaEntity.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TagEditTest {
  @Test
  void of_aDotThatLeadsAPath_isTheSameEntity() {
    List<TagEdit> edits =
        TagEdit.of(
            List.of(tags("M.a", "A"), tags("M.b", "B"), tags(".M.a", "C", "A")),
            List.of(tags("M.c", "D"), tags(".M.b", "E")));

    assertThat(edits)
        .containsExactly(
            new TagEdit(new SchemaEntity("M.a", Kind.FIELD), List.of("A", "C"), List.of()),
            new TagEdit(new SchemaEntity("M.b", Kind.FIELD), List.of("B"), List.of("E")),
            new TagEdit(new SchemaEntity("M.c", Kind.FIELD), List.of(), List.of("D")));
  }

  @Test
  void of_oneTypeOfEntity_isNotTheOther() {
    EntityTags record = new EntityTags(new SchemaEntity("M.a", Kind.RECORD), List.of("R"));

    assertThat(TagEdit.of(List.of(tags("M.a", "A"), record), List.of())).hasSize(2);
  }

  @Test
  void applied_addsBehindWhatIsThere_andThenRemoves() {
    TagEdit edit =
        new TagEdit(new SchemaEntity("M", Kind.RECORD), List.of("C", "A", "D"), List.of("B", "D"));

    assertThat(edit.applied(List.of("A", "B", "A"))).containsExactly("A", "C");
  }

  private static EntityTags tags(String path, String... tags) {
    return new EntityTags(new SchemaEntity(path, Kind.FIELD), List.of(tags));
  }
}
