package dev.stele.serde.json;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The schema of a class, where it is not to be made from the class itself. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface JsonSchemaText {
  /** The text of the JSON Schema. */
  String value();

  /** What the text refers to. */
  Reference[] references() default {};

  /** A registered schema that the text refers to. */
  @interface Reference {
    /** What {@code $ref} says. */
    String name();

    /** The subject that holds it. */
    String subject();

    /** 1 or more, or -1 for the latest. */
    int version();
  }
}
