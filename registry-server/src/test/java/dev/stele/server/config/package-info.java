/** Settings and their page in the documentation. */
@NullMarked
package dev.stele.server.config;

import org.jspecify.annotations.NullMarked;
