/** Tests of what the formats share. */
@NullMarked
package dev.stele.schema;

import org.jspecify.annotations.NullMarked;
