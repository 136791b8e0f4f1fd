package dev.stele.serde;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("dev.stele.serde");

  /** Kept small: each name here is promised from the first release on. */
  @Test
  void publicTypes_areThose() {
    String root = ArchitectureTest.class.getPackageName() + ".";
    assertThat(
            CLASSES.stream()
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(PUBLIC))
                .map(type -> type.getName().substring(root.length()))
                .filter(name -> !name.contains("internal.") && !name.startsWith("fixture.")))
        .containsExactlyInAnyOrder(
            "AssociatedNameStrategy",
            "ContextNameStrategy",
            "DeserializerBuilder",
            "MessageSchema",
            "RecordNameStrategy",
            "SerdeBuilder",
            "SerdeConfig",
            "SerializerBuilder",
            "SteleDeserializer",
            "SteleDeserializerBuilder",
            "SubjectNameStrategy",
            "TopicNameStrategy",
            "TopicRecordNameStrategy",
            "avro.AvroConfig",
            "avro.AvroDeserializer",
            "avro.AvroDeserializerBuilder",
            "avro.AvroJson",
            "avro.AvroJsonException",
            "avro.AvroSerde",
            "avro.AvroSerdeBuilder",
            "avro.AvroSerializer",
            "avro.AvroSerializerBuilder",
            "avro.AvroValue",
            "client.BearerToken",
            "client.ClientConfig",
            "client.ClientListener",
            "client.CompatibilityResult",
            "client.MemoryRegistryProvider",
            "client.Metadata",
            "client.Operation",
            "client.RegisteredSchema",
            "client.RegistryClient",
            "client.RegistryClientBuilder",
            "client.RegistryException",
            "client.Rule",
            "client.RuleSet",
            "client.SchemaDefinition",
            "client.SchemaOption",
            "client.TokenProvider",
            "rules.RuleAction",
            "rules.RuleConditionException",
            "rules.RuleConfig",
            "rules.RuleContext",
            "rules.RuleException",
            "rules.RuleExecutor",
            "rules.RulePhase",
            "rules.RulePlugin");
  }

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
        .dependOnClassesThat(
            resideInAPackage("dev.stele.serde..")
                .and(not(resideInAnyPackage("dev.stele.serde.client", "dev.stele.serde.internal")))
                .or(resideInAPackage("org.apache.avro..")))
        .check(CLASSES);
  }

  @Test
  void executorsOfRules_seeTheClientOnly() {
    noClasses()
        .that()
        .resideInAPackage("dev.stele.serde.rules")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.stele.serde..")
                .and(not(resideInAnyPackage("dev.stele.serde.rules", "dev.stele.serde.client"))))
        .check(CLASSES);
  }

  @Test
  void rules_areRunWithoutKnowingSerializers() {
    noClasses()
        .that()
        .resideInAPackage("dev.stele.serde.internal.rules")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.stele.serde",
            "dev.stele.serde.avro..",
            "dev.stele.serde.internal.messages..",
            "dev.stele.serde.internal.registry..")
        .check(CLASSES);
  }

  @Test
  void settings_knowNothingOfWhatWorksByThem() {
    noClasses()
        .that()
        .resideInAPackage("dev.stele.serde.internal.settings")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.stele.serde.avro..",
            "dev.stele.serde.rules..",
            "dev.stele.serde.internal.messages..",
            "dev.stele.serde.internal.registry..",
            "dev.stele.serde.internal.rules..")
        .check(CLASSES);
  }

  @Test
  void choiceOfSchema_knowsNeitherMessagesNorRules() {
    noClasses()
        .that()
        .resideInAPackage("dev.stele.serde.internal.registry")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.stele.serde.rules..",
            "dev.stele.serde.internal.messages..",
            "dev.stele.serde.internal.rules..")
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
  void foundations_seeNothing() {
    noClasses()
        .that()
        .resideInAPackage("dev.stele.serde.internal")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.stele.serde..")
                .and(not(resideInAPackage("dev.stele.serde.internal"))))
        .check(CLASSES);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.stele.serde.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
