package dev.stele.serde.protobuf;

import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.stele.serde.protobuf");

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
            "DefaultReferenceSubjectNameStrategy",
            "ProtobufConfig",
            "ProtobufDeserializer",
            "ProtobufDeserializerBuilder",
            "ProtobufSerde",
            "ProtobufSerdeBuilder",
            "ProtobufSerializer",
            "ProtobufSerializerBuilder",
            "QualifiedReferenceSubjectNameStrategy",
            "ReferenceSubjectNameStrategy");
  }

  @Test
  void serializers_dragNothingInThatTheyNeedNot() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.google.common..",
            "com.google.gson..",
            "com.google.protobuf.util..",
            "com.squareup.wire..",
            "kotlin..",
            "io.confluent..",
            "org.apache.avro..",
            "dev.stele.serde.avro..",
            "dev.stele.server..")
        .check(CLASSES);
  }

  @Test
  void json_knowsNoSerializer() {
    noClasses()
        .that()
        .resideInAPackage("dev.stele.serde.protobuf.internal.json")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.stele.serde", "dev.stele.serde.protobuf", "org.apache.kafka..")
        .check(CLASSES);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.stele.serde.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
