package dev.stele.serde.protobuf;

import com.google.protobuf.Descriptors.FileDescriptor;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaType;
import dev.stele.schema.protobuf.ProtobufDescriptors;
import dev.stele.serde.MessageSchema;
import dev.stele.serde.SerdeConfig;
import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.client.SchemaDefinition;
import dev.stele.serde.client.SchemaOption;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.registry.ChosenSchema;
import dev.stele.serde.internal.settings.SchemaChoice;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sees to it that what a file imports is in the registry, each file after those it imports itself.
 * Thread-safe.
 */
final class References {
  private final ProtobufSettings settings;
  private final SchemaChoice choice;
  private final RegistryClient client;
  private final Set<SchemaOption> options = EnumSet.noneOf(SchemaOption.class);

  References(ProtobufSettings settings, SchemaChoice choice, RegistryClient client) {
    this.settings = settings;
    this.choice = choice;
    this.client = client;
    if (choice.options().contains(SchemaOption.NORMALIZE)) {
      options.add(SchemaOption.NORMALIZE);
    }
  }

  /** A file's text with references to all it imports, which are registered or looked up. */
  SchemaDefinition definition(Place place, FileDescriptor file) {
    List<Reference> references = new ArrayList<>();
    for (FileDescriptor imported : imports(file)) {
      String path = imported.getName();
      if (!settings.skipKnownTypes() || !ProtobufDescriptors.isWellKnown(path)) {
        references.add(reference(place, imported));
      }
    }
    return new SchemaDefinition(SchemaType.PROTOBUF, ProtobufDescriptors.text(file), references);
  }

  /** In the order the reference's clients take: what is imported publicly comes last. */
  private static List<FileDescriptor> imports(FileDescriptor file) {
    List<FileDescriptor> imports = new ArrayList<>(file.getDependencies());
    imports.removeAll(file.getPublicDependencies());
    imports.addAll(file.getPublicDependencies());
    return imports;
  }

  private Reference reference(Place place, FileDescriptor file) {
    SchemaDefinition definition = definition(place, file);
    Optional<String> first =
        file.getMessageTypes().stream().findFirst().map(message -> message.getFullName());
    String subject =
        settings
            .referenceSubjects()
            .subject(
                file.getName(),
                place.topic(),
                place.isKey(),
                new MessageSchema(SchemaType.PROTOBUF, first));
    RegisteredSchema registered = registered(place.in(subject), file, definition);
    int version =
        registered
            .version()
            .orElseGet(() -> client.lookup(subject, definition, options).version().orElse(0));
    if (version < 1) {
      throw place.in(subject).failed("the registry did not say the version of " + file.getName());
    }
    return new Reference(file.getName(), subject, version);
  }

  private RegisteredSchema registered(
      Place place, FileDescriptor file, SchemaDefinition definition) {
    if (choice.autoRegister() && !settings.lookUpReferences()) {
      return client.register(place.subject(), definition, options);
    }
    if (choice.useLatest() && !settings.lookUpReferences()) {
      RegisteredSchema latest = client.latest(place.subject());
      if (choice.latestStrict() && !latest.schema().text().equals(definition.text())) {
        new ChosenSchema(latest, SerdeConfig.LATEST_COMPATIBILITY_STRICT, false, true)
            .refuseFor(place, Compatibility.reasons(client.source(latest), file));
      }
      return latest;
    }
    return client.lookup(place.subject(), definition, options);
  }
}
