package dev.stele.schema;

/**
 * A schema's use of another one.
 *
 * @param name what the schema text calls it: Avro a full name, JSON Schema a {@code $ref}, Protobuf
 *     an import path
 * @param subject the subject that holds it, as written by the client
 * @param version 1 or more, or -1 for "the latest when this is registered"
 */
public record Reference(String name, String subject, int version) {}
