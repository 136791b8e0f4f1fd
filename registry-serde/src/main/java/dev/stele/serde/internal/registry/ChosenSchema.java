package dev.stele.serde.internal.registry;

import dev.stele.serde.client.RegisteredSchema;

/**
 * The registered schema a serializer encodes with.
 *
 * @param strict the setting that demands that it can read what the object's own writes; empty if
 *     none does
 * @param forced whether the settings say to encode with it whatever the object's own schema is
 * @param mayChange whether another one may be chosen later, when a newer version is there
 */
public record ChosenSchema(
    RegisteredSchema schema, String strict, boolean forced, boolean mayChange) {}
