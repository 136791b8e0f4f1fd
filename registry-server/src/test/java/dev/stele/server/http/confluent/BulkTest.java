package dev.stele.server.http.confluent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.server.http.TestClient;
import dev.stele.server.http.TestServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /stele/v1/register}. */
final class BulkTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String PATH = "/stele/v1/register";
  private static final String MONEY = "{\"type\":\"record\",\"name\":\"Money\",\"fields\":[]}";
  private static final String ORDER =
      "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"m\",\"type\":\"Money\"}]}";

  private final TestServer server = new TestServer();
  private final TestClient client = new TestClient(server);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void registered_saysWhatEachSchemaIs() {
    client.register("money", MONEY);

    HttpResponse<String> response =
        client.send("POST", PATH, body(order(), schema("money", MONEY)));

    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.body())
        .isEqualTo(
            "{\"dryRun\":false,\"accepted\":true,\"counts\":{\"NEW\":1,\"UNCHANGED\":1,"
                + "\"INCOMPATIBLE\":0,\"INVALID\":0,\"NOT_PERMITTED\":0,\"BLOCKED\":0},"
                + "\"schemas\":[{\"subject\":\"order\",\"status\":\"NEW\",\"id\":2,\"version\":1,"
                + "\"guid\":\"c5a6d7f9-7c4f-d0b7-c09d-8f3d7312244a\",\"schemaType\":\"AVRO\",\"references\":"
                + "[{\"name\":\"Money\",\"subject\":\"money\",\"version\":1}]},"
                + "{\"subject\":\"money\",\"status\":\"UNCHANGED\",\"id\":1,\"version\":1,"
                + "\"guid\":\"e0584926-3709-4d13-be6f-bc6d3d09609d\",\"schemaType\":\"AVRO\",\"references\":[]}]}");
    assertThat(client.get("/subjects").body()).isEqualTo("[\"money\",\"order\"]");
  }

  @Test
  void dryRun_answersThePlan_andRegistersNothing() {
    HttpResponse<String> plan =
        client.send("POST", PATH + "?dryRun=true", body(order(), schema("money", MONEY)));

    assertThat(plan.statusCode()).isEqualTo(200);
    assertThat(json(plan).path("dryRun").booleanValue()).isTrue();
    assertThat(json(plan).findValuesAsText("id")).containsExactly("2", "1");
    assertThat(client.get("/subjects").body()).isEqualTo("[]");
  }

  @Test
  void refused_isAnErrorLikeOthers_withAllOutcomes() {
    client.register("money", MONEY);
    ObjectNode changed =
        schema("money", MONEY.replace("[]", "[{\"name\":\"amount\",\"type\":\"int\"}]"));

    HttpResponse<String> plan = client.send("POST", PATH + "?dryRun=true", body(order(), changed));
    HttpResponse<String> refused = client.send("POST", PATH, body(order(), changed));

    assertThat(refused.statusCode()).isEqualTo(409);
    JsonNode answer = json(refused);
    assertThat(answer.path("error_code").intValue()).isEqualTo(40901);
    assertThat(answer.path("message").textValue())
        .startsWith("Nothing is registered, since 1 of 2");
    assertThat(answer.path("accepted").booleanValue()).isFalse();
    assertThat(answer.path("schemas").findValuesAsText("status"))
        .containsExactly("NEW", "INCOMPATIBLE");
    JsonNode money = answer.path("schemas").get(1);
    assertThat(money.path("error_code").intValue()).isEqualTo(40901);
    assertThat(money.path("messages")).isNotEmpty();
    assertThat(money.path("explanation").path("levels")).hasSize(7);
    assertThat(plan.statusCode()).isEqualTo(200);
    assertThat(json(plan).path("schemas")).isEqualTo(answer.path("schemas"));
    assertThat(client.get("/subjects").body()).isEqualTo("[\"money\"]");
  }

  @Test
  void longReasons_areCut() {
    ObjectNode broken = schema("long", "{\"type\":\"" + "x".repeat(300_000) + "\"}");

    HttpResponse<String> response = client.send("POST", PATH, body(broken));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).hasSizeLessThan(6_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                         | 422 | 'schemas' must have 1 to 1000 entries, not 0
          {"schemas":[]}                             | 422 | 'schemas' must have 1 to 1000 entries, not 0
          {"schemas":[{"schema":"\\"int\\""}]}       | 422 | schemas[0] must be an object with a 'subject'
          {"schemas":[{"subject":"s"},null]}         | 422 | schemas[1] must be an object with a 'subject'
          {"schemas":[{"subject":"s","id":"many"}]}  | 400 | schemas[0]: Cannot deserialize value of type
          {"schemas":7}                              | 400 | Cannot deserialize value of type
          """)
  void notUnderstood_isRefusedByPlace(String body, int status, String message) {
    HttpResponse<String> response = client.send("POST", PATH, body);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).path("message").textValue()).startsWith(message);
  }

  @Test
  void tooMany_areRefused() {
    ObjectNode[] many = new ObjectNode[1_001];
    for (int i = 0; i < many.length; i++) {
      many[i] = schema("s" + i, "\"int\"");
    }

    assertThat(client.send("POST", PATH, body(many)).body())
        .isEqualTo(
            "{\"error_code\":422,\"message\":\"'schemas' must have 1 to 1000 entries, not 1001\"}");
  }

  @Test
  void contexts_areNamedBySubjects_notByThePath() {
    String body = body(schema(":.c:money", MONEY));

    assertThat(client.send("POST", "/contexts/.c" + PATH, body).statusCode()).isEqualTo(404);
    assertThat(client.send("POST", PATH, body).statusCode()).isEqualTo(200);
    assertThat(client.get("/subjects").body()).isEqualTo("[\":.c:money\"]");
  }

  /** References money without a version. */
  private static ObjectNode order() {
    ObjectNode order = schema("order", ORDER);
    order.putArray("references").addObject().put("name", "Money").put("subject", "money");
    return order;
  }

  private static ObjectNode schema(String subject, String text) {
    return JSON.createObjectNode().put("subject", subject).put("schema", text);
  }

  private static String body(ObjectNode... schemas) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode list = body.putArray("schemas");
    for (ObjectNode schema : schemas) {
      list.add(schema);
    }
    return body.toString();
  }

  private static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(response.body(), e);
    }
  }
}
