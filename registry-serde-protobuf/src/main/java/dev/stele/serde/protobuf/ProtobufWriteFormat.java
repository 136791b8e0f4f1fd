package dev.stele.serde.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.schema.protobuf.MessageIndexes;
import dev.stele.schema.protobuf.ProtobufDescriptors;
import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.client.SchemaOption;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.messages.OwnSchema;
import dev.stele.serde.internal.messages.PayloadWriter;
import dev.stele.serde.internal.messages.WireFormat;
import dev.stele.serde.internal.messages.WriteFormat;
import dev.stele.serde.internal.registry.ChosenSchema;
import dev.stele.serde.internal.settings.SchemaChoice;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** What a serializer knows of Protobuf. Thread-safe. */
final class ProtobufWriteFormat implements WriteFormat<Descriptor> {
  private final SchemaChoice choice;
  private final RegistryClient client;
  private final References references;

  ProtobufWriteFormat(ProtobufSettings settings, SchemaChoice choice, RegistryClient client) {
    this.choice = choice;
    this.client = client;
    this.references = new References(settings, choice, client);
  }

  @Override
  public Descriptor schemaOf(@Nullable String topic, boolean isKey, Object object) {
    if (object instanceof Message message) {
      return message.getDescriptorForType();
    }
    throw new SerializationException(
        Place.writing(topic, isKey).doing()
            + ": "
            + object.getClass().getName()
            + " is no com.google.protobuf.Message; classes of the lite runtime carry no descriptor");
  }

  @Override
  public OwnSchema describe(Place place, Descriptor descriptor, Object object) {
    return new OwnSchema(
        references.definition(place, descriptor.getFile()), Optional.of(descriptor.getFullName()));
  }

  @Override
  public PayloadWriter writer(Place place, Descriptor own, Object object, ChosenSchema chosen) {
    FileDescriptor file = own.getFile();
    boolean same = chosen.schema().schema().text().equals(ProtobufDescriptors.text(file));
    if (!same && !chosen.schema().schema().type().equals(SchemaType.PROTOBUF)) {
      throw place.failed(
          "the registered schema is of type "
              + chosen.schema().schema().type()
              + "; use the serializer of that type, or choose another schema");
    }
    if (!same && !chosen.strict().isEmpty()) {
      chosen.refuseFor(place, Compatibility.reasons(client.source(chosen.schema()), file));
    }
    return new ProtobufPayloadWriter(WireFormat.messageIndexes(indexes(place, own, chosen, same)));
  }

  /**
   * The message's place in the registered text.
   *
   * @param same whether that is the text of the object's own file, as far as the registry said: one
   *     that has just put it into normal form and not said so holds maps where entries were
   */
  private List<Integer> indexes(Place place, Descriptor own, ChosenSchema chosen, boolean same) {
    boolean normalized =
        same && choice.autoRegister() && choice.options().contains(SchemaOption.NORMALIZE);
    RegisteredSchema schema = chosen.schema();
    SchemaSource alone = new SchemaSource(SchemaType.PROTOBUF, schema.schema().text(), List.of());
    return find(alone, own, normalized)
        .or(() -> find(client.source(schema), own, normalized))
        .orElseThrow(
            () ->
                place.failed(
                    "the registered schema declares no message "
                        + own.getFullName()
                        + ": choose one that does, or register the object's own"));
  }

  private static Optional<List<Integer>> find(
      SchemaSource source, Descriptor own, boolean normalized) {
    MessageIndexes messages = ProtobufDescriptors.indexes(source);
    return messages.of(own.getFullName(), normalized);
  }
}
