/**
 * Settings: one record per component with its options beside it, and where they come from. Sees
 * nothing; seen by root.
 */
@NullMarked
package dev.stele.server.config;

import org.jspecify.annotations.NullMarked;
