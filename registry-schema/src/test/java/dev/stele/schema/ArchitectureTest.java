package dev.stele.schema;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the packages of this module may see. A change here needs a decision record. */
final class ArchitectureTest {
  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.stele.schema");

  /** Values; none of them is asked what time it is. */
  private static final Set<String> TIMES =
      Set.of(
          "java.time.DateTimeException",
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.LocalDateTime",
          "java.time.LocalTime",
          "java.time.ZoneOffset",
          "java.time.chrono.ChronoLocalDate");

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
  void formats_seeEachOtherNot_butLogicalTypes() {
    slices()
        .matching("dev.stele.schema.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(alwaysTrue(), resideInAPackage("dev.stele.schema.logical"))
        .check(MODULE);
  }

  @Test
  void logicalTypes_knowNoFormat() {
    noClasses()
        .that()
        .resideInAPackage("dev.stele.schema.logical")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.stele.schema.*..", "org.apache.avro..", "com.fasterxml..")
                .and(not(resideInAPackage("dev.stele.schema.logical"))))
        .check(MODULE);
  }

  private static boolean isImpure(JavaClass type) {
    String name = type.getFullName();
    return name.startsWith("org.apache.kafka.")
        || name.startsWith("io.vertx.")
        || name.startsWith("io.netty.")
        || name.startsWith("org.slf4j.")
        || name.startsWith("java.util.concurrent.")
        || (name.startsWith("java.time.") && !TIMES.contains(name))
        || name.startsWith("java.nio.file.")
        || name.equals("java.lang.Thread")
        || (name.startsWith("java.net.") && !name.equals("java.net.URI"));
  }
}
