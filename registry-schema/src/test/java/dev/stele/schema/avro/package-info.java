/** Tests of the Avro format, against the reference registry's recorded answers and by rule. */
@NullMarked
package dev.stele.schema.avro;

import org.jspecify.annotations.NullMarked;
