package io.confluent.kafka.schemaregistry.annotations;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Stands for the reference's annotation, which classes that migrate may have. */
@Retention(RetentionPolicy.RUNTIME)
public @interface SchemaReference {
  String name();

  String subject();

  int version() default -1;
}
