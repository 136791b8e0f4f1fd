package dev.stele.it.client;

import dev.stele.it.serde.Exchange;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** Schemas that each client tries, of each format: quakes, and reports that refer to them. */
enum Sample {
  AVRO(
      "it.Tremor",
      record("Tremor", "{\"name\":\"id\",\"type\":\"string\"}"),
      record(
          "Tremor",
          "{\"name\":\"id\",\"type\":\"string\"},"
              + "{\"name\":\"felt\",\"type\":\"int\",\"default\":0}"),
      record(
          "Tremor",
          "{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"depth\",\"type\":\"double\"}"),
      record("Report", "{\"name\":\"tremor\",\"type\":\"it.Tremor\"}")),
  JSON(
      "https://stele.test/tremor.json",
      object("\"id\":{\"type\":\"string\"}"),
      object("\"id\":{\"type\":\"string\"},\"felt\":{\"type\":\"integer\"}"),
      object("\"id\":{\"type\":\"integer\"}"),
      "{\"title\":\"Report\",\"type\":\"object\",\"properties\":"
          + "{\"tremor\":{\"$ref\":\"https://stele.test/tremor.json\"}}}"),
  PROTOBUF(
      "tremor.proto",
      file("message Tremor {\n  string id = 1;\n}\n"),
      file("message Tremor {\n  string id = 1;\n  int32 felt = 2;\n}\n"),
      file("message Tremor {\n  int32 id = 1;\n}\n"),
      """
      syntax = "proto3";
      package it;

      import "tremor.proto";

      message Report {
        it.Tremor tremor = 1;
      }
      """);

  /** What a report calls the schema that it refers to. */
  final String reference;

  /** The first version. */
  final String first;

  /** Can read the first. */
  final String second;

  /** Can't. */
  final String incompatible;

  /** Refers to the first. */
  final String report;

  Sample(String reference, String first, String second, String incompatible, String report) {
    this.reference = reference;
    this.first = first;
    this.second = second;
    this.incompatible = incompatible;
    this.report = report;
  }

  /** The body of a request for a schema without references. */
  Map<String, Object> body(String schema) {
    return Map.of("schemaType", name(), "schema", schema);
  }

  /** The report's, which refers to the only version of a subject. */
  Map<String, Object> report(String subject) {
    return Map.of(
        "schemaType",
        name(),
        "schema",
        report,
        "references",
        List.of(Map.of("name", reference, "subject", subject, "version", 1)));
  }

  /** A report, of the schema with what it refers to in it: of Avro and JSON. */
  Exchange exchange() {
    String whole = report.replaceFirst("\"it\\.Tremor\"", Matcher.quoteReplacement(first));
    return Exchange.of("report", whole, "{\"tremor\":{\"id\":\"referred\"}}");
  }

  /** A subject that no other test uses. */
  String subject(String test) {
    return test + "-" + name() + "-value";
  }

  private static String record(String name, String fields) {
    return "{\"type\":\"record\",\"name\":\"%s\",\"namespace\":\"it\",\"fields\":[%s]}"
        .formatted(name, fields);
  }

  private static String object(String properties) {
    return ("{\"$id\":\"https://stele.test/tremor.json\",\"title\":\"Tremor\",\"type\":\"object\","
            + "\"properties\":{%s},\"additionalProperties\":false}")
        .formatted(properties);
  }

  private static String file(String messages) {
    return "syntax = \"proto3\";\npackage it;\n\n" + messages;
  }
}
