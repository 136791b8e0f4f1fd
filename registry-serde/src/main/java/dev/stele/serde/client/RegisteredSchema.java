package dev.stele.serde.client;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A schema the registry holds.
 *
 * @param subject where it was found, if the registry said so
 * @param version the version in that subject, if the registry said so
 * @param rules the data contract rules that are switched on
 */
public record RegisteredSchema(
    int id,
    Optional<String> subject,
    OptionalInt version,
    SchemaDefinition schema,
    List<Rule> rules) {
  public RegisteredSchema {
    rules = List.copyOf(rules);
  }

  /**
   * One rule of a data contract.
   *
   * @param mode when it applies: {@code WRITE}, {@code READ}, {@code WRITEREAD}, {@code UPGRADE},
   *     {@code DOWNGRADE} or {@code UPDOWN}
   */
  public record Rule(String name, String mode) {}
}
