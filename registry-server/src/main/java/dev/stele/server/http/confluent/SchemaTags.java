package dev.stele.server.http.confluent;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.stele.schema.EntityTags;
import dev.stele.schema.SchemaEntity.Kind;
import dev.stele.server.http.HttpException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tags in a schema's text, in bodies and in answers. */
record SchemaTags(@Nullable SchemaEntity schemaEntity, @Nullable List<@Nullable String> tags) {

  /** What bears them. */
  record SchemaEntity(@Nullable String entityPath, @Nullable EntityType entityType) {}

  /** Its kind. */
  enum EntityType {
    @JsonProperty("sr_record")
    SR_RECORD,
    @JsonProperty("sr_field")
    SR_FIELD
  }

  static SchemaTags of(EntityTags found) {
    EntityType type =
        found.entity().kind() == Kind.RECORD ? EntityType.SR_RECORD : EntityType.SR_FIELD;
    return new SchemaTags(
        new SchemaEntity(found.entity().path(), type), new ArrayList<>(found.tags()));
  }

  /**
   * What a body asks for.
   *
   * @param name of the member of the body
   * @throws HttpException 400 if something is missing
   */
  static List<EntityTags> values(String name, @Nullable List<@Nullable SchemaTags> all) {
    return Members.elements(name, all).stream().map(each -> each.value(name)).toList();
  }

  private EntityTags value(String name) {
    SchemaEntity entity = Members.present(schemaEntity, "'schemaEntity'", name);
    String path = Members.present(entity.entityPath(), "'entityPath'", name);
    EntityType type = Members.present(entity.entityType(), "'entityType'", name);
    List<String> given = new ArrayList<>();
    for (String tag : Members.present(tags, "'tags'", name)) {
      given.add(Members.present(tag, "A tag", name));
    }
    return new EntityTags(
        new dev.stele.schema.SchemaEntity(
            path, type == EntityType.SR_RECORD ? Kind.RECORD : Kind.FIELD),
        given);
  }
}
