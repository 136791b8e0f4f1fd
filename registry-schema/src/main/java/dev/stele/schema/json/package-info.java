/**
 * JSON Schema, drafts 4, 6, 7, 2019-09 and 2020-12, with the reference registry's verdicts. Sees
 * the root package, Jackson and RE2/J. Texts come from outside: whatever they contain, only {@link
 * dev.stele.schema.InvalidSchemaException} leaves, soon, with a stack of half the usual size.
 * Nothing is ever fetched.
 */
@NullMarked
package dev.stele.schema.json;

import org.jspecify.annotations.NullMarked;
