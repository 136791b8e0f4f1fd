/** Avro serializer and deserializer for Kafka, and Avro data as the JSON a person would type. */
@NullMarked
package dev.stele.serde.avro;

import org.jspecify.annotations.NullMarked;
