package dev.stele.server.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaType;
import dev.stele.server.domain.ContentHash;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.SchemaErased;
import dev.stele.server.domain.Event.SchemaWritten;
import dev.stele.server.domain.Metadata;
import dev.stele.server.domain.RuleSet;
import dev.stele.server.domain.SchemaContent;
import dev.stele.server.domain.Subject;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code SCHEMA}: one version of a subject. */
final class SchemaCodec implements RecordCodec {
  private static final int MAGIC = 1;
  private static final int MD5_BYTES = 16;

  @Override
  public String keytype() {
    return "SCHEMA";
  }

  @Override
  public Optional<JsonRecord> encode(Event event) {
    if (event instanceof SchemaWritten written) {
      ObjectNode key = key(written.subject(), written.version());
      return Optional.of(new JsonRecord(topic(), key, value(written)));
    }
    if (event instanceof SchemaErased erased) {
      return Optional.of(new JsonRecord(topic(), key(erased.subject(), erased.version()), null));
    }
    return Optional.empty();
  }

  private ObjectNode key(Subject subject, int version) {
    ObjectNode key = Json.object().put("keytype", keytype());
    Json.put(key, "subject", subject.qualified());
    return key.put("version", version).put("magic", MAGIC);
  }

  private static ObjectNode value(SchemaWritten written) {
    SchemaContent content = written.content();
    ObjectNode value = Json.object();
    Json.put(value, "subject", written.subject().qualified());
    value.put("version", written.version()).put("id", written.id());
    Json.put(value, "md5", md5(content));
    Json.put(value, "schemaType", content.type().name());
    if (!content.references().isEmpty()) {
      ArrayNode references = value.putArray("references");
      content.references().forEach(reference -> references.add(reference(reference)));
    }
    Json.put(value, "metadata", MetadataJson.write(content.metadata().orElse(null)));
    Json.put(value, "ruleSet", RuleSetJson.write(content.ruleSet().orElse(null)));
    Json.put(value, "schema", content.text());
    return value.put("deleted", written.deleted());
  }

  private static ObjectNode reference(Reference reference) {
    ObjectNode json = Json.object();
    Json.put(json, "name", reference.name());
    Json.put(json, "subject", reference.subject());
    return json.put("version", reference.version());
  }

  // Only where it cannot be computed from the rest, as with metadata whose values are encrypted.
  private static @Nullable String md5(SchemaContent content) {
    UUID guid = content.guid();
    if (guid.equals(computedGuid(content))) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.allocate(MD5_BYTES);
    bytes.putLong(guid.getMostSignificantBits()).putLong(guid.getLeastSignificantBits());
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static UUID computedGuid(SchemaContent content) {
    return ContentHash.of(
        content.text(), content.references(), content.metadata(), content.ruleSet());
  }

  @Override
  public Optional<Event> decode(JsonRecord json) {
    int magic = Json.integer(json.key(), "magic");
    if (magic != 0 && magic != MAGIC) {
      throw new CorruptRecordException("magic is " + magic + ", not 0 or 1");
    }
    Subject subject = SubjectKey.read(json.key());
    int version = Json.integer(json.key(), "version");
    JsonNode value = json.value();
    return Optional.of(
        value == null
            ? new SchemaErased(subject, version)
            : new SchemaWritten(
                subject,
                version,
                Json.integer(value, "id"),
                content(value),
                Json.flag(value, "deleted")));
  }

  private static SchemaContent content(JsonNode value) {
    String type = Json.optionalText(value, "schemaType");
    String text = Json.text(value, "schema");
    List<Reference> references =
        Json.elements(value, "references").stream().map(SchemaCodec::reference).toList();
    Optional<Metadata> metadata = Optional.ofNullable(MetadataJson.read(value, "metadata"));
    Optional<RuleSet> ruleSet = Optional.ofNullable(RuleSetJson.read(value, "ruleSet"));
    UUID md5 = guid(Json.optionalText(value, "md5"));
    return new SchemaContent(
        type == null ? SchemaType.AVRO : new SchemaType(type),
        text,
        references,
        metadata,
        ruleSet,
        md5 == null ? ContentHash.of(text, references, metadata, ruleSet) : md5);
  }

  private static Reference reference(JsonNode json) {
    if (!json.isObject()) {
      throw new CorruptRecordException("a reference is not an object");
    }
    return new Reference(
        Json.text(json, "name"), Json.text(json, "subject"), Json.integer(json, "version"));
  }

  private static @Nullable UUID guid(@Nullable String md5) {
    if (md5 == null) {
      return null;
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(md5);
    } catch (IllegalArgumentException e) {
      throw new CorruptRecordException("md5 is not base64: " + e.getMessage());
    }
    if (bytes.length != MD5_BYTES) {
      throw new CorruptRecordException("md5 has " + bytes.length + " bytes, not " + MD5_BYTES);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }
}
