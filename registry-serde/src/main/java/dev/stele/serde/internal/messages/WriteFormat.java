package dev.stele.serde.internal.messages;

import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.registry.ChosenSchema;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a serializer knows of one schema language. Thread-safe.
 *
 * @param <S> what an object's schema is recognized by: the same schema is the same instance
 */
public interface WriteFormat<S> {
  /**
   * Finds the schema of an object. Called for each message: takes no lock once it knows the
   * object's class.
   *
   * @throws org.apache.kafka.common.errors.SerializationException if the object has none
   */
  S schemaOf(@Nullable String topic, boolean isKey, Object object);

  /**
   * Describes a schema for the registry, once for each topic and schema. May register or look up
   * what it refers to.
   *
   * @throws org.apache.kafka.common.errors.SerializationException if it cannot be described
   * @throws dev.stele.serde.client.RegistryException if the registry refuses or cannot be asked
   */
  OwnSchema describe(Place place, S schema, Object object);

  /**
   * Makes what encodes objects of a schema as the registered one demands, once for each topic,
   * schema and class.
   *
   * @param own the schema of the object
   * @param object the first of them
   * @param chosen may differ from the object's own
   */
  PayloadWriter writer(Place place, S own, Object object, ChosenSchema chosen) throws IOException;
}
