/** The view on a real broker. */
@NullMarked
package dev.stele.it.view;

import org.jspecify.annotations.NullMarked;
