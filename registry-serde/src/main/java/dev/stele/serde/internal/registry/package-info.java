/**
 * What the serializers of all formats do with the registry: choosing a schema id and telling Kafka
 * what went wrong. Not for applications.
 */
@NullMarked
package dev.stele.serde.internal.registry;

import org.jspecify.annotations.NullMarked;
