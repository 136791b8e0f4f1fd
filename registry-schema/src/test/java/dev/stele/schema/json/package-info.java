/** JSON Schema. */
@NullMarked
package dev.stele.schema.json;

import org.jspecify.annotations.NullMarked;
