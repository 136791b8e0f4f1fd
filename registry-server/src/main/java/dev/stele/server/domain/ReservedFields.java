package dev.stele.server.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names that a team keeps free for later, in a property of the metadata and apart from each other
 * by commas. Where fields are checked, no schema may have a field of that name at its outermost
 * level, and what one version reserves the next one reserves too.
 */
final class ReservedFields {
  private static final String PROPERTY = "confluent:reserved";

  private ReservedFields() {}

  /**
   * What a schema violates, in the reference registry's words.
   *
   * @param fields the names of its outermost fields
   * @param previous the version it would follow
   */
  static List<String> conflicts(
      SchemaContent schema, Set<String> fields, Optional<SchemaVersion> previous) {
    Set<String> reserved = in(schema);
    List<String> conflicts = new ArrayList<>();
    for (String name : previous.map(version -> in(version.content())).orElse(Set.of())) {
      if (!reserved.contains(name)) {
        conflicts.add(
            "The new schema has reserved field "
                + name
                + " removed from its metadata which is present in the old schema's metadata.");
      }
    }
    for (String name : reserved) {
      if (fields.contains(name)) {
        conflicts.add(
            "The new schema has field that conflicts with the reserved field " + name + ".");
      }
    }
    return conflicts;
  }

  // A hash set, since the reference registry names them in the order of one.
  private static Set<String> in(SchemaContent content) {
    return content.metadata().stream()
        .flatMap(metadata -> Stream.ofNullable(metadata.properties().get(PROPERTY)))
        .flatMap(names -> Stream.of(names.split(",")))
        .map(String::trim)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(HashSet::new));
  }
}
