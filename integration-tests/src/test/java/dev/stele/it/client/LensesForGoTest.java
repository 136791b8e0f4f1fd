package dev.stele.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.it.fixture.SharedRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lenses' client for Go, which sends bodies in chunks and without a content type. */
class LensesForGoTest {
  @RegisterExtension
  @Order(1)
  static final GoClient go = new GoClient();

  @RegisterExtension static final SharedRegistry stele = new SharedRegistry();

  private static ForeignClient client;

  @BeforeAll
  static void start() {
    client = go.start(stele.url());
  }

  @AfterAll
  static void stop() {
    if (client != null) {
      client.close();
    }
  }

  @Test
  void schema_isRegisteredAndFoundAgain() {
    String schema = Sample.AVRO.first;
    int id = client.call("RegisterNewSchema", "go-value", schema).intValue();

    JsonNode latest = client.call("GetLatestSchema", "go-value");
    assertThat(latest.get("schema").textValue()).isEqualTo(schema);
    assertThat(latest.get("id").intValue()).isEqualTo(id);
    assertThat(client.call("GetSchemaBySubject", "go-value", 1)).isEqualTo(latest);
    assertThat(client.call("GetSchemaById", id).textValue()).isEqualTo(schema);
    assertThat(client.call("Versions", "go-value").toString()).isEqualTo("[1]");
    assertThat(client.call("Subjects")).extracting(JsonNode::textValue).contains("go-value");
  }

  @Test
  void schema_isRegisteredOrNot() {
    client.call("RegisterNewSchema", "go-known-value", Sample.AVRO.first);

    assertThat(client.call("IsRegistered", "go-known-value", Sample.AVRO.first).get(0))
        .hasToString("true");
    // The client takes 40403 for "no", and everything else for a failure.
    assertThat(client.call("IsRegistered", "go-known-value", Sample.AVRO.second).get(0))
        .hasToString("false");
  }

  @Test
  void error_isShownAsItsMessageAndItsCode() {
    assertThat(client.refused("GetLatestSchema", "go-nowhere").message())
        .isEqualTo("Subject 'go-nowhere' not found. (40401)");
    client.call("RegisterNewSchema", "go-evolves", Sample.AVRO.first);
    assertThat(
            client.refused("RegisterNewSchema", "go-evolves", Sample.AVRO.incompatible).message())
        .contains("incompatible")
        .endsWith("(40901)");
  }
}
