package dev.stele.serde.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stele.serde.client.LocalServer.Answer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No exception repeats a secret, nor does any of its causes. */
@Timeout(60)
final class SecretsTest {
  private static final String SECRET = "PLANTED";

  /** A provider whose tokens end with the line they were read from. */
  public static final class LineProvider implements TokenProvider {
    @Override
    public BearerToken fetch() {
      return new BearerToken(SECRET + "\nx", Optional.empty());
    }
  }

  private static String whole(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static Map<String, Object> settings(String... more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("max.retries", 0);
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://me:PLANTED@my_host:8081",
        "me:PLANTED@registry:8081",
        "ftp://me:PLANTED@registry",
        "http://me:PLANTED@",
        "http://me:PLANTED@[registry",
        "https:me:PLANTED@registry",
      })
  void addressThatIsNone_isNotRepeatedWithItsPassword(String url) {
    Throwable failure =
        catchThrowable(() -> ClientSettings.of(settings("schema.registry.url", url)));
    assertThat(failure).isInstanceOf(ConfigException.class);
    assertThat(whole(failure)).contains("schema.registry.url").doesNotContain(SECRET);
  }

  @Test
  void staticTokenWithALineBreak_isRefusedByTheNameOfItsSetting() {
    Throwable failure =
        catchThrowable(
            () ->
                ClientSettings.of(
                    settings(
                        "schema.registry.url", "http://h",
                        "bearer.auth.credentials.source", "STATIC_TOKEN",
                        "bearer.auth.token", SECRET + "\nx")));
    assertThat(failure).isInstanceOf(ConfigException.class);
    assertThat(whole(failure)).contains("bearer.auth.token").doesNotContain(SECRET);
  }

  @Test
  void fetchedTokenWithALineBreak_isNotRepeated() {
    try (LocalServer server = new LocalServer(request -> Answer.ok("[]"))) {
      RegistryClient client =
          RegistryClient.of(
              settings(
                  "schema.registry.url", server.url(),
                  "bearer.auth.credentials.source", "CUSTOM",
                  "bearer.auth.custom.provider.class", LineProvider.class.getName()));
      Throwable failure = catchThrowable(client::subjects);
      assertThat(failure).isInstanceOf(RegistryException.class);
      assertThat(whole(failure)).contains("token").doesNotContain(SECRET);
    }
  }

  @Test
  void tokenOfAnEndpointWithALineBreak_isNotRepeated() {
    try (LocalServer server =
        new LocalServer(request -> Answer.ok("{\"access_token\":\"" + SECRET + "\\nx\"}"))) {
      RegistryClient client =
          RegistryClient.of(
              settings(
                  "schema.registry.url",
                  server.url(),
                  "bearer.auth.credentials.source",
                  "OAUTHBEARER",
                  "bearer.auth.issuer.endpoint.url",
                  server.url(),
                  "bearer.auth.client.id",
                  "me",
                  "bearer.auth.client.secret",
                  SECRET));
      Throwable failure = catchThrowable(client::subjects);
      assertThat(failure).isInstanceOf(RegistryException.class);
      assertThat(whole(failure)).contains("token").doesNotContain(SECRET);
    }
  }

  /** A token is as long as a JWT; of what repeats it often, the part read ends within it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void tokenThatAnAnswerRepeats_isNotQuoted_norItsBeginning(int times) {
    String token = SECRET.repeat(100);
    String echo = "<p>" + token + "</p>";
    try (LocalServer server =
        new LocalServer(request -> new Answer(403, echo.repeat(times), Map.of()))) {
      RegistryClient client =
          RegistryClient.of(
              settings(
                  "schema.registry.url",
                  server.url(),
                  "bearer.auth.credentials.source",
                  "STATIC_TOKEN",
                  "bearer.auth.token",
                  token));
      Throwable failure = catchThrowable(client::subjects);
      assertThat(failure).isInstanceOf(RegistryException.class);
      assertThat(whole(failure)).contains("403", "<p>…").doesNotContain(SECRET);
    }
  }

  @Test
  void passwordsThatContradictEachOther_areRefusedAndNotRepeated() {
    Map<String, Object> settings = settings("schema.registry.url", "http://h");
    settings.put("basic.auth.credentials.source", "USER_INFO");
    settings.put("basic.auth.user.info", new Password("me:" + SECRET));
    settings.put("schema.registry.basic.auth.user.info", new Password("me:other" + SECRET));
    Throwable failure = catchThrowable(() -> ClientSettings.of(settings));
    assertThat(failure).isInstanceOf(ConfigException.class);
    assertThat(whole(failure)).contains("basic.auth.user.info").doesNotContain(SECRET);
  }

  /** Credentials must not follow to whoever a registry points to. */
  @Test
  void redirect_isNotFollowed() {
    try (LocalServer other = new LocalServer(request -> Answer.ok("[]"));
        LocalServer server =
            new LocalServer(
                request -> new Answer(307, "", Map.of("Location", other.url() + "/subjects")))) {
      RegistryClient client =
          RegistryClient.of(
              settings(
                  "schema.registry.url",
                  server.url(),
                  "basic.auth.credentials.source",
                  "USER_INFO",
                  "basic.auth.user.info",
                  "me:" + SECRET));
      assertThatThrownBy(client::subjects)
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("307");
      assertThat(other.requests()).isEmpty();
    }
  }
}
