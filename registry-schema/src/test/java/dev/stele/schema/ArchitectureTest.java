package dev.stele.schema;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the packages of this module may see. A change here needs a decision record. */
final class ArchitectureTest {
  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.stele.schema");

  @Test
  void all_arePure() {
    noClasses()
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "do I/O, tell the time, run threads, log or speak Kafka or HTTP",
                ArchitectureTest::isImpure))
        .check(MODULE);
  }

  @Test
  void root_knowsNoFormat() {
    noClasses()
        .that()
        .resideInAPackage("dev.stele.schema")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.stele.schema.*..", "org.apache.avro..", "com.fasterxml..")
        .check(MODULE);
  }

  @Test
  void formats_doNotSeeEachOther() {
    slices().matching("dev.stele.schema.(*)..").should().notDependOnEachOther().check(MODULE);
  }

  private static boolean isImpure(JavaClass type) {
    String name = type.getFullName();
    return name.startsWith("org.apache.kafka.")
        || name.startsWith("io.vertx.")
        || name.startsWith("io.netty.")
        || name.startsWith("org.slf4j.")
        || name.startsWith("java.util.concurrent.")
        || name.startsWith("java.time.")
        || name.startsWith("java.nio.file.")
        || name.equals("java.lang.Thread")
        || (name.startsWith("java.net.") && !name.equals("java.net.URI"));
  }
}
