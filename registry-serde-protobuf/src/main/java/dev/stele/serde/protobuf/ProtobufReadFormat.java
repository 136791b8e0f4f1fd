package dev.stele.serde.protobuf;

import com.google.protobuf.Descriptors.FileDescriptor;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.schema.protobuf.ProtobufDescriptors;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.messages.PayloadReader;
import dev.stele.serde.internal.messages.ReadFormat;
import dev.stele.serde.internal.messages.ReadFormatProvider;
import dev.stele.serde.internal.messages.Reading;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/** What a deserializer knows of Protobuf. Thread-safe. */
final class ProtobufReadFormat implements ReadFormat {
  private final ReaderTypes types;

  ProtobufReadFormat(ProtobufSettings settings) {
    this.types = new ReaderTypes(settings);
  }

  @Override
  public SchemaType type() {
    return SchemaType.PROTOBUF;
  }

  @Override
  public Optional<String> recordName(SchemaSource schema) {
    return ProtobufDescriptors.indexes(schema).first();
  }

  @Override
  public boolean hasSeveralMessages() {
    return true;
  }

  @Override
  public PayloadReader reader(Place place, Reading reading) {
    FileDescriptor writer = ProtobufDescriptors.link(reading.source());
    Reading.Target target = reading.target();
    FileDescriptor migrated = target == null ? writer : ProtobufDescriptors.link(target.source());
    return new ProtobufPayloadReader(
        place,
        ProtobufDescriptors.indexes(reading.source()),
        new MessageTypes(place, writer, migrated, types));
  }

  /**
   * Adds the format to {@link dev.stele.serde.SteleDeserializer}. Public for {@link
   * java.util.ServiceLoader}, and in here out of applications' reach.
   */
  public static final class Provider implements ReadFormatProvider {
    @Override
    public ConfigDef definition() {
      return ProtobufConfig.definition();
    }

    @Override
    public ReadFormat create(Map<String, ?> configs, boolean isKey, RegistryClient client) {
      return new ProtobufReadFormat(ProtobufSettings.of(configs, isKey));
    }
  }
}
