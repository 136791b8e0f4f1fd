package dev.stele.schema.avro;

import java.util.Collection;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** The rule for names of schemas that are in the log already: letters of every script. */
final class StoredNames {
  private StoredNames() {}

  /** Checks the names in one record, enum or fixed; not those of the types inside it. */
  static void check(Schema named) {
    checkName(named.getName());
    checkSimpleNames(named.getAliases());
    switch (named.getType()) {
      case RECORD -> named.getFields().forEach(field -> checkName(field.name()));
      case ENUM -> named.getEnumSymbols().forEach(StoredNames::checkName);
      default -> {}
    }
  }

  private static void checkSimpleNames(Collection<String> fullNames) {
    fullNames.forEach(name -> checkName(name.substring(name.lastIndexOf('.') + 1)));
  }

  private static void checkName(String name) {
    NameValidator.Result result = NameValidator.UTF_VALIDATOR.validate(name);
    if (!result.isOK()) {
      throw new SchemaParseException(result.getErrors());
    }
  }
}
