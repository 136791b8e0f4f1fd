package dev.stele.serde;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.stele.serde", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule applicationsLinkNoServer =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.stele.server..",
              "io.vertx..",
              "io.netty..",
              "com.google.common..",
              "com.github.benmanes..");

  @ArchTest
  static final ArchRule clientKnowsNoSerializer =
      noClasses()
          .that()
          .resideInAPackage("dev.stele.serde.client..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.stele.serde",
              "dev.stele.serde.avro..",
              "dev.stele.serde.internal.registry..",
              "org.apache.avro..");

  @ArchTest
  static final ArchRule avroStaysInItsPackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.stele.serde.avro..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.stele.serde.avro..", "org.apache.avro..");

  @ArchTest
  static final ArchRule internalSeesNothing =
      noClasses()
          .that()
          .resideInAPackage("dev.stele.serde.internal")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.stele.serde", "dev.stele.serde.client..", "dev.stele.serde.internal.registry..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.stele.serde.(**)").should().beFreeOfCycles();
}
