package dev.stele.server.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.server.domain.Association;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.AssociationRemoved;
import dev.stele.server.domain.Event.AssociationSet;
import dev.stele.server.domain.LifecyclePolicy;
import java.util.Optional;

/** {@code ASSOC}: a resource, for instance a topic, uses a subject. */
final class AssociationCodec implements RecordCodec {
  @Override
  public String keytype() {
    return "ASSOC";
  }

  @Override
  public Optional<JsonRecord> encode(Event event) {
    if (event instanceof AssociationSet set) {
      return Optional.of(
          new JsonRecord(topic(), key(set.association().key()), value(set.association())));
    }
    if (event instanceof AssociationRemoved removed) {
      return Optional.of(new JsonRecord(topic(), key(removed.key()), null));
    }
    return Optional.empty();
  }

  private ObjectNode key(Association.Key association) {
    ObjectNode key = Json.object().put("keytype", keytype()).put("tenant", Tenant.DEFAULT);
    Json.put(key, "resourceName", association.resourceName());
    Json.put(key, "resourceNamespace", association.resourceNamespace());
    Json.put(key, "resourceType", association.resourceType());
    Json.put(key, "associationType", association.associationType());
    Json.put(key, "subject", association.subject().qualified());
    return key.put("magic", 0);
  }

  private static ObjectNode value(Association association) {
    Association.Key key = association.key();
    ObjectNode value = Json.object();
    Json.put(value, "guid", association.guid());
    Json.put(value, "tenant", Tenant.DEFAULT);
    Json.put(value, "resourceName", key.resourceName());
    Json.put(value, "resourceNamespace", key.resourceNamespace());
    Json.put(value, "resourceId", association.resourceId());
    Json.put(value, "resourceType", key.resourceType());
    Json.put(value, "associationType", key.associationType());
    Json.put(value, "subject", key.subject().qualified());
    Json.put(value, "lifecycle", association.lifecycle());
    value.put("frozen", association.frozen());
    if (association.createdMs() != null) {
      value.put("createTs", association.createdMs());
    }
    return value;
  }

  @Override
  public Optional<Event> decode(JsonRecord json) {
    Tenant.check(json.key());
    Association.Key key =
        new Association.Key(
            Json.text(json.key(), "resourceName"),
            Json.text(json.key(), "resourceNamespace"),
            Json.text(json.key(), "resourceType"),
            Json.text(json.key(), "associationType"),
            SubjectKey.read(json.key()));
    JsonNode value = json.value();
    return Optional.of(
        value == null
            ? new AssociationRemoved(key)
            : new AssociationSet(
                new Association(
                    key,
                    Json.optionalText(value, "guid"),
                    Json.optionalText(value, "resourceId"),
                    lifecycle(value),
                    Json.flag(value, "frozen"),
                    Json.optionalLong(value, "createTs"),
                    null)));
  }

  // What says nothing of it is read as the reference registry does.
  private static LifecyclePolicy lifecycle(JsonNode value) {
    LifecyclePolicy lifecycle = Json.optionalConstant(value, "lifecycle", LifecyclePolicy.class);
    return lifecycle == null ? LifecyclePolicy.WEAK : lifecycle;
  }
}
