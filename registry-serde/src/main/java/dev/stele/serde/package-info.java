/**
 * What applications link: the wire format, subject names and the settings all formats share. Knows
 * neither the server nor Vert.x; {@code avro} holds the serializers, {@code client} speaks to the
 * registry.
 */
@NullMarked
package dev.stele.serde;

import org.jspecify.annotations.NullMarked;
