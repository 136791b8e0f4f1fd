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
    List<EntityTags> values = new ArrayList<>();
    for (SchemaTags each : all == null ? List.<@Nullable SchemaTags>of() : all) {
      values.add(present(each, "An element", name).value(name));
    }
    return values;
  }

  private EntityTags value(String name) {
    SchemaEntity entity = present(schemaEntity, "'schemaEntity'", name);
    String path = present(entity.entityPath(), "'entityPath'", name);
    EntityType type = present(entity.entityType(), "'entityType'", name);
    List<String> given = new ArrayList<>();
    for (String tag : present(tags, "'tags'", name)) {
      given.add(present(tag, "A tag", name));
    }
    return new EntityTags(
        new dev.stele.schema.SchemaEntity(
            path, type == EntityType.SR_RECORD ? Kind.RECORD : Kind.FIELD),
        given);
  }

  private static <T> T present(@Nullable T value, String which, String where) {
    if (value == null) {
      throw new HttpException(400, which + " of '" + where + "' is null");
    }
    return value;
  }
}
