package dev.stele.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the packages of the server may see. A change here needs a decision record. */
final class ArchitectureTest {
  private static final String BASE = "dev.stele.server";
  private static final JavaClasses SERVER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE, "dev.stele.schema");

  @Test
  void layers_seeOnlyWhatLiesBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("schema")
        .definedBy("dev.stele.schema..")
        .layer("domain")
        .definedBy(BASE + ".domain..")
        .layer("log")
        .definedBy(BASE + ".log..")
        .layer("view")
        .definedBy(BASE + ".view..")
        .layer("engine")
        .definedBy(BASE + ".engine..")
        .layer("http")
        .definedBy(BASE + ".http..")
        .layer("ops")
        .definedBy(BASE + ".ops..")
        .layer("config")
        .definedBy(BASE + ".config..")
        .layer("root")
        .definedBy(BASE)
        .whereLayer("domain")
        .mayOnlyBeAccessedByLayers("log", "view", "engine", "http", "ops", "root")
        .whereLayer("log")
        .mayOnlyBeAccessedByLayers("view", "engine", "http", "ops", "root")
        .whereLayer("view")
        .mayOnlyBeAccessedByLayers("engine", "http", "ops", "root")
        .whereLayer("engine")
        .mayOnlyBeAccessedByLayers("http", "ops", "root")
        .whereLayer("http")
        .mayOnlyBeAccessedByLayers("ops", "root")
        .whereLayer("ops")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("config")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("config")
        .mayNotAccessAnyLayer()
        .whereLayer("root")
        .mayNotBeAccessedByAnyLayer()
        .check(SERVER);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(SERVER);
  }

  @Test
  void dialects_doNotSeeEachOther() {
    slices().matching(BASE + ".http.(*)..").should().notDependOnEachOther().check(SERVER);
  }

  @Test
  void http_knowsNoDialect() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".http")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".http.*..")
        .check(SERVER);
  }

  @Test
  void http_seesOnlyPositionsOfTheLog() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".http..")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage(BASE + ".log..")
                .and(DescribedPredicate.not(HasName.Predicates.nameEndingWith(".Position"))))
        .check(SERVER);
  }

  @Test
  void kafka_staysInLogAndView() {
    noClasses()
        .that()
        .resideOutsideOfPackages(BASE, BASE + ".log..", BASE + ".view..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(SERVER);
  }

  @Test
  void vertx_staysInHttpAndOps() {
    noClasses()
        .that()
        .resideOutsideOfPackages(BASE, BASE + ".http..", BASE + ".ops..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "io.netty..")
        .check(SERVER);
  }

  @Test
  void engine_takesTimeAndThreadsFromOutside() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".engine..")
        .and()
        .doNotHaveSimpleName("EngineThread")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.Thread")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .check(SERVER);
  }

  @Test
  void domain_isPure() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".domain..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.net..",
            "java.nio.file..",
            "java.time..",
            "java.util.concurrent..",
            "org.slf4j..",
            "com.fasterxml..")
        .check(SERVER);
  }
}
