/**
 * What applications link: wire format, subject names and settings. Knows neither server nor Vert.x.
 */
@NullMarked
package dev.stele.serde;

import org.jspecify.annotations.NullMarked;
