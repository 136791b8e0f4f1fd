/** What the tests of all formats do to their parsers. */
@NullMarked
package dev.stele.schema.hostile;

import org.jspecify.annotations.NullMarked;
