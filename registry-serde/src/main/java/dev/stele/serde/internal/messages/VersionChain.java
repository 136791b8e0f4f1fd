package dev.stele.serde.internal.messages;

import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.client.RegistryException;
import dev.stele.serde.client.SchemaOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Finds the versions a message has to be carried through to be read as another one. */
final class VersionChain {
  private static final String VERSION_PROPERTY = "confluent:version";

  /** Each is asked for, so that a number made up must not ask for millions. */
  private static final int MOST_VERSIONS = 10_000;

  private final RegistryClient client;

  VersionChain(RegistryClient client) {
    this.client = client;
  }

  /**
   * Every version from the writer's to the reader's, in that order, both included, each with its
   * number; none if the writer is no version of the subject and the reader has no migration rules,
   * so that none is about it.
   *
   * @throws IllegalStateException if the message cannot be carried from one to the other
   */
  List<RegisteredSchema> between(String subject, RegisteredSchema writer, RegisteredSchema reader) {
    if (writer.id() == reader.id()) {
      return List.of();
    }
    int from;
    try {
      from = version(subject, writer);
    } catch (RegistryException e) {
      if (e.status() == 404 && !hasMigrations(reader)) {
        return List.of();
      }
      throw e.status() == 404 ? foreign(e) : e;
    }
    int to = version(subject, reader);
    if (Math.abs(to - from) > MOST_VERSIONS) {
      throw new IllegalStateException(
          "more than " + MOST_VERSIONS + " versions lie between " + from + " and " + to);
    }
    int step = from <= to ? 1 : -1;
    List<RegisteredSchema> versions = new ArrayList<>();
    versions.add(numbered(writer, subject, from));
    for (int version = from + step; (to - version) * step > 0; version += step) {
      versions.add(numbered(client.version(subject, version), subject, version));
    }
    versions.add(numbered(reader, subject, to));
    return from == to ? List.of() : versions;
  }

  private static boolean hasMigrations(RegisteredSchema schema) {
    return schema.schema().ruleSet().filter(set -> !set.migrationRules().isEmpty()).isPresent();
  }

  private static IllegalStateException foreign(RegistryException cause) {
    return new IllegalStateException(
        "the message's schema is no version of the subject, whose migration rules therefore cannot"
            + " be applied; register it there, or read without use.latest.version and"
            + " use.latest.with.metadata",
        cause);
  }

  private static RegisteredSchema numbered(RegisteredSchema schema, String subject, int version) {
    return new RegisteredSchema(
        schema.id(), schema.guid(), Optional.of(subject), OptionalInt.of(version), schema.schema());
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
