package dev.stele.serde.protobuf;

import com.google.protobuf.Message;
import dev.stele.serde.SerializerBuilder;
import dev.stele.serde.client.RegistryClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a {@link ProtobufSerializer}. */
public final class ProtobufSerializerBuilder<T extends Message>
    extends SerializerBuilder<ProtobufSerializer<T>, ProtobufSerializerBuilder<T>> {
  ProtobufSerializerBuilder() {}

  /** How the subjects of imported files are named; by their paths if not called. */
  public ProtobufSerializerBuilder<T> referenceSubjects(ReferenceSubjectNameStrategy strategy) {
    return setting(ProtobufConfig.REFERENCE_SUBJECT_NAME_STRATEGY, strategy);
  }

  /** Looks imported files up and never registers one. */
  public ProtobufSerializerBuilder<T> lookUpReferences() {
    return setting(ProtobufConfig.REFERENCE_LOOKUP_ONLY, true);
  }

  @Override
  protected ProtobufSerializer<T> build(
      Map<String, Object> settings, boolean isKey, @Nullable RegistryClient client) {
    ProtobufSerializer<T> serializer = new ProtobufSerializer<>(client);
    serializer.configure(settings, isKey);
    return serializer;
  }
}
