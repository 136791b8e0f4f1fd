package dev.stele.schema.logical;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Direction;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the policy {@code LOGICAL} asks besides: whether engines can make tables of schemas. */
public final class Tables {
  private Tables() {}

  /**
   * What is wrong with a schema, whatever was before it.
   *
   * @param schema fails if it has no logical types
   * @return empty under other policies
   */
  public static List<Incompatibility> flaws(
      CompatibilityPolicy policy, Supplier<LogicalSchema> schema) {
    if (policy != CompatibilityPolicy.LOGICAL) {
      return List.of();
    }
    LogicalSchema logical;
    try {
      logical = schema.get();
    } catch (InvalidSchemaException e) {
      return List.of(Incompatibility.at(Untyped.NO_LOGICAL_TYPE, "", e.getMessage()));
    }
    List<Incompatibility> found = new ArrayList<>();
    for (Engine engine : Engine.values()) {
      found.addAll(new Validity(engine, logical).flaws());
    }
    return found;
  }

  /**
   * What keeps tables from going on with another schema, behind what keeps the format from it.
   *
   * @param others what the format itself found
   * @param reader fails if it has no logical types, as does the writer; nothing is compared then
   */
  public static List<Incompatibility> changes(
      CompatibilityPolicy policy,
      List<Incompatibility> others,
      Supplier<LogicalSchema> reader,
      Supplier<LogicalSchema> writer) {
    if (policy != CompatibilityPolicy.LOGICAL) {
      return others;
    }
    List<Incompatibility> found = new ArrayList<>(others);
    Optional<LogicalSchema> read = known(reader);
    Optional<LogicalSchema> written = known(writer);
    if (read.isPresent() && written.isPresent()) {
      found.addAll(new TableChanges(new FlinkColumns(), read.get(), written.get()).findings());
      found.addAll(new TableChanges(new IcebergColumns(), read.get(), written.get()).findings());
    }
    return found;
  }

  private static Optional<LogicalSchema> known(Supplier<LogicalSchema> schema) {
    try {
      return Optional.of(schema.get());
    } catch (InvalidSchemaException e) {
      return Optional.empty();
    }
  }

  private enum Untyped implements Rule {
    NO_LOGICAL_TYPE;

    @Override
    public String reason() {
      return "A table is made of logical types, which the schema does not have.";
    }

    @Override
    public String message(Incompatibility found, Direction direction) {
      return "Schema cannot be represented as a logical type: " + found.detail();
    }

    @Override
    public String sentence(Incompatibility found, Direction direction) {
      return "The schema has no logical types: " + found.detail() + ".";
    }

    @Override
    public Optional<String> fix(Incompatibility found, Direction direction) {
      return Optional.empty();
    }
  }
}
