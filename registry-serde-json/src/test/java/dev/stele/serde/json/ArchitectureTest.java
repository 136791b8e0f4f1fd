package dev.stele.serde.json;

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
          .importPackages("dev.stele.serde.json");

  /** Kept small: each name here is promised from the first release on. */
  @Test
  void publicTypes_areThose() {
    String root = ArchitectureTest.class.getPackageName() + ".";
    assertThat(
            CLASSES.stream()
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(PUBLIC))
                .map(type -> type.getName().substring(root.length()))
                .filter(name -> !name.contains("internal.")))
        .containsExactlyInAnyOrder(
            "JsonSchemaConfig",
            "JsonSchemaDeserializer",
            "JsonSchemaDeserializerBuilder",
            "JsonSchemaSerde",
            "JsonSchemaSerdeBuilder",
            "JsonSchemaSerializer",
            "JsonSchemaSerializerBuilder",
            "JsonSchemaText",
            "JsonSchemaValue");
  }

  @Test
  void applications_linkNeitherServerNorKotlinNorGuava() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.stele.server..",
            "dev.stele.serde.avro..",
            "dev.stele.serde.protobuf..",
            "io.vertx..",
            "io.confluent..",
            "com.kjetland..",
            "com.google.common..",
            "kotlin..",
            "org.apache.avro..")
        .check(CLASSES);
  }

  @Test
  void validatorLibrary_isKnownInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.stele.serde.json.internal.validation")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.networknt..")
        .check(CLASSES);
  }

  @Test
  void classPath_ofMessages_isFreeOfKotlin() {
    for (String name : new String[] {"kotlin.Unit", "com.google.common.collect.ImmutableList"}) {
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> Class.forName(name))
          .isInstanceOf(ClassNotFoundException.class);
    }
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.stele.serde.json.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
