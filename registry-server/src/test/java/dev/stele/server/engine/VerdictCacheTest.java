package dev.stele.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Direction;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.schema.avro.AvroFormat;
import dev.stele.server.domain.Verdicts;
import dev.stele.server.domain.Verdicts.MissingVerdict;
import dev.stele.server.domain.Verdicts.Parsed;
import dev.stele.server.domain.Verdicts.Reading;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictCacheTest {
  private static final Reading NEW = new Reading(Strictness.NEW, false);
  private static final Reading NORMALIZED = new Reading(Strictness.NEW, true);

  private final LineFormat format = new LineFormat();
  private final VerdictCache cache = new VerdictCache(List.of(format, new AvroFormat()), 1_000_000);
  private final Verdicts known = cache.known();
  private final Verdicts computing = cache.computing();

  @Test
  void known_whatNobodyComputed_isMissing() {
    SchemaSource source = LineFormat.source("a");
    List<Consumer<Verdicts>> questions =
        List.of(
            verdicts -> verdicts.parse(source, NEW),
            verdicts -> verdicts.parse(source, NORMALIZED),
            verdicts -> verdicts.incompatibilities(source, source, CompatibilityPolicy.STRICT),
            verdicts -> verdicts.equivalent(source, source),
            verdicts -> verdicts.formatted(source, "loud"));
    for (Consumer<Verdicts> question : questions) {
      assertThatThrownBy(() -> question.accept(known)).isInstanceOf(MissingVerdict.class);
      question.accept(computing);
      question.accept(known);
    }
  }

  @Test
  void computing_theSameTextForAllQuestions_parsesItOncePerStrictness() {
    SchemaSource source = LineFormat.source("a");
    for (int i = 0; i < 3; i++) {
      computing.parse(source, NEW);
      computing.parse(source, NORMALIZED);
      computing.incompatibilities(source, source, CompatibilityPolicy.STRICT);
      computing.equivalent(source, source);
      computing.formatted(source, "loud");
    }
    assertThat(format.parses()).isEqualTo(2);
  }

  @Test
  void computing_onManyThreadsAtOnce_parsesOnce() {
    List<CompletableFuture<Parsed>> asked =
        IntStream.range(0, 16)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> computing.parse(LineFormat.source("a"), NEW)))
            .toList();
    assertThat(asked).allMatch(one -> one.join().equals(new Parsed.Valid("a")));
    assertThat(format.parses()).isEqualTo(1);
  }

  @Test
  void parse_normalized_givesTheNormalText() {
    assertThat(computing.parse(LineFormat.source(" a "), NEW)).isEqualTo(new Parsed.Valid("a"));
    assertThat(computing.parse(LineFormat.source(" a "), NORMALIZED))
        .isEqualTo(new Parsed.Valid("normal a"));
  }

  @ParameterizedTest
  @CsvSource({"bad text, false, false", "bad text, true, false", "odd text, true, true"})
  void parse_invalid_saysWhetherItCouldBeRead(String text, boolean normalized, boolean parsed) {
    assertThat(computing.parse(LineFormat.source(text), new Reading(Strictness.NEW, normalized)))
        .isEqualTo(new Parsed.Invalid(parsed, "'" + text + "' is " + (parsed ? "odd" : "bad")));
  }

  @Test
  void parse_languageNotBuiltIn_isInvalidAndNamesIt() {
    SchemaSource source = new SchemaSource(new SchemaType("XML"), "<a/>", List.of());
    assertThat(computing.knows(source.type())).isFalse();
    assertThat(computing.parse(source, NEW))
        .isEqualTo(new Parsed.Invalid(false, "No format for XML is built in"));
  }

  @ParameterizedTest
  @CsvSource({"bad, a", "a, bad", "bad, bad"})
  void incompatibilities_oneDoesNotParse_areOneThatNamesTheReason(String reader, String writer) {
    List<Incompatibility> found =
        computing.incompatibilities(
            LineFormat.source(reader), LineFormat.source(writer), CompatibilityPolicy.STRICT);
    assertThat(found)
        .singleElement()
        .extracting(one -> one.rule().name())
        .isEqualTo("SCHEMA_UNREADABLE");
    assertThat(found.get(0).message(Direction.BACKWARD)).contains("'bad' is bad");
  }

  @Test
  void incompatibilities_readerAndWriter_areNotMixedUp() {
    SchemaSource longer = LineFormat.source("abc");
    SchemaSource shorter = LineFormat.source("a");
    assertThat(computing.incompatibilities(longer, shorter, CompatibilityPolicy.STRICT)).isEmpty();
    assertThat(computing.incompatibilities(shorter, longer, CompatibilityPolicy.STRICT)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"a, ' a ', true", "a, b, false", "bad, bad, false", "a, bad, false"})
  void equivalent_textsOfOneLanguage_asTheFormatSays(String one, String other, boolean same) {
    assertThat(computing.equivalent(LineFormat.source(one), LineFormat.source(other)))
        .isEqualTo(same);
  }

  @Test
  void equivalent_otherLanguage_isFalseWithoutAsking() {
    SchemaSource avro = new SchemaSource(SchemaType.AVRO, "\"string\"", List.of());
    assertThat(known.equivalent(avro, LineFormat.source("\"string\""))).isFalse();
  }

  @Test
  void formatted_textThatDoesNotParse_isTheTextItself() {
    assertThat(computing.formatted(LineFormat.source("a"), "loud"))
        .isEqualTo(new Parsed.Valid("loud a"));
    assertThat(computing.formatted(LineFormat.source("bad"), "loud"))
        .isEqualTo(new Parsed.Valid("bad"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 100_000, 5_000_000})
  void computing_longTexts_areKnownAfterwards(int length) {
    SchemaSource source = LineFormat.source("x".repeat(length));
    computing.parse(source, NEW);
    assertThat(known.parse(source, NEW)).isInstanceOf(Parsed.Valid.class);
  }

  @Test
  void computing_avro_usesTheBuiltInFormat() {
    SchemaSource source = new SchemaSource(SchemaType.AVRO, "{\"type\": \"int\"}", List.of());
    assertThat(computing.parse(source, NEW)).isEqualTo(new Parsed.Valid("\"int\""));
  }
}
