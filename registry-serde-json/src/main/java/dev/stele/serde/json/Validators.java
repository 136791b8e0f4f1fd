package dev.stele.serde.json;

import dev.stele.schema.SchemaSource;
import dev.stele.serde.internal.BoundedCache;
import dev.stele.serde.json.internal.validation.SchemaValidator;
import java.io.IOException;

/** The validators of schemas, each made once. Thread-safe. */
final class Validators {
  private final BoundedCache<SchemaSource.Id, SchemaValidator> made;

  Validators(int cacheCapacity) {
    this.made = new BoundedCache<>(cacheCapacity);
  }

  SchemaValidator of(SchemaSource source) throws IOException {
    SchemaValidator known = made.get(source.id());
    if (known != null) {
      return known;
    }
    SchemaValidator validator = SchemaValidator.of(source);
    made.put(source.id(), validator);
    return validator;
  }
}
