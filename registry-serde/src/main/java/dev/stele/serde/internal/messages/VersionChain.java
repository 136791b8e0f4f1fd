package dev.stele.serde.internal.messages;

import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.client.RegistryException;
import dev.stele.serde.client.SchemaOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Finds the versions a message has to be carried through to be read as another one. */
final class VersionChain {
  private static final String VERSION_PROPERTY = "confluent:version";

  private final RegistryClient client;

  VersionChain(RegistryClient client) {
    this.client = client;
  }

  /**
   * Every version from the writer's to the reader's, in that order, both included; none if the
   * writer is no version of the subject, so that none of its rules is about it.
   */
  List<RegisteredSchema> between(String subject, RegisteredSchema writer, RegisteredSchema reader) {
    if (writer.id() == reader.id()) {
      return List.of(reader);
    }
    int from;
    try {
      from = version(subject, writer);
    } catch (RegistryException e) {
      if (e.status() == 404) {
        return List.of();
      }
      throw e;
    }
    int to = version(subject, reader);
    int step = from <= to ? 1 : -1;
    List<RegisteredSchema> versions = new ArrayList<>();
    for (int version = from; version != to + step; version += step) {
      versions.add(client.version(subject, version));
    }
    return versions;
  }

  private int version(String subject, RegisteredSchema schema) {
    OptionalInt said = said(schema);
    if (said.isPresent()) {
      return said.getAsInt();
    }
    boolean here = schema.subject().filter(subject::equals).isPresent();
    if (here && schema.version().isPresent()) {
      return schema.version().getAsInt();
    }
    return client
        .lookup(subject, schema.schema(), Set.of(SchemaOption.DELETED))
        .version()
        .orElseThrow();
  }

  private static OptionalInt said(RegisteredSchema schema) {
    return schema
        .schema()
        .metadata()
        .map(metadata -> metadata.properties().get(VERSION_PROPERTY))
        .filter(text -> text.matches("[1-9][0-9]{0,8}"))
        .map(text -> OptionalInt.of(Integer.parseInt(text)))
        .orElse(OptionalInt.empty());
  }
}
