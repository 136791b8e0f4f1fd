package dev.stele.serde.internal.registry;

import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.internal.Place;
import java.util.List;

/**
 * The registered schema a serializer encodes with.
 *
 * @param strict the setting that demands that it can read what the object's own writes; empty if
 *     none does
 * @param forced whether the settings say to encode with it whatever the object's own schema is
 * @param mayChange whether another one may be chosen later, when a newer version is there
 */
public record ChosenSchema(
    RegisteredSchema schema, String strict, boolean forced, boolean mayChange) {
  /**
   * Refuses an object whose own schema writes what this one cannot read.
   *
   * @param reasons why it cannot; none if it can
   * @throws org.apache.kafka.common.errors.SerializationException if there are reasons
   */
  public void refuseFor(Place place, List<String> reasons) {
    if (!reasons.isEmpty()) {
      throw place.failed(
          "Incompatible schema of type '"
              + schema.schema().type()
              + "': the registered schema cannot read what the object's own schema writes: "
              + String.join("; ", reasons)
              + ". Change the object's schema, or set "
              + strict
              + "=false to disable this check");
    }
  }
}
