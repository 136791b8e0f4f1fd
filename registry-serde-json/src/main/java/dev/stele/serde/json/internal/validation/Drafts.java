package dev.stele.serde.json.internal.validation;

import com.networknt.schema.dialect.BasicDialectRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.DialectRegistry;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.List;
import java.util.stream.Stream;

/** The drafts of JSON Schema; keywords they do not know mean nothing, and nobody is told. */
final class Drafts {
  static final DialectRegistry REGISTRY = new BasicDialectRegistry(all());

  private Drafts() {}

  private static List<Dialect> all() {
    return Stream.of(
            Dialects.getDraft4(),
            Dialects.getDraft6(),
            Dialects.getDraft7(),
            Dialects.getDraft201909(),
            Dialects.getDraft202012())
        .map(
            draft ->
                Dialect.builder(draft)
                    .unknownKeywordFactory((name, schema) -> new NonValidationKeyword(name))
                    .build())
        .toList();
  }
}
