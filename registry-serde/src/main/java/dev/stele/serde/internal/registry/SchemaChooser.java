package dev.stele.serde.internal.registry;

import dev.stele.serde.SerdeConfig;
import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.client.SchemaDefinition;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.settings.SchemaChoice;
import java.util.Optional;
import java.util.Set;

/** Asks the registry for the schema to write with, or to read into, as the settings say. */
public final class SchemaChooser {
  private final RegistryClient client;
  private final SchemaChoice choice;

  public SchemaChooser(RegistryClient client, SchemaChoice choice) {
    this.client = client;
    this.choice = choice;
  }

  /** The place of what is to be written, with the schema that the settings name, if they do. */
  public Place at(Place subject) {
    if (choice.autoRegister()) {
      return subject;
    }
    if (choice.schemaId().isPresent()) {
      return subject.at(choice.schemaId().getAsInt());
    }
    return choice.guid().map(subject::at).orElse(subject);
  }

  /**
   * The schema to write with.
   *
   * @param own the schema of the object
   */
  public ChosenSchema toWrite(String subject, SchemaDefinition own) {
    if (choice.autoRegister()) {
      return new ChosenSchema(client.register(subject, own, choice.options()), "", false, false);
    }
    String idStrict = choice.idStrict() ? SerdeConfig.ID_COMPATIBILITY_STRICT : "";
    if (choice.schemaId().isPresent()) {
      int id = choice.schemaId().getAsInt();
      return new ChosenSchema(client.schemaById(id, subject), idStrict, !choice.idStrict(), false);
    }
    if (choice.guid().isPresent()) {
      return new ChosenSchema(byGuid(subject), idStrict, !choice.idStrict(), false);
    }
    Optional<RegisteredSchema> latest = latest(subject);
    if (latest.isPresent()) {
      // Who asks for certain metadata has chosen: only "the latest" is a guess to be checked.
      boolean strict = choice.latestStrict() && choice.latestMetadata().isEmpty();
      return new ChosenSchema(
          latest.get(), strict ? SerdeConfig.LATEST_COMPATIBILITY_STRICT : "", !strict, true);
    }
    return new ChosenSchema(client.lookup(subject, own, choice.options()), "", false, false);
  }

  /** A guid's schema has an id in each context that holds it: the subject's counts. */
  private RegisteredSchema byGuid(String subject) {
    SchemaDefinition schema = client.schemaByGuid(choice.guid().orElseThrow()).schema();
    return client.lookup(subject, schema, Set.of());
  }

  /** The latest version to write with or read into; empty if the settings ask for none. */
  public Optional<RegisteredSchema> latest(String subject) {
    if (!choice.latestMetadata().isEmpty()) {
      return Optional.of(client.latestWithMetadata(subject, choice.latestMetadata()));
    }
    return choice.useLatest() ? Optional.of(client.latest(subject)) : Optional.empty();
  }
}
