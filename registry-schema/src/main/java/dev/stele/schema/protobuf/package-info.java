/**
 * Protobuf: read by Wire's parser, printed, put into normal form and compared by rules of our own.
 */
@NullMarked
package dev.stele.schema.protobuf;

import org.jspecify.annotations.NullMarked;
