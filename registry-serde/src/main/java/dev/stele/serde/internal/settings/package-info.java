/** What the settings of all formats say, once they are parsed. Not for applications. */
@NullMarked
package dev.stele.serde.internal.settings;

import org.jspecify.annotations.NullMarked;
