package dev.stele.serde.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaSource.Dependency;
import dev.stele.schema.SchemaType;
import dev.stele.serde.json.internal.validation.SchemaValidator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class ValidationTest {
  private static final JsonMapper MAPPER = JsonMappers.of(JsonSchemaSettings.of(Map.of(), false));

  private static SchemaSource source(String text, String... namesAndTexts) {
    List<Dependency> dependencies = new ArrayList<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      dependencies.add(
          new Dependency(new Reference(namesAndTexts[i], "subject" + i, 1), namesAndTexts[i + 1]));
    }
    return new SchemaSource(SchemaType.JSON, text, dependencies);
  }

  private static SchemaValidator validator(String text, String... namesAndTexts)
      throws IOException {
    return SchemaValidator.of(source(text, namesAndTexts));
  }

  private static JsonNode json(String text) throws IOException {
    return MAPPER.readTree(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://json-schema.org/draft-04/schema#",
        "http://json-schema.org/draft-06/schema#",
        "http://json-schema.org/draft-07/schema#",
        "http://json-schema.org/draft-07/schema",
        "https://json-schema.org/draft/2019-09/schema",
        "http://json-schema.org/draft/2019-09/schema#",
        "https://json-schema.org/draft/2020-12/schema",
        "http://json-schema.org/draft/2020-12/schema#",
        "http://example.com/nobody-knows"
      })
  void drafts_areAllValidated(String draft) throws IOException {
    SchemaValidator validator =
        validator(
            "{\"$schema\":\"%s\",\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":\"integer\"}}}"
                .formatted(draft));
    assertThat(validator.findings(json("{\"a\":1}"))).isNull();
    assertThat(validator.findings(json("{\"a\":\"x\"}"))).startsWith("/a: ").contains("type");
    assertThat(validator.findings(json("{}"))).contains("required");
  }

  @Test
  void keywords_areThoseOfTheDraft() throws IOException {
    String tuple = "{\"$schema\":\"%s\",\"%s\":[{\"type\":\"string\"}]}";
    String newest = "https://json-schema.org/draft/2020-12/schema";
    String old = "http://json-schema.org/draft-07/schema#";
    JsonNode value = json("[1]");
    assertThat(validator(tuple.formatted(newest, "prefixItems")).allows(value)).isFalse();
    assertThat(validator(tuple.formatted(old, "prefixItems")).allows(value)).isTrue();
    assertThat(validator(tuple.formatted(old, "items")).allows(value)).isFalse();
  }

  @Test
  void findings_nameThePlaceTheKeywordAndTheValue() throws IOException {
    SchemaValidator validator =
        validator(
            """
            {"properties": {"list": {"items": {"type": "integer"}},
                            "a/b": {"maxLength": 3},
                            "n": {"maximum": 5}}}""");
    assertThat(validator.findings(json("{\"list\":[1,\"two\"],\"a/b\":\"long text\",\"n\":6.5}")))
        .contains("/list/1: ")
        .contains("(type, found \"two\")")
        .contains("/a~1b: ")
        .contains("(maxLength, found \"long text\")")
        .contains("/n: ")
        .contains("(maximum, found 6.5)");
  }

  @Test
  void findings_areShortAndFew() throws IOException {
    SchemaValidator validator = validator("{\"items\":{\"type\":\"integer\"}}");
    String long1 = "\"" + "x".repeat(10_000) + "\"";
    String findings =
        validator.findings(json("[" + String.join(",", Collections.nCopies(500, long1)) + "]"));
    assertThat(findings).hasSizeLessThan(3_000).endsWith("and 490 more");
  }

  @Test
  void references_areFoundByTheirNames() throws IOException {
    String address = "{\"type\":\"object\",\"required\":[\"street\"]}";
    for (String id : List.of("", "\"$id\":\"http://example.com/schemas/order.json\",")) {
      SchemaValidator validator =
          validator(
              "{" + id + "\"properties\":{\"to\":{\"$ref\":\"address.json\"}}}",
              "address.json",
              address);
      assertThat(validator.allows(json("{\"to\":{\"street\":\"s\"}}"))).isTrue();
      assertThat(validator.findings(json("{\"to\":{}}"))).startsWith("/to: ");
    }
  }

  @Test
  void references_areFoundByAddressAndById() throws IOException {
    String address = "{\"$id\":\"http://other.org/a.json\",\"type\":\"object\"}";
    assertThat(
            validator(
                    "{\"$ref\":\"http://example.com/a.json\"}",
                    "http://example.com/a.json",
                    address)
                .allows(json("1")))
        .isFalse();
    assertThat(
            validator("{\"$ref\":\"http://other.org/a.json\"}", "a.json", address)
                .allows(json("1")))
        .isFalse();
  }

  @Test
  void references_ofReferencesAndIntoThem_areFollowed() throws IOException {
    SchemaValidator validator =
        validator(
            "{\"properties\":{\"a\":{\"$ref\":\"a.json#/definitions/inner\"}}}",
            "b.json",
            "{\"type\":\"string\"}",
            "a.json",
            "{\"$id\":\"http://x.org/deep/a.json\",\"definitions\":{\"inner\":{\"items\":{\"$ref\":\"b.json\"}}}}");
    assertThat(validator.allows(json("{\"a\":[\"x\"]}"))).isTrue();
    assertThat(validator.allows(json("{\"a\":[1]}"))).isFalse();
  }

  @Test
  void references_thatAreNotRegistered_areNeverFetched() throws IOException {
    List<String> asked = Collections.synchronizedList(new ArrayList<>());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      String remote = "http://127.0.0.1:" + server.getAddress().getPort() + "/remote.json";
      for (String ref : List.of(remote, "file:///etc/hostname", "classpath:logback-test.xml")) {
        assertThatThrownBy(() -> validator("{\"properties\":{\"a\":{\"$ref\":\"" + ref + "\"}}}"))
            .isInstanceOf(IOException.class)
            .hasMessageContaining(ref);
      }
      assertThatThrownBy(() -> validator("{\"$ref\":\"classpath:conformance/wire-json.jsonl\"}"))
          .isInstanceOf(IOException.class);
      assertThat(asked).isEmpty();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void recursiveSchemas_areFollowed() throws IOException {
    SchemaValidator validator =
        validator(
            "{\"type\":\"object\",\"properties\":{\"next\":{\"$ref\":\"#\"},\"v\":{\"type\":\"integer\"}}}");
    assertThat(validator.findings(json("{\"next\":{\"next\":{\"v\":\"x\"}}}")))
        .startsWith("/next/next/v: ");
  }

  @Test
  void patterns_thatExplode_takeBoundedTime() throws IOException {
    SchemaValidator validator = validator("{\"pattern\":\"^(a+)+$\"}");
    assertThat(validator.allows(json("\"" + "a".repeat(2_000) + "\""))).isTrue();
    assertThat(validator.allows(json("\"" + "a".repeat(2_000) + "!\""))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"pattern, '\"[\"'", "patternProperties, '{\"[\":{}}'"})
  void patterns_thatAreNone_areToldOfAtOnce(String keyword, String value) {
    assertThatThrownBy(() -> validator("{\"" + keyword + "\":" + value + "}"))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e10001", "1e999999999", "-1.5e-888888888"})
  void hugeExponents_areRefused(String number) {
    assertThatThrownBy(() -> json("{\"n\":" + number + "}")).hasMessageContaining("exponent");
    assertThatThrownBy(() -> validator("{\"minimum\":" + number + "}"))
        .hasMessageContaining("exponent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"integer\"}",
        "{\"multipleOf\":0.1}",
        "{\"maximum\":5}",
        "{\"const\":5}",
        "{\"enum\":[1,2.5]}",
        "{\"uniqueItems\":true}"
      })
  void largeExponents_takeBoundedTime(String schema) throws IOException {
    SchemaValidator validator = validator(schema);
    for (String number : List.of("1e9999", "1e-9990", "-1.5e8888")) {
      String findings = validator.findings(json(number));
      assertThat(Objects.requireNonNullElse(findings, "")).hasSizeLessThan(3_000);
    }
  }

  @Test
  void formats_areAssertedWhereTheDraftDoes() throws IOException {
    String text = "{\"$schema\":\"%s\",\"format\":\"date-time\"}";
    JsonNode noDate = json("\"yesterday\"");
    assertThat(validator(text.formatted("http://json-schema.org/draft-07/schema#")).allows(noDate))
        .isFalse();
    assertThat(
            validator(text.formatted("https://json-schema.org/draft/2020-12/schema"))
                .allows(noDate))
        .isTrue();
  }

  @Test
  void deepMessages_areValidatedOrRefused() throws IOException {
    SchemaValidator validator =
        validator("{\"properties\":{\"n\":{\"$ref\":\"#\"}},\"additionalProperties\":false}");
    for (int depth : List.of(100, 990)) {
      String deep = "{\"n\":".repeat(depth) + "{\"x\":1}" + "}".repeat(depth);
      assertThat(validator.findings(json(deep))).containsAnyOf("additionalProperties", "too deep");
    }
  }
}
