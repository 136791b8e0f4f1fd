package dev.stele.serde.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.stele.serde.client.LocalServer.Answer;
import dev.stele.serde.client.LocalServer.Request;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class AuthenticationTest {
  private static final String SCHEMA = "{\"schema\":\"\\\"int\\\"\",\"id\":7}";

  private volatile String accepted = "";
  private volatile Answer tokens = token("first", 3600);
  private final LocalServer registry =
      new LocalServer(
          request ->
              accepted.isEmpty() || accepted.equals(request.header("Authorization"))
                  ? Answer.ok(SCHEMA)
                  : new Answer(401, "", Map.of()));
  private final LocalServer issuer = new LocalServer(request -> tokens);

  @AfterEach
  void close() {
    registry.close();
    issuer.close();
  }

  private static Answer token(String token, long lifeSeconds) {
    return Answer.ok("{\"access_token\":\"" + token + "\",\"expires_in\":" + lifeSeconds + "}");
  }

  private RegistryClient client(Object... settings) {
    Map<String, Object> all = new HashMap<>();
    all.put("schema.registry.url", registry.url());
    all.put("retries.wait.ms", 1);
    for (int i = 0; i < settings.length; i += 2) {
      all.put((String) settings[i], settings[i + 1]);
    }
    return RegistryClient.of(all);
  }

  private RegistryClient oauth(Object... settings) {
    List<Object> all =
        new ArrayList<>(
            List.of(
                "schema.registry.bearer.auth.credentials.source", "OAUTHBEARER",
                "bearer.auth.issuer.endpoint.url", issuer.url() + "/token",
                "bearer.auth.client.id", "me",
                "bearer.auth.client.secret", "hush"));
    all.addAll(List.of(settings));
    return client(all.toArray());
  }

  private List<String> authorizations() {
    return registry.requests().stream().map(it -> it.header("Authorization")).toList();
  }

  static String basic(String user) {
    return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  private static String jwt(String claims) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    String payload = encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    return "e30." + payload + ".c2ln";
  }

  @Test
  void userInfo_isSent() {
    client(
            "basic.auth.credentials.source", "USER_INFO",
            "schema.registry.basic.auth.user.info", "me:hush")
        .schemaById(7);
    assertThat(authorizations()).containsExactly(basic("me:hush"));
  }

  @Test
  void loginOfKafkasClient_isSent() {
    client(
            "basic.auth.credentials.source",
            "SASL_INHERIT",
            "sasl.jaas.config",
            new Password(
                "org.apache.kafka.common.security.plain.PlainLoginModule required\n"
                    + "  username=\"me\" // the user\n  password='hu\"sh;1' serviceName=kafka-1.2;"))
        .schemaById(7);
    assertThat(authorizations()).containsExactly(basic("me:hu\"sh;1"));
  }

  @Test
  void headers_areSent() {
    client(
            "request.header.X-Team", "blue",
            "schema.registry.request.header.X-Other", "1")
        .schemaById(7);
    assertThat(registry.requests().get(0).header("X-Team")).isEqualTo("blue");
    assertThat(registry.requests().get(0).header("X-Other")).isEqualTo("1");
  }

  @Test
  void oauth_asksForATokenOnceAndSendsIt() {
    RegistryClient client =
        oauth(
            "bearer.auth.scope", "read & write",
            "bearer.auth.logical.cluster", "lsrc-1",
            "bearer.auth.identity.pool.id", "pool-1",
            "request.header.X-Team", "blue");
    client.schemaById(7);
    client.latest("s");
    assertThat(authorizations()).containsExactly("Bearer first", "Bearer first");
    assertThat(registry.requests().get(0).header("target-sr-cluster")).isEqualTo("lsrc-1");
    assertThat(registry.requests().get(0).header("Confluent-Identity-Pool-Id")).isEqualTo("pool-1");
    assertThat(issuer.requests()).hasSize(1);
    Request asked = issuer.requests().get(0);
    assertThat(asked.line()).isEqualTo("POST /token");
    assertThat(asked.header("Authorization")).isEqualTo(basic("me:hush"));
    assertThat(asked.header("X-Team")).isEqualTo("null");
    assertThat(asked.body()).isEqualTo("grant_type=client_credentials&scope=read%20%26%20write");
  }

  @Test
  void manyRequests_askForOneToken() throws Exception {
    RegistryClient client = oauth();
    List<CompletableFuture<RegisteredSchema>> answers = new ArrayList<>();
    for (int id = 0; id < 50; id++) {
      answers.add(client.schemaByIdAsync(id, ""));
    }
    for (CompletableFuture<RegisteredSchema> answer : answers) {
      answer.get(30, TimeUnit.SECONDS);
    }
    assertThat(issuer.requests()).hasSize(1);
  }

  @Test
  void tokenThatIsRefused_isReplacedOnce() {
    RegistryClient client = oauth();
    client.schemaById(7);
    tokens = token("second", 3600);
    accepted = "Bearer second";
    client.latest("s");
    assertThat(authorizations()).containsExactly("Bearer first", "Bearer first", "Bearer second");
    accepted = "Bearer other";
    assertThatThrownBy(() -> client.version("s", 1))
        .asInstanceOf(type(RegistryException.class))
        .extracting(RegistryException::status)
        .isEqualTo(401);
    assertThat(issuer.requests()).hasSize(3);
  }

  @Test
  void tokenAboutToExpire_isReplaced_andServesOnIfItCannotBe() {
    tokens = Answer.ok("{\"access_token\":\"" + jwt("{\"exp\":1}") + "\"}");
    RegistryClient client = oauth();
    client.schemaById(7);
    tokens = token("second", 3600);
    client.latest("s");
    assertThat(authorizations()).last().isEqualTo("Bearer second");
  }

  @Test
  void issuerThatRefuses_isReportedWithoutTheSecret() {
    tokens =
        new Answer(
            400,
            "{\"error\":\"invalid_client\",\"error_description\":\"unknown client\"}",
            Map.of());
    assertThatThrownBy(() -> oauth().schemaById(7))
        .asInstanceOf(type(RegistryException.class))
        .satisfies(e -> assertThat(e.status()).isEqualTo(401))
        .extracting(Throwable::getMessage)
        .asString()
        .contains(issuer.url() + "/token", "invalid_client unknown client")
        .doesNotContain("hush");
    assertThat(issuer.requests()).hasSize(1);
    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void issuerThatIsDown_isAskedAgain() {
    AtomicInteger asked = new AtomicInteger();
    try (LocalServer shaky =
        new LocalServer(
            request ->
                asked.incrementAndGet() < 3
                    ? new Answer(503, "", Map.of())
                    : token("third", 3600))) {
      oauth("bearer.auth.issuer.endpoint.url", shaky.url()).schemaById(7);
      assertThat(authorizations()).containsExactly("Bearer third");
    }
  }

  @Test
  void answerWithoutToken_isReported() {
    tokens = Answer.ok("{\"token\":\"hidden\"}");
    assertThatThrownBy(() -> oauth().schemaById(7))
        .hasMessageContaining("no 'access_token'")
        .message()
        .doesNotContain("hidden");
  }

  @Test
  void tokenWithoutARequiredClaim_isReported() {
    tokens = token(jwt("{\"sub\":\"me\"}"), 3600);
    oauth("bearer.auth.sub.claim.name", "sub").schemaById(7);
    assertThatThrownBy(
            () ->
                oauth(
                        "bearer.auth.sub.claim.name", "sub",
                        "bearer.auth.scope.claim.name", "scp")
                    .schemaById(7))
        .hasMessageContaining("claim scp");
  }

  @Test
  void oauthOfKafkasClient_isTaken() {
    client(
            "bearer.auth.credentials.source",
            "SASL_OAUTHBEARER_INHERIT",
            "sasl.oauthbearer.token.endpoint.url",
            issuer.url() + "/kafka",
            "sasl.jaas.config",
            "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
                + " clientId='me' clientSecret='hush' scope='all'"
                + " extension_identityPoolId='pool-2';")
        .schemaById(7);
    assertThat(issuer.requests().get(0).line()).isEqualTo("POST /kafka");
    assertThat(issuer.requests().get(0).body()).endsWith("&scope=all");
    assertThat(registry.requests().get(0).header("Confluent-Identity-Pool-Id")).isEqualTo("pool-2");
  }

  @Test
  void managedIdentity_isAskedFor() {
    tokens = Answer.ok("{\"access_token\":\"azure\",\"expires_in\":\"3599\"}");
    client(
            "bearer.auth.credentials.source", "UAMI",
            "bearer.auth.uami.endpoint.url", issuer.url() + "/identity",
            "bearer.auth.uami.endpoint.query", "api-version=1&client_id=a")
        .schemaById(7);
    assertThat(issuer.requests().get(0).line())
        .isEqualTo("GET /identity?api-version=1&client_id=a");
    assertThat(issuer.requests().get(0).header("Metadata")).isEqualTo("true");
    assertThat(authorizations()).containsExactly("Bearer azure");
  }

  /** Counts up. */
  public static final class Counting implements TokenProvider {
    private final AtomicInteger fetched = new AtomicInteger();
    private String prefix = "";

    @Override
    public BearerToken fetch() {
      return new BearerToken(
          prefix + fetched.incrementAndGet(), Optional.of(Instant.now().plusSeconds(3600)));
    }

    @Override
    public void configure(Map<String, ?> configs) {
      prefix = String.valueOf(configs.get("my.prefix"));
    }
  }

  @Test
  void customProvider_byClassName_isConfiguredAndAsked() {
    RegistryClient client =
        client(
            "bearer.auth.credentials.source", "CUSTOM",
            "bearer.auth.custom.provider.class", Counting.class.getName(),
            "my.prefix", "mine-");
    client.schemaById(7);
    client.latest("s");
    assertThat(authorizations()).containsExactly("Bearer mine-1", "Bearer mine-1");
  }

  @Test
  void customProviderThatFails_isReported() {
    TokenProvider failing =
        () -> {
          throw new java.io.IOException("vault sealed");
        };
    RegistryClient client =
        RegistryClient.builder()
            .url(registry.url())
            .setting("max.retries", 0)
            .bearerAuth(failing)
            .build();
    assertThatThrownBy(() -> client.schemaById(7))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("vault sealed");
  }

  @Test
  void proxy_isAskedInsteadOfTheRegistry() {
    RegistryClient client =
        client(
            "schema.registry.url", "http://registry.invalid:8081",
            "proxy.host", "127.0.0.1",
            "proxy.port", registry.port());
    assertThat(client.schemaById(7).id()).isEqualTo(7);
    assertThat(registry.lines().get(0))
        .isEqualTo("GET http://registry.invalid:8081/schemas/ids/7?fetchMaxId=false");
  }
}
