/** Tags in few words, for the tests of all formats. */
@NullMarked
package dev.stele.schema.tags;

import org.jspecify.annotations.NullMarked;
