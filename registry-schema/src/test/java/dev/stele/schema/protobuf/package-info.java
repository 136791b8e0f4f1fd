/** Tests of the Protobuf format, against the reference registry's recorded answers and by rule. */
@NullMarked
package dev.stele.schema.protobuf;

import org.jspecify.annotations.NullMarked;
