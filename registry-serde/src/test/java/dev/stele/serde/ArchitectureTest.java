package dev.stele.serde;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("dev.stele.serde");

  @Test
  void applications_linkNoServer() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.stele.server..",
            "io.vertx..",
            "io.netty..",
            "com.google.common..",
            "com.github.benmanes..")
        .check(CLASSES);
  }

  @Test
  void client_knowsNoSerializer() {
    noClasses()
        .that()
        .resideInAPackage("dev.stele.serde.client..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.stele.serde",
            "dev.stele.serde.avro..",
            "dev.stele.serde.internal.registry..",
            "org.apache.avro..")
        .check(CLASSES);
  }

  @Test
  void avro_staysInItsPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.stele.serde.avro..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.stele.serde.avro..", "org.apache.avro..")
        .check(CLASSES);
  }

  @Test
  void internal_seesNothing() {
    noClasses()
        .that()
        .resideInAPackage("dev.stele.serde.internal")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.stele.serde", "dev.stele.serde.client..", "dev.stele.serde.internal.registry..")
        .check(CLASSES);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.stele.serde.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
