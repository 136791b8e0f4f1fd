package dev.stele.schema;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the packages of this module may see. A change here needs a decision record. */
@AnalyzeClasses(packages = "dev.stele.schema", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule pure =
      noClasses()
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "do I/O, tell the time, run threads, log or speak Kafka or HTTP",
                  ArchitectureTest::isImpure));

  @ArchTest
  static final ArchRule the_root_knows_no_format =
      noClasses()
          .that()
          .resideInAPackage("dev.stele.schema")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.stele.schema.*..", "org.apache.avro..", "com.fasterxml..");

  @ArchTest
  static final ArchRule formats_do_not_see_each_other =
      slices().matching("dev.stele.schema.(*)..").should().notDependOnEachOther();

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
